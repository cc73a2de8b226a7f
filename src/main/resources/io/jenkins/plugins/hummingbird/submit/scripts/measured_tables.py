"""Finds the tables that CellProfiler left in a folder, and reads them; measure.py reduces them.

ExportToSpreadsheet (4.2) writes a file for the images and one for each kind of objects, or one for several kinds
("combined": the first of two header rows says whose column it is), into any folder, with any prefix and delimiter.
ExportToDatabase writes tables Per_Image and Per_Object, or a Per_X for each kind of objects X, with any prefix.
They are found by their columns, not by their names. Python 3.6 or later, and its standard library.
"""
import csv
import math
import os
import re
from array import array
from operator import itemgetter

IMAGE = "ImageNumber"
OBJECT = "ObjectNumber"
IDENTIFIERS = {IMAGE, OBJECT, "Number_Object_Number", "Group_Index", "Group_Number", "Group_Length"}
TEXTS = ("Metadata_", "FileName_", "PathName_", "URL_", "MD5Digest_")
# what holds no table, and of which there may be many
OTHERS = re.compile(r"\.(tiff?|png|jpe?g|gif|bmp|npy|npz|h5|hdf5|mat|avi|mov|mp4|pdf|gz|zip|gct|properties|pyc?)$", re.I)
MOST_FILES = 20000
LONGEST_HEADER = 8 << 20
BATCH = 60000  # fields

csv.field_size_limit(LONGEST_HEADER)


class Unreadable(Exception):
    """Why a table cannot be read."""

    def __init__(self, why, part=None):
        Exception.__init__(self, why)
        self.part = part


def is_measurement(feature):
    return feature not in IDENTIFIERS and not feature.startswith(TEXTS)


def name_of(table, feature):
    """The name of a column as pycytominer has it."""
    return feature if table == "Image" and feature.startswith("Count_") else table + "_" + feature


def numbers(fields):
    """The numbers in the fields of a column, NaN for an empty one; None when one of them is no number."""
    try:
        values = array("d", map(float, fields))
    except (TypeError, ValueError, OverflowError):
        try:
            values = array("d", [number(field) for field in fields])
        except (TypeError, ValueError):
            return None
    try:
        # Python takes an underscore within a number
        return None if "_" in "".join(fields) else values
    except TypeError:
        return None if any(isinstance(field, bytes) for field in fields) else values


def number(field):
    if field is None or isinstance(field, str) and not field.strip():
        return math.nan
    if isinstance(field, bytes):
        raise TypeError("bytes")
    try:
        return float(field)
    except OverflowError:
        return math.inf


