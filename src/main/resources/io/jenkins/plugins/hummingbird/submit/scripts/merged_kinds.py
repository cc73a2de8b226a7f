"""Of what type the columns of spreadsheets are in the whole; used by merge_tables.py.

CellProfiler keeps one type for a column of a run: what is 1 in a group is 1.0 in a run in which any group has a fraction.
Within a group's file the type is the same in all rows. Python 3.6 or later, and its standard library.
"""
import re

from merged_groups import FLOAT, INTEGER, TEXT, Wrong, feature

# 007 is a name
INTEGERS = re.compile(r"(0|-?[1-9][0-9]{0,14})\Z")
NAMES = re.compile(r"0[0-9]")
NONE = {"", "nan", "inf", "-inf"}
FIRST = 50  # rows that are looked at in each file of objects
TEXTS = ("FileName_", "PathName_", "URL_", "MD5Digest_", "ObjectsFileName_", "ObjectsPathName_", "ObjectsURL_")


def kind_of(text):
    if text in NONE:
        return None
    if INTEGERS.match(text):
        return INTEGER
    try:
        float(text)
        return TEXT if NAMES.match(text) and "." not in text or "_" in text else FLOAT
    except ValueError:
        return TEXT


def readable(rows_of, part):
    """The rows of a group that is not merged itself, up to where it is damaged: the task of its own plate fails by that."""
    try:
        yield from rows_of(part)
    except (Wrong, OSError):
        return


def wider(kind, other):
    if kind is None or other is None or kind == other:
        return kind or other
    return TEXT if TEXT in (kind, other) else FLOAT


class Types:
    """The types of the columns of a table of the whole, and where its parts have other ones."""

    def __init__(self, parts, keys_of, rows_of, image_table, images=None):
        """keys_of: gives the keys of the columns of a part; rows_of: its rows
        image_table: the table that was submitted; images: the Types of the table of images
        """
        self.keys_of = keys_of
        self.rows_of = lambda part: rows_of(part) if part.group.is_merged else readable(rows_of, part)
        self.whole = {}
        self.kinds = []
        same = {}  # most groups have the same kinds
        for part in parts:
            kinds = self.kinds_of_all(part) if part.is_images else self.kinds_of_first(part)
            self.kinds.append(same.setdefault(tuple(kinds), tuple(kinds)))
        for number, part in enumerate(parts):
            self.look_at_all(number, part)
        self.say(image_table, images)

    def add(self, part, kinds):
        for key, kind in zip(self.keys_of(part), kinds):
            self.whole.setdefault(key, set()).add(kind)

    def kinds_of_all(self, part):
        """A column of texts may begin with one that looks like an integer; one that begins with a fraction has numbers."""
        kinds = [TEXT if name.startswith(TEXTS) else None for name in part.columns]
        wanted = range(len(kinds))
        for row in self.rows_of(part):
            for at in wanted:
                kinds[at] = wider(kinds[at], kind_of(row[at]))
            wanted = [at for at in wanted if kinds[at] in (None, INTEGER) or part.columns[at].startswith("Metadata_")]
        self.add(part, kinds)
        return kinds

    def kinds_of_first(self, part):
        """Metadata in tables of objects is that of their images."""
        kinds = [TEXT if name.startswith(TEXTS) else None for name in part.columns]
        determine(self.rows_of(part), kinds, range(len(kinds)), FIRST)
        self.add(part, kinds)
        return kinds

    def look_at_all(self, number, part):
        """Where no group has a fraction in its first rows, and some have nothing, these look further."""
        names = self.keys_of(part)
        late = [at for at, kind in enumerate(self.kinds[number]) if kind is None and self.whole[names[at]] == {INTEGER, None}]
        if late and not part.is_images:
            kinds = list(self.kinds[number])
            determine(self.rows_of(part), kinds, late)
            self.kinds[number] = tuple(kinds)
            self.add(part, kinds)

    def say(self, image_table, images):
        self.of = {}
        for key, kinds in self.whole.items():
            name = feature(key[1])
            kind = None
            for one in kinds:
                kind = wider(kind, one)
            if name.startswith(TEXTS):
                kind = TEXT
            elif name in image_table.types and key[0] in (None, "Image"):
                kind = image_table.types[name]
            elif images and name.startswith("Metadata_"):
                kind = images.of.get((None, name), kind)
            # what has no value anywhere is measured, and has none
            self.of[key] = kind or (TEXT if name.startswith("Metadata_") else FLOAT)

    def promotions(self, number, part):
        """The positions of the columns that hold integers in a part and floating-point numbers in the whole."""
        kinds = self.kinds[number]
        return [
            at
            for at, key in enumerate(self.keys_of(part))
            if kinds[at] in (INTEGER, None) and self.of[key] == FLOAT and {INTEGER, FLOAT} <= self.whole[key]
        ]


def determine(rows, kinds, wanted, most=None):
    """Says the kinds of some columns by the first row that has a value in them."""
    late = [at for at in wanted if kinds[at] is None]
    for count, row in enumerate(rows):
        if not late or count == most:
            return
        for at in late:
            kinds[at] = kind_of(row[at])
        late = [at for at in late if kinds[at] is None]


def promoted(text):
    return repr(float(text)) if INTEGERS.match(text) else text
