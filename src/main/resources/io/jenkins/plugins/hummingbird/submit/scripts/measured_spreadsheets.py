"""Reads the files of ExportToSpreadsheet (CellProfiler 4.2): one for the images and one for each kind of objects, or one for
several kinds ("combined": the first of two header rows says whose column it is), with any delimiter.
Python 3.6 or later, and its standard library.
"""
import csv
import os
from operator import itemgetter

from measured_parts import IMAGE, OBJECT, Part, Unreadable, is_measurement

LONGEST_HEADER = 8 << 20

csv.field_size_limit(LONGEST_HEADER)


class CsvPart(Part):
    def __init__(self, spreadsheet, table, columns, metadata):
        Part.__init__(self, spreadsheet.name, table, columns, metadata, bool(spreadsheet.objects))
        self.spreadsheet = spreadsheet
        self.image_at = spreadsheet.header.index(IMAGE)
        self.object_at = spreadsheet.header.index(OBJECT) if OBJECT in spreadsheet.header else None

    def rows(self, positions):
        pick = itemgetter(*positions)
        try:
            with self.spreadsheet.open() as file:
                lines = csv.reader(file, delimiter=self.spreadsheet.delimiter, strict=True)
                width = len(next(lines))
                if self.spreadsheet.objects:
                    next(lines)
                for row in lines:
                    if len(row) == width:
                        yield pick(row)
                    elif row:
                        raise Unreadable(
                            "has %d fields in line %d, but %d columns" % (len(row), lines.line_num, width), self)
        except UnicodeDecodeError:
            raise Unreadable("is not UTF-8", self)
        except (OSError, csv.Error, StopIteration) as error:
            raise Unreadable("cannot be read: %s" % error, self)


class Spreadsheet:
    """A file of ExportToSpreadsheet."""

    def __init__(self, path, name, delimiter, header, objects):
        self.path = path
        self.name = name
        self.delimiter = delimiter
        self.header = header
        # the kind of objects that each column is of; None in a file of one kind
        self.objects = objects

    def open(self):
        return open(self.path, newline="", encoding="utf-8-sig")

    def stem(self):
        return os.path.splitext(os.path.basename(self.name))[0]

    def is_images(self):
        return OBJECT not in self.header

    def parts(self, table):
        """table: the kind of objects, where the columns do not say it"""
        metadata = {}
        kinds = {}
        for at, feature in enumerate(self.header):
            kind = self.objects[at] if self.objects else table
            if feature.startswith("Metadata_"):
                metadata.setdefault(feature[len("Metadata_"):], at)
            elif not self.objects or kind != "Image":
                columns = kinds.setdefault(kind, {})
                if is_measurement(feature):
                    columns.setdefault(feature, at)
        return [CsvPart(self, kind, columns, metadata) for kind, columns in kinds.items() if kind]


def spreadsheet_at(path, name):
    """The file of ExportToSpreadsheet that it is, or None."""
    with open(path, "rb") as file:
        if b"\0" in file.read(4096):
            return None
        file.seek(0)
        first = file.readline(LONGEST_HEADER)
        second = file.readline(LONGEST_HEADER)
        if IMAGE.encode() not in first and IMAGE.encode() not in second:
            return None
        file.seek(-1, os.SEEK_END)
        whole = file.read(1) == b"\n"
    try:
        lines = [line.decode("utf-8-sig").rstrip("\r\n") for line in (first, second)]
    except UnicodeDecodeError:
        raise Unreadable("is not UTF-8")
    found = None
    for delimiter in ",\t;|":
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
        if IMAGE in rows[0]:
            found = Spreadsheet(path, name, delimiter, rows[0], None)
        elif IMAGE in rows[1] and len(rows[0]) == len(rows[1]) and rows[0][rows[1].index(IMAGE)] == "Image":
            found = Spreadsheet(path, name, delimiter, rows[1], rows[0])
        if found:
            break
    if found and not whole:
        raise Unreadable("is cut off")
    return found
