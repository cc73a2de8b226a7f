"""Merges the SQLite files that ExportToDatabase (4.2) wrote for many groups; used by merge_tables.py.

Tables, views and indexes are those of the first group; rows are copied by SQLite itself, with the corrections of
merged_rows.py in the words of SQL. Python 3.6 or later, and its standard library.
"""
import os
import re
import sqlite3

import measured_databases
from merged_groups import FLOAT, TEXT, Wrong, feature
from merged_means import AGGREGATE, ParentMeans
from merged_rows import GROUP_INDEX, GROUP_LENGTH, GROUP_NUMBER, IMAGE_NUMBERS, PARENT_IMAGE, Corrections

TYPES = {TEXT: "TEXT", FLOAT: "float"}
EXPERIMENT_TABLES = ("Experiment", "Experiment_Properties", "sqlite_sequence")


def quoted(name):
    return '"%s"' % name.replace('"', '""')


def connect(path):
    connection = sqlite3.connect(path, isolation_level=None, uri=True)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def columns_of(connection, table):
    return [row[1] for row in connection.execute("PRAGMA main.table_info(%s)" % quoted(table))]


def entries_of(connection):
    """Type, name and definition of all tables, indexes and views."""
    return connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'").fetchall()


class Merge:
    """Merges databases of which each has the tables of a group."""

    def __init__(self, path, image_table):
        self.path = path
        self.image_table = image_table
        self.relationship_types = {}

    def write(self, parts):
        """parts: the groups and the path of the database of each, in their order"""
        self.out = connect(self.path)
        later = []
        try:
            for number, (group, path) in enumerate(parts):
                source = measured_databases.connect(path)
                try:
                    entries = entries_of(source)
                    if number == 0:
                        later = self.create(entries)
                    self.out.execute("ATTACH ? AS part", (measured_databases.uri(path),))
                    self.out.execute("BEGIN")
                    self.add(group, source, [name for kind, name, _ in entries if kind == "table"])
                    self.out.execute("COMMIT")
                    self.out.execute("DETACH part")
                except sqlite3.Error as error:
                    raise Wrong("%s cannot be merged into %s: %s" % (path, os.path.basename(self.path), error))
                finally:
                    source.close()
            for sql in later:
                self.out.execute(sql)
        except sqlite3.Error as error:
            raise Wrong("%s cannot be written: %s" % (os.path.basename(self.path), error))
        finally:
            self.out.close()

    def create(self, entries):
        """Makes the tables; returns what makes indexes and views when all rows are there."""
        later = []
        for kind, name, sql in entries:
            if kind == "table":
                self.out.execute(self.typed(sql) if name.endswith("Per_Image") else sql)
            else:
                later.append(sql)
        return later

    def typed(self, sql):
        """Says the types of the whole image table's columns."""
        for name, kind in self.image_table.types.items():
            if kind in TYPES:
                sql = re.sub(r"(?m)^(Image_%s) (?:integer|float|TEXT)(,?)$" % re.escape(name), r"\1 %s\2" % TYPES[kind], sql)
        return sql

    def add(self, group, source, tables):
        means = ParentMeans(lambda _, kind, name: parents(source, tables, kind, name))
        for table in tables:
            columns = columns_of(source, table)
            if table in EXPERIMENT_TABLES:
                if not self.out.execute("SELECT 1 FROM main.%s LIMIT 1" % quoted(table)).fetchone():
                    self.copy(table, columns, {})
            elif table.endswith("Per_Experiment"):
                self.copy_experiment(table, columns)
            elif table.endswith("Per_RelationshipTypes"):
                self.copy_relationship_types(table)
            else:
                self.add_missing(table, columns, source)
                self.copy(table, columns, expressions(columns, group, self.relationship_types))
                if table.endswith("Per_Image"):
                    self.correct_images(table, columns, source, group, means)

    def add_missing(self, table, columns, source):
        """Columns that no group before had."""
        there = {column.lower() for column in columns_of(self.out, table)}
        if not there:
            sql = source.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
            self.out.execute(sql)
            return
        types = {row[1]: row[2] for row in source.execute("PRAGMA table_info(%s)" % quoted(table))}
        for column in columns:
            if column.lower() not in there:
                self.out.execute("ALTER TABLE %s ADD COLUMN %s %s" % (quoted(table), quoted(column), types[column]))

    def copy(self, table, columns, changed):
        self.out.execute("INSERT INTO main.%s (%s) SELECT %s FROM part.%s ORDER BY rowid" % (
            quoted(table),
            ", ".join(map(quoted, columns)),
            ", ".join(changed.get(column, quoted(column)) for column in columns),
            quoted(table)))

    def copy_experiment(self, table, columns):
        """What the last group says, which began with the first."""
        began = None
        if "Run_Timestamp" in columns:
            began = self.out.execute("SELECT min(Run_Timestamp) FROM main.%s" % quoted(table)).fetchone()[0]
        self.out.execute("DELETE FROM main.%s" % quoted(table))
        self.copy(table, columns, {})
        if began:
            self.out.execute("UPDATE main.%s SET Run_Timestamp = min(?, Run_Timestamp)" % quoted(table), (began,))

    def copy_relationship_types(self, table):
        """Their numbers are those of the first group that has them."""
        self.relationship_types = {}
        known = {row[1:]: row[0] for row in self.out.execute("SELECT * FROM main.%s" % quoted(table))}
        for row in self.out.execute("SELECT * FROM part.%s ORDER BY rowid" % quoted(table)).fetchall():
            number = known.get(row[1:])
            if number is None:
                number = row[0] if row[0] not in known.values() else max(known.values()) + 1
                known[row[1:]] = number
                self.out.execute("INSERT INTO main.%s VALUES (?, ?, ?, ?, ?)" % quoted(table), (number,) + row[1:])
            if number != row[0]:
                self.relationship_types[row[0]] = number

    def correct_images(self, table, columns, source, group, means):
        """What needs more than SQL: texts of the image table, and means of parent image numbers."""
        texts = self.image_table.texts(group)
        wanted = [column for column in columns if feature(column) in texts or AGGREGATE.match(column) and group.shift]
        if not wanted:
            return
        names = ["ImageNumber"] + wanted
        corrections = Corrections(names, group, texts, (), means)
        sql = "UPDATE main.%s SET %s WHERE ImageNumber = ?" % (
            quoted(table), ", ".join("%s = ?" % quoted(column) for column in wanted))
        for row in source.execute("SELECT %s FROM %s" % (", ".join(map(quoted, names)), quoted(table))):
            row = list(row)
            corrections.apply(row)
            self.out.execute(sql, row[1:] + row[:1])