class Part:
    """What one file, or one table of a database, says of the images or of one kind of objects."""

    def __init__(self, file, table, columns, metadata, is_combined):
        """columns: the position of each measurement by its feature; metadata: the same of what Metadata_ is before"""
        self.file = file
        self.is_combined = is_combined
        self.table = table
        self.names = {name_of(table, feature): position for feature, position in columns.items()}
        self.metadata = metadata
        # How many objects each image set has: a table of several kinds of objects has more rows where there are more of
        # another kind. None: a row is an object.
        self.counts = None

    def batches(self, positions):
        """Some rows of one image set: its number, and for each position the fields of these rows."""
        most = max(1, BATCH // (len(positions) + 1))
        current = None
        batch = []
        for row in self.rows([self.image_at, self.image_at if self.object_at is None else self.object_at] + positions):
            if row[0] != current or len(batch) >= most:
                if batch:
                    yield self.whole(current), list(zip(*batch))[2:]
                batch = []
                current = row[0]
            if self.counts is None or self.is_object(row):
                batch.append(row)
        if batch:
            yield self.whole(current), list(zip(*batch))[2:]

    def is_object(self, row):
        count = self.counts.get(self.whole(row[0]))
        return count is None or self.whole(row[1]) <= count

    def whole(self, field):
        try:
            return int(field) if isinstance(field, int) or field.isdigit() else int(float(field))
        except (AttributeError, TypeError, ValueError, OverflowError):
            raise Unreadable("has %.30r where the number of an image set or object is to be" % (field,), self)

    def sets(self):
        """The number of each image set, each time that one begins, and its metadata."""
        keys = list(self.metadata)
        last = None
        for image, fields in self.batches([self.metadata[key] for key in keys]):
            if image != last:
                yield image, {key: "" if field[0] is None else str(field[0]) for key, field in zip(keys, fields)}
                last = image


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


class DatabasePart(Part):
    def __init__(self, database, file, source, table, columns, metadata, is_combined):
        Part.__init__(self, file, table, columns, metadata, is_combined)
        self.database = database
        self.source = source
        self.image_at = IMAGE
        self.object_at = OBJECT if is_combined else None

    def rows(self, positions):
        import sqlite3

        # a list of columns may name one twice
        words = ", ".join('"%s"' % position.replace('"', '""') for position in positions)
        try:
            connection = connect(self.database)
            try:
                yield from connection.execute('SELECT %s FROM "%s"' % (words, self.source.replace('"', '""')))
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise Unreadable("cannot be read: %s" % error, self)


def uri(path):
    """A database that is only read."""
    from urllib.parse import quote

    return "file:%s?mode=ro&immutable=1" % quote(os.fsencode(path))


def connect(path):
    import sqlite3

    connection = sqlite3.connect(uri(path), uri=True)
    connection.text_factory = lambda text: text.decode("utf-8", "replace")
    return connection


class Database:
    """A file of ExportToDatabase: the columns of each of its tables."""

    def __init__(self, path, name):
        import sqlite3

        self.path = path
        self.name = name
        try:
            connection = connect(path)
            try:
                names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                columns = {
                    table: [row[1] for row in connection.execute('PRAGMA table_info("%s")' % table.replace('"', '""'))]
                    for table in sorted(names)
                }
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise Unreadable("cannot be read: %s" % error)
        self.tables = {table: found for table, found in columns.items() if IMAGE in found and "Per_" in table}

    def images(self):
        return [table for table in self.tables if table.endswith("Per_Image")]

    def counted(self):
        """The kinds of objects that were counted."""
        begin = "Image_Count_"
        return [column[len(begin):] for table in self.images() for column in self.tables[table] if column.startswith(begin)]

    def image_parts(self):
        return [self.part(table, "Image", self.tables[table], False) for table in self.images()]

    def object_parts(self, counted):
        found = []
        for table, columns in self.tables.items():
            if table.endswith("Per_Object") and OBJECT in columns:
                kinds = {}
                for column in columns:
                    kind = max((kind for kind in counted if column.startswith(kind + "_")), key=len, default="")
                    if kind:
                        kinds.setdefault(kind, []).append(column)
                found += [self.part(table, kind, kinds[kind], True) for kind in sorted(kinds)]
            elif not table.endswith("Per_Image"):
                ends = [table[match.end():] for match in re.finditer("Per_", table)]
                kinds = [end for end in ends if end and any(column.startswith(end + "_") for column in columns)]
                if kinds:
                    found.append(self.part(table, kinds[0], columns, False))
        return found

    def part(self, source, table, columns, is_combined):
        features = [(column[len(table) + 1:] if column.startswith(table + "_") else column, column) for column in columns]
        return DatabasePart(
            self.path,
            "%s, table %s" % (self.name, source),
            source,
            table,
            {feature: column for feature, column in features if is_measurement(feature)},
            {feature[len("Metadata_"):]: column for feature, column in features if feature.startswith("Metadata_")},
            is_combined)


def kind_of(spreadsheet, counted, prefixes):
    """The kind of objects of a file that has one: its name, without what is before that of the objects."""
    stem = spreadsheet.stem()
    for same in (str, str.lower):
        ends = [kind for kind in counted if same(stem).endswith(same(kind))]
        if ends:
            return max(ends, key=len)
    for prefix in sorted(prefixes, key=len, reverse=True):
        if prefix and stem.startswith(prefix) and stem != prefix:
            return stem[len(prefix):]
    return stem


def sources(folder, problem):
    """The spreadsheets and the databases in a folder. problem: is told what cannot be read."""
    sheets = []
    databases = []
    for path, name in files(folder, problem):
        try:
            if is_database(path):
                databases.append(Database(path, name))
            else:
                sheet = spreadsheet_at(path, name)
                sheets += [sheet] if sheet else []
        except (Unreadable, OSError, csv.Error, ImportError) as error:
            problem("%s %s" % (name, error))
    return sheets, databases


def is_database(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def prefixes_of(names):
    """What may stand before the kind of objects in the names of files: what does before Image or Experiment."""
    found = ["MyExpt_"]
    for name in names:
        match = re.match(r"(.+)(?:Image|Experiment)\.\w+$", os.path.basename(name))
        found += [match.group(1)] if match else []
    return found


def find(folder, problem):
    """The parts of each table in a folder: Image, and each kind of objects. problem: is told what cannot be read."""
    sheets, databases = sources(folder, problem)
    images = [part for sheet in sheets if sheet.is_images() for part in sheet.parts("Image")]
    if not images:
        images = [part for database in databases for part in database.image_parts()]
    counted = {name[len("Count_"):] for part in images for name in part.names if name.startswith("Count_")}
    for database in databases:
        counted.update(database.counted())
    prefixes = prefixes_of(name for _, name in files(folder, None))
    tables = {"Image": images} if images else {}
    for sheet in sheets:
        if not sheet.is_images():
            for part in sheet.parts(None if sheet.objects else kind_of(sheet, counted, prefixes)):
                tables.setdefault(part.table, []).append(part)
    found = set(tables)
    for database in databases:
        for part in database.object_parts(counted):
            if part.table not in found:
                tables.setdefault(part.table, []).append(part)
    return tables


def files(folder, problem):
    count = 0
    for top, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(top, name)
            if OTHERS.search(name) or not os.path.isfile(path) or os.path.islink(path):
                continue
            count += 1
            if count > MOST_FILES:
                if problem:
                    problem("of more than %d files the others were not looked at" % MOST_FILES)
                return
            yield path, os.path.relpath(path, folder)
