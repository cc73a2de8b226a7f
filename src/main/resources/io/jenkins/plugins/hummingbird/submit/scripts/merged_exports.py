"""Writes the tables of a merged database of ExportToDatabase as CSV files, with the metadata of their images; used by
merge_tables.py. Python 3.6 or later, and its standard library.
"""
import contextlib
import csv

import measured_databases
from merged_databases import columns_of, entries_of, quoted
from merged_files import Columns
from merged_groups import FLOAT, INTEGER, TEXT

METADATA = "Image_Metadata_"
EXPERIMENT_TABLES = ("Experiment", "Experiment_Properties")


class Export:
    """A table or view of a database, and the name that it is written under."""

    def __init__(self, name, source):
        self.name = name
        self.source = source


def kind_of_type(declared):
    word = declared.lower().split("(")[0].strip()
    return INTEGER if word.startswith("int") else FLOAT if word in ("float", "real", "double") else TEXT


class Exports:
    """Those tables of databases that no spreadsheet has."""

    def __init__(self, path, kinds):
        """path: of the database of one group; kinds: what the spreadsheets have already"""
        self.tables = []
        self.images = None
        connection = measured_databases.connect(path)
        try:
            self.names = [name for kind, name, _ in entries_of(connection) if kind == "table"]
            views = [name for kind, name, _ in entries_of(connection) if kind == "view"]
            found = []
            for name in self.names + [view for view in views if view.endswith("Per_RelationshipsView")]:
                if name.endswith("Per_Image"):
                    self.images = name
                if name in EXPERIMENT_TABLES or name.endswith(("Per_RelationshipTypes", "Per_Relationships")):
                    continue
                kind = name.rsplit("Per_", 1)[-1].replace("RelationshipsView", "Relationships")
                if not self.has(connection, name, kind, kinds):
                    found.append(Export(kind, name))
            self.tables = sorted(found, key=lambda table: (table.name != "Image", table.name))
        finally:
            connection.close()

    def has(self, connection, name, kind, kinds):
        """Whether the spreadsheets have the table."""
        if kind != "Object":
            return kind in kinds
        begin = tuple(kind + "_" for kind in kinds)
        columns = [column for column in columns_of(connection, name) if column not in ("ImageNumber", "ObjectNumber")]
        return all(column.startswith(begin) for column in columns)

    def open(self, path):
        """Opens the merged database. Returns what closes it."""
        self.connection = measured_databases.connect(path)
        return contextlib.closing(self.connection)

    def sizes(self):
        """Name, number of rows and number of columns of each table."""
        for name in self.names:
            rows = self.connection.execute("SELECT count(*) FROM %s" % quoted(name)).fetchone()[0]
            yield name, rows, len(columns_of(self.connection, name))

    def write(self, table, path):
        """Returns the number of rows, and the columns."""
        info = self.connection.execute("PRAGMA table_info(%s)" % quoted(table.source)).fetchall()
        own = [(row[1], kind_of_type(row[2])) for row in info]
        metadata = []
        if self.images and table.name not in ("Image", "Experiment", "Relationships"):
            metadata = [
                (row[1], kind_of_type(row[2]))
                for row in self.connection.execute("PRAGMA table_info(%s)" % quoted(self.images))
                if row[1].startswith(METADATA)
            ]
        sql = "SELECT %s FROM %s AS own" % (
            ", ".join(["own." + quoted(name) for name, _ in own] + ["images." + quoted(name) for name, _ in metadata]),
            quoted(table.source))
        if metadata:
            sql += " LEFT JOIN %s AS images ON images.ImageNumber = own.ImageNumber" % quoted(self.images)
        if table.source in self.names:
            sql += " ORDER BY own.rowid"
        count = 0
        columns = Columns(
            [name for name, _ in own] + [name[len("Image_"):] for name, _ in metadata],
            [kind for _, kind in own + metadata])
        with open(path, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(columns.names)
            for row in self.connection.execute(sql):
                out.writerow([written(field) for field in row])
                count += 1
        return count, columns


def written(field):
    if field is None:
        return ""
    return field.decode("utf-8", "replace") if isinstance(field, bytes) else field