def parents(source, tables, kind, name):
    """The parent image numbers of a kind of objects by image number, or None."""
    column = "%s_%s" % (kind, name)
    for table in tables:
        if table.endswith(("Per_Object", "Per_" + kind)) and column in columns_of(source, table):
            found = {}
            for image, number in source.execute("SELECT ImageNumber, {0} FROM {1} WHERE {0} IS NOT NULL ORDER BY rowid".format(
                    quoted(column), quoted(table))):
                found.setdefault(image, []).append(number)
            return found
    return None


def expressions(columns, group, relationship_types):
    """What SQL selects of the columns that change."""
    changed = {}
    number = next((column for column in columns if feature(column) == GROUP_NUMBER), None)
    for column in columns:
        name = feature(column)
        at = quoted(column)
        if name in IMAGE_NUMBERS or PARENT_IMAGE.match(name):
            changed[column] = "%s + %d * (%s > 0)" % (at, group.shift, at)
        elif name == GROUP_NUMBER:
            changed[column] = "%s + %d" % (at, group.number - 1)
        elif name == GROUP_INDEX:
            first = "(%s = 1)" % quoted(number) if number else "1"
            changed[column] = "%s + %d * %s" % (at, group.index - 1, first)
        elif name == GROUP_LENGTH and group.length:
            changed[column] = str(group.length)
        elif name == "relationship_type_id" and relationship_types:
            cases = " ".join("WHEN %d THEN %d" % pair for pair in relationship_types.items())
            changed[column] = "CASE %s %s ELSE %s END" % (at, cases, at)
    return changed
