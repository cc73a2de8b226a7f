"""The groups whose tables are merged, and the image table of the whole; used by merge_tables.py.

CellProfiler numbers the image sets of each group from 1, and LoadData types each column of the rows that it is given: 007
is text in a table that also has P2, and 7 in one that has not. What a group's tables say of these is therefore said again as
the whole would say it. Python 3.6 or later, and its standard library.
"""
import csv
import io
import re

NUMBERED = 5  # fields before those of the image table and the keys
TEXT, FLOAT, INTEGER = "TEXT", "FLOAT", "INTEGER"
FILES = re.compile(r"(Objects)?(PathName|FileName|URL)(_|$)")
WELL_COLUMNS = {"wellcol", "well_col", "wellcolumn", "well_column", "column", "col"}
LONGEST_INTEGER = 2 ** 31


class Wrong(Exception):
    """Why nothing is merged: a sentence for the user."""


class Group:
    """A line of the list, whose fields are separated by tabs.

    FOLDER FIRST NUMBER INDEX LENGTH OFFSET BYTES KEY=VALUE...
      FOLDER  of its results
      FIRST   the ImageNumber that its first image set has in the whole, from 1; 1 for each group where CellProfiler read the
              whole table, and numbered all of it
      NUMBER, INDEX  Group_Number and Group_Index that this image set has in the whole, from 1
      LENGTH  Group_Length in the whole; 0 when what CellProfiler grouped is never divided between groups
      OFFSET, BYTES  where its rows are in the image table; 0 bytes when there is none
      KEY=VALUE  what the group is of; tabs, line feeds and backslashes are written \\t, \\n and \\\\
    """

    def __init__(self, line, is_merged=True):
        """is_merged: whether it is one of those that are merged, and does not only say how the whole is typed"""
        self.is_merged = is_merged
        fields = line.split("\t")
        try:
            self.folder = plain(fields[0])
            first, self.number, self.index, self.length, self.offset, self.bytes = map(int, fields[1:7])
        except (IndexError, ValueError):
            raise Wrong("the list of groups has a line that cannot be read: %.200r" % line)
        self.shift = first - 1
        self.keys = dict(plain(field).partition("=")[::2] for field in fields[7:])

    def __str__(self):
        return ", ".join("%s=%s" % item for item in self.keys.items()) or self.folder


def plain(text):
    return re.sub(r"\\(.)", lambda match: {"t": "\t", "n": "\n"}.get(match.group(1), match.group(1)), text)


def read_lists(merged, others=None):
    """The groups of both lists, in the order of their image numbers."""
    groups = read_list(merged, True) + (read_list(others, False) if others else [])
    return sorted(groups, key=lambda group: group.shift)


def read_list(path, is_merged):
    with open(path, encoding="utf-8", newline="\n") as file:
        groups = [Group(line.rstrip("\n"), is_merged) for line in file if line.strip()]
    firsts = [group.shift for group in groups]
    if firsts != sorted(firsts):
        raise Wrong("the list of groups is not in the order of the image numbers")
    return groups


def type_of(text):
    """As get_loaddata_type of CellProfiler 4.2.8.1."""
    try:
        return INTEGER if -LONGEST_INTEGER <= int(text) < LONGEST_INTEGER else TEXT
    except ValueError:
        try:
            float(text)
            return FLOAT
        except ValueError:
            return TEXT


class ImageTable:
    """The table of all rows that were submitted, which LoadData would have typed as a whole."""

    def __init__(self, header=None, table=None):
        self.table = table
        self.header = []
        self.types = {}
        self.restored = []
        if header:
            with open(header, newline="", encoding="utf-8-sig") as file:
                self.header = [feature(name) for name in next(csv.reader(file), [])]
            self.type_columns()

    def type_columns(self):
        types = [TEXT if is_always_text(name) else INTEGER for name in self.header]
        with open(self.table, newline="", encoding="utf-8") as file:
            for row in csv.reader(file):
                for at, text in enumerate(row[:len(types)]):
                    if types[at] != TEXT:
                        found = type_of(text)
                        if types[at] == INTEGER or found == TEXT:
                            types[at] = found
        self.types = dict(zip(self.header, types))
        # an integer of the whole is one in each group, and paths are text anyway
        self.restored = [
            (at, name) for at, name in enumerate(self.header) if types[at] != INTEGER and not FILES.match(name)
        ]

    def texts(self, group):
        """For each restored column of a group's rows, in their order, the texts that the whole would have."""
        if not self.restored or not group.bytes:
            return {}
        with open(self.table, "rb") as file:
            file.seek(group.offset)
            rows = list(csv.reader(io.StringIO(file.read(group.bytes).decode("utf-8"), newline="")))
        return {
            name: [as_typed(row[at] if at < len(row) else "", self.types[name]) for row in rows if row]
            for at, name in self.restored
        }


def feature(column):
    return column[len("Image_"):] if column.startswith("Image_") else column


def is_always_text(name):
    return bool(FILES.match(name)) or name.startswith("Metadata_") and name.split("_")[1].lower() in WELL_COLUMNS


def as_typed(text, kind):
    return str(float(text)) if kind == FLOAT else text
