"""Merges the tables that CellProfiler wrote for many groups into those of one run over all of them.

    merge_tables.py [OPTION...] GROUPS OUT RECORD FORMAT...
      GROUPS  the groups in the order of their image numbers, a line each, see merged_groups.py
      OUT     an empty folder on the file system of the results, which holds the tables when this ends with 0, and nothing
              when it ends with 1
      RECORD  is told what was written: a line for each file, of fields that are separated by tabs: FORMAT, table, path within
              OUT, rows, columns, bytes, SHA-256
      FORMAT  csv, parquet or sqlite
      --header FILE, --table FILE  the image table that was submitted, sorted by group, and its line of names
      --others FILE                groups of other plates, like GROUPS: which columns these have, and of what type, is the same for
                                   all plates
      --scratch FOLDER             on the node, for files that are not kept, which whoever gives it removes; default: one below TMPDIR
      --memory MIB, --threads N    what DuckDB may take
      --published FOLDER           where OUT will be found, for CellProfiler Analyst's properties files; default: OUT
      --csv-metadata               CSV files of objects have the metadata of their images, too
Exit code: 1 when nothing can be merged, for a reason that standard error says in a sentence.

CSV and Parquet files are those of ExportToSpreadsheet, and of ExportToDatabase where that has tables that the other has not;
with sqlite, the databases are those of ExportToDatabase, or one of the spreadsheets where there is none.
Python 3.6 or later, its standard library, and for Parquet DuckDB; never a table in memory.
"""
import argparse
import contextlib
import csv
import hashlib
import os
import shutil
import sys
import tempfile

from merged_databases import Merge
from merged_exports import Exports
from merged_files import Database, Parquet, duckdb_module
from merged_groups import ImageTable, Wrong, read_lists
from merged_properties import write_properties
from merged_sources import Sources
from merged_tables import Tables

csv.field_size_limit(1 << 30)


class Output:
    """Writes the files of OUT, and says what they are."""

    def __init__(self, arguments, sources, scratch):
        self.arguments = arguments
        self.formats = set(arguments.formats)
        self.scratch = scratch
        self.image_table = ImageTable(arguments.header, arguments.table)
        self.sources = sources
        self.lines = []
        self.parquet = Parquet(arguments.memory, arguments.threads, scratch) if "parquet" in self.formats else None

    def path(self, name):
        return os.path.join(self.arguments.out, name)

    def say(self, format, table, name, rows, columns):
        self.lines.append((format, table, name, rows, columns))

    def write(self):
        tables = Tables(self.image_table, self.sources)
        database = None
        if "sqlite" in self.formats and not self.sources.databases and tables.tables:
            database = Database(self.path("tables.db"))
        for table in tables.tables:
            self.write_spreadsheet(tables, table, database)
        if database:
            database.close()
        self.write_databases(tables)
        if not self.lines:
            raise Wrong("the results have no tables: the pipeline needs ExportToSpreadsheet or ExportToDatabase (SQLite)")

    def write_spreadsheet(self, tables, table, database):
        own = tables.metadata(table)
        in_csv = own if self.arguments.csv_metadata else None
        place = self.path(table.name + ".csv") if "csv" in self.formats else os.path.join(self.scratch, "table.csv")
        if "csv" in self.formats or database or self.parquet and own is in_csv:
            with writing(place):
                rows = tables.write(table, place, in_csv)
            columns = tables.columns(table, in_csv)
        if "csv" in self.formats:
            self.say("csv", table.name, table.name + ".csv", rows, len(columns.names))
        if database:
            database.add(table.name, place, columns)
            self.say("sqlite", table.name, "tables.db", rows, len(columns.names))
        if self.parquet:
            if own is not in_csv:
                place = os.path.join(self.scratch, "table.csv")
                with writing(place):
                    rows = tables.write(table, place, own)
                columns = tables.columns(table, own)
            self.write_parquet(table.name, place, rows, columns)

    def write_parquet(self, name, place, rows, columns):
        written = self.parquet.write(place, columns, self.path(name + ".parquet"))
        if written != rows:
            raise Wrong("of the %d rows of %s DuckDB read %d" % (rows, name, written))
        self.say("parquet", name, name + ".parquet", rows, len(columns.names))

    def write_databases(self, tables):
        names = set()
        kinds = {kind for table in tables.tables for kind in table.kind.split("+")}
        for place, parts in self.sources.databases.items():
            name = os.path.basename(place).replace("*", "").strip("_- ") or "tables.db"
            while name.lower() in names:
                name = "%s_2%s" % os.path.splitext(name)
            names.add(name.lower())
            self.write_database(name, parts, kinds)

    def write_database(self, name, parts, kinds):
        """kinds: what there is already as CSV or Parquet, which grows"""
        is_kept = "sqlite" in self.formats
        exports = Exports(parts[0][1], kinds)
        exported = exports.tables if self.formats & {"csv", "parquet"} else []
        if not is_kept and not exported:
            return
        path = self.path(name) if is_kept else os.path.join(self.scratch, "merged.db")
        Merge(path, self.image_table).write(parts)
        if is_kept:
            write_properties(parts[0][1], path, self.arguments.published or os.path.abspath(self.arguments.out))
        with exports.open(path):
            for table, rows, columns in exports.sizes() if is_kept else ():
                self.say("sqlite", table, name, rows, columns)
            for table in exported:
                self.write_export(exports, table)
                kinds.add(table.name)
        if not is_kept:
            os.remove(path)

    def write_export(self, exports, table):
        is_kept = "csv" in self.formats
        name = table.name + ".csv"
        path = self.path(name) if is_kept else os.path.join(self.scratch, "table.csv")
        with writing(path):
            rows, columns = exports.write(table, path)
        if is_kept:
            self.say("csv", table.name, name, rows, len(columns.names))
        if self.parquet:
            self.write_parquet(table.name, path, rows, columns)

    def record(self, path):
        digests = {}
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            for format, table, name, rows, columns in self.lines:
                if name not in digests:
                    digests[name] = os.path.getsize(self.path(name)), sha256(self.path(name))
                file.write("\t".join(map(str, (format, table, name, rows, columns) + digests[name])) + "\n")


@contextlib.contextmanager
def all_or_nothing(folder):
    """Removes what was written into a folder when it is not all."""
    before = set(os.listdir(folder))
    try:
        yield
    except BaseException:
        for name in set(os.listdir(folder)) - before:
            os.remove(os.path.join(folder, name))
        raise


@contextlib.contextmanager
def writing(path):
    """Says which file cannot be written, for the error of a write does not."""
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        raise Wrong("%s cannot be written: %s" % (path, error.strerror or error))


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def main(words):
    parser = argparse.ArgumentParser()
    parser.add_argument("--header")
    parser.add_argument("--table")
    parser.add_argument("--others")
    parser.add_argument("--scratch")
    parser.add_argument("--published")
    parser.add_argument("--memory", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--csv-metadata", action="store_true")
    parser.add_argument("groups")
    parser.add_argument("out")
    parser.add_argument("record")
    parser.add_argument("formats", nargs="+", choices=["csv", "parquet", "sqlite"])
    arguments = parser.parse_args(words)
    scratch = arguments.scratch or tempfile.mkdtemp()
    try:
        if "parquet" in arguments.formats:
            duckdb_module()
        groups = read_lists(arguments.groups, arguments.others)
        output = Output(arguments, Sources(groups), scratch)
        with all_or_nothing(arguments.out):
            output.write()
            output.record(arguments.record)
    finally:
        if not arguments.scratch:
            shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Wrong, OSError) as error:
        sys.exit("tables: %s" % error)
