"""Reads the SQLite files of ExportToDatabase (CellProfiler 4.2): tables Per_Image and Per_Object, or a Per_X for each kind of
objects X, with any prefix.
Python 3.6 or later, and its standard library.
"""
import os
import re

from measured_parts import IMAGE, OBJECT, Part, Unreadable, is_measurement


def is_database(path):
    with open(path, "rb") as file:
        return file.read(16) == b"SQLite format 3\0"


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
