"""Compares the results of two runs of CellProfiler, but for times and the place of the results.

    compare-results.py EXPECTED RESULTS

Prints how many values were compared, and on standard error those that differ.
"""
import csv
import os
import sqlite3
import sys

csv.field_size_limit(1 << 30)
expected, results = sys.argv[1:]
compared, differ = 0, 0


def compare(what, names, rows, others):
    global compared, differ
    if len(rows) != len(others):
        sys.exit("%s has %d rows and %d" % (what, len(rows), len(others)))
    for row, other in zip(rows, others):
        if len(row) != len(other):
            sys.exit("%s has a row of another length" % what)
        for name, one, two in zip(names, row, other):
            if "ExecutionTime" in name or "Timestamp" in "%s%s" % (name, row[0]):
                continue
            two = two.replace(results, expected) if isinstance(two, str) else two
            compared += 1
            if (one, type(one)) != (two, type(two)):
                differ += 1
                sys.stderr.write("%s %s: %r is %r\n" % (what, name, one, two))


def spreadsheet(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t" if path.endswith(".txt") else ","))
    names = rows[1] if rows[0][0] == "Image" else rows[0]
    return (names + [""] * max(map(len, rows)))[:max(map(len, rows))], rows


for folder, _, files in os.walk(expected):
    for file in files:
        path = os.path.join(folder, file)
        other = results + path[len(expected):]
        if not file.endswith(".db"):
            names, rows = spreadsheet(path)
            compare(file, names, rows, spreadsheet(other)[1])
            continue
        one, two = sqlite3.connect(path), sqlite3.connect(other)
        for table, in one.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            found = one.execute('SELECT * FROM "%s"' % table)
            compare(
                file + " " + table, [column[0] for column in found.description], found.fetchall(),
                two.execute('SELECT * FROM "%s"' % table).fetchall())
print(compared)
sys.exit(1 if differ else 0)
