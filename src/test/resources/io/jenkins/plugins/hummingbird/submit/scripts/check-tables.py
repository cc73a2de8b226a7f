"""Compares the tables of an unsplit run of CellProfiler with those that merge_tables.py made of its groups.

    check-tables.py csv WHOLE MERGED        every field of the same file
    check-tables.py sqlite WHOLE MERGED     every row, type and definition of the same database
    check-tables.py parquet WHOLE MERGED    a CSV file of the run, and a Parquet file: values, and types as DuckDB finds them
Prints how many fields are the same; those that tell of paths and times are not looked at. Exit code 1: others differ.
"""
import csv
import math
import re
import sqlite3
import sys

# ImageSet_ImageSet, without a table: the locations of the files, compressed by a dictionary that each run has of its own
LEFT_OUT = re.compile(r"(Image_)?(ExecutionTime_|PathName_|URL_|ImageSet_ImageSet$)|(Run|Modification)_Timestamp$")
TIMES_AND_PATHS = ("Run_Timestamp", "Modification_Timestamp", "ImageSet_Zip_Dictionary")
wrong = []
same = 0


def compare(place, expected, found):
    global same
    if expected == found or isinstance(expected, float) and isinstance(found, float) and math.isnan(expected + found):
        same += 1
    elif len(wrong) < 20:
        wrong.append("%s: %r, but %r" % (place, expected, found))


def read(path):
    delimiter = "\t" if path.endswith(".txt") else ","
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file, delimiter=delimiter))


def compare_rows(table, names, expected, found):
    if names[0] == "Module":
        # CellProfiler has the kinds of relationships in an order that changes from run to run
        expected, found = (sorted(rows, key=lambda row: tuple(map(str, row[1:4])) + (row[6],)) for rows in (expected, found))
    compare(table + " rows", len(expected), len(found))
    for number, (one, other) in enumerate(zip(expected, found), 1):
        for name, a, b in zip(names, one, other):
            if not LEFT_OUT.match(name) and not (name == "Value" and one[0] in TIMES_AND_PATHS):
                compare("%s row %d, %s" % (table, number, name), a, b)
        compare("%s row %d, columns" % (table, number), len(one), len(other))


def compare_csv(whole, merged):
    expected, found = read(whole), read(merged)
    headers = 1 if set(expected[0]) & {"ImageNumber", "Key", "Module"} else 2
    for number in range(headers):
        compare("header", expected[number], found[number])
    compare_rows("", expected[headers - 1], expected[headers:], found[headers:])


def compare_sqlite(whole, merged):
    expected, found = sqlite3.connect(whole), sqlite3.connect(merged)
    entries = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    for one, other in zip(expected.execute(entries), found.execute(entries)):
        compare("definition", one, other)
    names = [row[0] for row in expected.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    for name in names:
        if name in ("Experiment_Properties", "sqlite_sequence"):
            continue
        a, b = (one.execute('SELECT * FROM "%s"' % name) for one in (expected, found))
        columns = [column[0] for column in a.description]
        compare(name + " columns", columns, [column[0] for column in b.description])
        compare_rows(name, columns, a.fetchall(), b.fetchall())


def plain(name, names):
    """Without a table of images, columns of metadata are there for each channel: Parquet has no name twice."""
    stem = re.sub(r"_[0-9]+$", "", name)
    return stem if names.count(stem) > 1 else name


def compare_parquet(whole, merged):
    import duckdb

    delimiter = "\t" if whole.endswith(".txt") else ","
    skip = 0 if set(read(whole)[0]) & {"ImageNumber", "Key", "Module"} else 1
    source = "read_csv('%s', delim = '%s', skip = %d, header = true, sample_size = -1)" % (whole, delimiter, skip)
    expected, found = (duckdb.sql("SELECT * FROM " + one) for one in (source, "'%s'" % merged))
    if not skip:
        names = read(whole)[0]
        compare("columns", names, [plain(name, names) for name in found.columns])
    rows = expected.fetchall()
    for at, (name, a, b) in enumerate(zip(expected.columns, expected.types, found.types)):
        # of what is empty throughout, DuckDB knows no type
        if not LEFT_OUT.match(name) and any(row[at] is not None for row in rows):
            compare("type of " + name, str(a), str(b))
    compare_rows("", expected.columns, rows, found.fetchall())


if __name__ == "__main__":
    {"csv": compare_csv, "sqlite": compare_sqlite, "parquet": compare_parquet}[sys.argv[1]](*sys.argv[2:])
    print("\n".join(wrong), file=sys.stderr)
    print(same)
    sys.exit(bool(wrong))
