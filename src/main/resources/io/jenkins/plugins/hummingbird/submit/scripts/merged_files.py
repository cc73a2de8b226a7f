"""Makes Parquet files and SQLite databases of tables of the whole that are CSV files; used by merge_tables.py.
Python 3.6 or later, its standard library, and DuckDB for Parquet.
"""
import csv
import itertools
import os
import sqlite3

from merged_databases import connect, quoted
from merged_groups import FLOAT, INTEGER, TEXT, Wrong

SQL_TYPES = {TEXT: "VARCHAR", FLOAT: "DOUBLE"}
# read as BIGINT, 3.7 would be 4
WHOLE = "CASE WHEN {0} IS NULL OR {0} = trunc({0}) THEN CAST({0} AS BIGINT) ELSE error('is no integer') END"
SQLITE_TYPES = {TEXT: "TEXT", FLOAT: "REAL", INTEGER: "INTEGER"}
# DuckDB takes sixteen times as much at once; the experiment's one line may be longer than that of any object
LONGEST_LINE = 2 << 20
SMALL_FILE = 8 << 20
VALUES = 8 << 20  # in a row group of Parquet
# CPython 3.9 is CellProfiler's; 1.4 is the last DuckDB that has wheels for it
INSTALL = ("python3 -m venv FOLDER", "FOLDER/bin/pip install duckdb==1.4.5")


class Columns:
    """The columns of a CSV file, whose names are told apart without regard to case."""

    def __init__(self, names, types, objects=None):
        """objects: the kind of objects of each column, in a file that has a line of them before the names"""
        self.headers = 2 if objects else 1
        self.types = list(types)
        self.names = []
        taken = set()
        for at, name in enumerate(names):
            if objects and objects[at] != "Image" and name != "ObjectNumber":
                name = objects[at] + "_" + name
            whole = name
            for number in itertools.count(2):
                if whole.lower() not in taken:
                    break
                whole = "%s_%d" % (name, number)
            taken.add(whole.lower())
            self.names.append(whole)


def duckdb_module():
    try:
        import duckdb

        return duckdb
    except ImportError:
        raise Wrong("Parquet files need DuckDB, and this Python does not have it: install it by '%s' and '%s'" % INSTALL)


class Parquet:
    """memory: MiB that DuckDB may take; scratch: a folder for what does not fit"""

    def __init__(self, memory, threads, scratch):
        self.duckdb = duckdb_module()
        self.connection = self.duckdb.connect(config={
            "memory_limit": "%dMiB" % memory,
            "threads": threads,
            "temp_directory": scratch,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        })

    def write(self, source, columns, path):
        """Returns the number of rows."""
        try:
            # read_csv takes a path for a pattern: it gets one without a special character
            with open(source, "rb") as file:
                source = "/proc/self/fd/%d" % file.fileno()
                try:
                    return self.copy(source, columns, path)
                except (self.duckdb.ConversionException, self.duckdb.InvalidInputException):
                    columns.types = self.wider(source, columns)
                    return self.copy(source, columns, path)
        except self.duckdb.Error as error:
            raise Wrong("%s cannot be written: %s" % (os.path.basename(path), str(error).strip().split("\n")[0]))

    def copy(self, source, columns, path):
        selected = ", ".join(
            "%s AS %s" % (WHOLE.format("c%d" % at) if kind == INTEGER else "c%d" % at, quoted(name))
            for at, (name, kind) in enumerate(zip(columns.names, columns.types)))
        types = [TEXT if kind == TEXT else FLOAT for kind in columns.types]
        rows = row_group(len(columns.names))
        return self.connection.execute(
            "COPY (SELECT %s FROM %s) TO %s"
            " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d, DICTIONARY_SIZE_LIMIT %d, USE_TMP_FILE true)" % (
                selected, rows_of(source, columns, types), literal(path), rows, rows // 10)).fetchone()[0]

    def wider(self, source, columns):
        """The types that take all values."""
        number = "TRY_CAST(c{0} AS DOUBLE)"
        found = self.connection.execute("SELECT %s FROM %s" % (
            ", ".join(
                ("bool_or(c{0} IS NOT NULL AND %s IS NULL), bool_or(%s <> trunc(%s) OR isnan(%s))" % ((number,) * 4)).format(at)
                for at in range(len(columns.types))),
            rows_of(source, columns, [TEXT] * len(columns.types)))).fetchone()
        return [
            TEXT if kind == TEXT or has_text else FLOAT if kind == FLOAT or has_fraction else INTEGER
            for kind, has_text, has_fraction in zip(columns.types, found[::2], found[1::2])
        ]


def row_group(columns):
    """How many rows DuckDB keeps until it writes them: 64 MiB of numbers, in its blocks of 2048 rows, 122,880 at most."""
    return min(max(VALUES // columns // 2048, 1), 60) * 2048


def rows_of(source, columns, types):
    size = os.path.getsize(source)
    longest = size if LONGEST_LINE < size <= SMALL_FILE else LONGEST_LINE
    return (
        "read_csv(%s, auto_detect = false, columns = {%s}, header = false, skip = %d, delim = ',', quote = '\"', escape = '\"',"
        " nullstr = '', max_line_size = %d, strict_mode = true)" % (
            literal(source),
            ", ".join("'c%d': '%s'" % (at, SQL_TYPES[kind]) for at, kind in enumerate(types)),
            columns.headers,
            longest))


def literal(text):
    return "'%s'" % text.replace("'", "''")


class Database:
    """A database with a table for each of some CSV files."""

    def __init__(self, path):
        self.path = path
        self.out = connect(path)

    def add(self, table, source, columns):
        """What is no number in a column of numbers is NULL."""
        try:
            self.out.execute("CREATE TABLE %s (%s)" % (
                quoted(table),
                ", ".join("%s %s" % (quoted(name), SQLITE_TYPES[kind]) for name, kind in zip(columns.names, columns.types))))
            sql = "INSERT INTO %s VALUES (%s)" % (quoted(table), ", ".join("?" * len(columns.names)))
            self.out.execute("BEGIN")
            with open(source, newline="", encoding="utf-8") as file:
                rows = csv.reader(file)
                for _ in range(columns.headers):
                    next(rows)
                convert = [{TEXT: text, FLOAT: number, INTEGER: integer}[kind] for kind in columns.types]
                self.out.executemany(sql, ([one(field) for one, field in zip(convert, row)] for row in rows))
            self.out.execute("COMMIT")
            keys = [name for name in ("ImageNumber", "ObjectNumber") if name in columns.names]
            if keys and "First Image Number" not in columns.names:
                self.out.execute("CREATE UNIQUE INDEX %s ON %s (%s)" % (
                    quoted(table + "_index"), quoted(table), ", ".join(map(quoted, keys))))
        except sqlite3.Error as error:
            raise Wrong("the table %s cannot be written to %s: %s" % (table, os.path.basename(self.path), error))

    def close(self):
        self.out.close()


def text(field):
    return field or None


def number(field):
    try:
        return float(field) if field else None
    except ValueError:
        return field


def integer(field):
    try:
        return int(field) if field else None
    except ValueError:
        return number(field)
