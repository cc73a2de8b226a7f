"""Writes a table of the whole from the spreadsheets of many groups; used by merge_tables.py.

Fields are written as CellProfiler wrote them, but for those that merged_rows.py corrects; a row is in memory, a table never.
Python 3.6 or later, and its standard library.
"""
import csv
import io
import itertools
import os
import tempfile

from merged_groups import Wrong
from merged_rows import Corrections

BUFFER = 1 << 20
KIND = ("Module Number", "Relationship", "First Object Name", "Second Object Name")
EARLIEST, LATEST = "Run_Timestamp", "Modification_Timestamp"


class Metadata:
    """The metadata of the image sets, for a table of objects that has none of its own."""

    def __init__(self, images, columns, image_table):
        """images: the parts of the table of images by their group; columns: their names"""
        self.images = images
        self.columns = columns
        self.image_table = image_table
        self.group = None
        self.rows = {}

    def of(self, group, image):
        if group is not self.group:
            self.group = group
            self.rows = {}
            for part in self.images.get(group, []):
                at = [part.columns.index(name) if name in part.columns else None for name in self.columns]
                image_at = part.columns.index("ImageNumber")
                corrections = Corrections(part.columns, group, self.image_table.texts(group))
                for row in rows_of(part):
                    number = row[image_at]
                    corrections.apply(row)
                    self.rows[number] = ["" if one is None else row[one] for one in at]
        return self.rows.get(image) or [""] * len(self.columns)


def decoded(line):
    return line.decode("utf-8")


def rows_of(part):
    width = len(part.columns)
    try:
        with open(part.path, newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file, delimiter=part.delimiter, strict=True)
            for _ in range(part.headers):
                next(reader)
            for row in reader:
                if len(row) == width:
                    yield row
                elif row:
                    raise Wrong("%s has %d fields in line %d, but %d columns"
                                % (part.path, len(row), reader.line_num, width))
    except UnicodeDecodeError:
        raise Wrong("%s is not UTF-8" % part.path)
    except (csv.Error, StopIteration) as error:
        raise Wrong("%s cannot be read: %s" % (part.path, error))


class Writer:
    """Writes a table, whose texts are those of an image table where that types them in another way."""

    def __init__(self, table, types, image_table, means=None, metadata=None):
        """types: of the columns of the table, see merged_kinds.py; None where none change"""
        self.table = table
        self.types = types
        self.means = means if table.kind == "Image" else None
        self.image_table = image_table
        self.metadata = metadata
        self.rows = 0
        self.columns = list(table.columns)
        if metadata:
            self.columns[2:2] = metadata.columns

    def write(self, path):
        # lines that are copied go to the file itself, so nothing may wait before it
        with open(path, "wb", BUFFER) as raw, io.TextIOWrapper(raw, "utf-8", newline="", write_through=True) as file:
            out = csv.writer(file)
            if self.table.objects:
                objects = list(self.table.objects)
                objects[2:2] = ["Image"] * len(self.metadata.columns if self.metadata else ())
                out.writerow(objects)
            out.writerow(self.columns)
            if self.table.kind == "Experiment":
                out.writerows(self.experiment())
            elif self.table.kind == "Relationships":
                self.relationships(file)
            else:
                for number, part in enumerate(self.table.parts):
                    if not part.group.is_merged:
                        continue
                    texts = self.image_table.texts(part.group)
                    floats = self.types.promotions(number, part)
                    self.add(part, file, out, Corrections(part.columns, part.group, texts, floats, self.means))

    def add(self, part, file, out, corrections):
        positions = self.table.positions(part)
        if part.delimiter == "," and positions is None and not self.metadata:
            self.copy(part, file, out, corrections)
            return
        image_at = part.columns.index("ImageNumber")
        for row in rows_of(part):
            image = row[image_at]
            corrections.apply(row)
            if positions is not None:
                row = ["" if at is None else row[at] for at in positions]
            if self.metadata:
                row[2:2] = self.metadata.of(part.group, image)
            out.writerow(row)
            self.rows += 1

    def copy(self, part, file, out, corrections):
        """Lines without quotes are copied behind the last field that may change."""
        commas = len(part.columns) - 1
        deepest = corrections.last() + 1
        write = file.buffer.write
        try:
            with open(part.path, "rb", BUFFER) as lines:
                for line in itertools.islice(lines, part.headers, None):
                    # or fails
                    line.decode("utf-8")
                    if b'"' in line:
                        row = next(csv.reader(map(decoded, itertools.chain([line], lines)), strict=True))
                        found = len(row) - 1
                        if found == commas:
                            corrections.apply(row)
                            out.writerow(row)
                    else:
                        found = line.count(b",")
                        if found == commas:
                            row = line.rstrip(b"\r\n").split(b",", deepest)
                            changed = [field.decode("utf-8") for field in row[:deepest]]
                            corrections.apply(changed)
                            row[:deepest] = [field.encode("utf-8") for field in changed]
                            write(b",".join(row) + b"\r\n")
                    if found == commas:
                        self.rows += 1
                    elif line.strip():
                        raise Wrong("%s has %d fields in a line, but %d columns" % (part.path, found + 1, commas + 1))
        except UnicodeDecodeError:
            raise Wrong("%s is not UTF-8" % part.path)
        except (csv.Error, StopIteration) as error:
            raise Wrong("%s cannot be read: %s" % (part.path, error))

    def experiment(self):
        """What the last group says of the experiment, as it would of the whole, which began with the first."""
        found = {}
        for part in self.table.merged_parts():
            for key, value in rows_of(part):
                if key == EARLIEST and key in found:
                    value = min(value, found[key])
                elif key == LATEST and key in found:
                    value = max(value, found[key])
                found[key] = value
        self.rows = len(found)
        return found.items()

    def relationships(self, file):
        """Those of each kind follow one another, in the order of the groups. The kinds are sorted: CellProfiler has them in an
        order that changes from run to run (a set of Python's)."""
        kinds = {}
        with tempfile.TemporaryDirectory() as folder:
            for part in self.table.merged_parts():
                corrections = Corrections(part.columns, part.group, {})
                positions = self.table.positions(part)
                at = [part.columns.index(name) for name in KIND]
                kind, spool, out = None, None, None
                for row in rows_of(part):
                    found = tuple(row[one] for one in at)
                    if found != kind:
                        if spool:
                            spool.close()
                        kind = found
                        place = os.path.join(folder, str(kinds.setdefault(kind, len(kinds))))
                        spool = open(place, "a", newline="", encoding="utf-8")
                        out = csv.writer(spool)
                    corrections.apply(row)
                    out.writerow(row if positions is None else ["" if one is None else row[one] for one in positions])
                    self.rows += 1
                if spool:
                    spool.close()
            for kind in sorted(kinds, key=lambda kind: (len(kind[0]),) + kind):
                with open(os.path.join(folder, str(kinds[kind])), newline="", encoding="utf-8") as spool:
                    for line in spool:
                        file.write(line)
