"""Compares every value of a record of measurements with what numpy computes from the same tables.

arguments: RECORD (sheets IMAGES TABLE...|combined IMAGES TABLE|database FILE PREFIX); a TABLE is OBJECT=FILE
Prints how many values were compared. Needs numpy.
"""
import csv
import gzip
import sqlite3
import sys

import numpy

IDENTIFIERS = ["ImageNumber", "ObjectNumber", "Number_Object_Number", "Group_Index", "Group_Number", "Group_Length"]


def as_float(field):
    try:
        return numpy.nan if field in (None, "") else float(field)
    except (TypeError, ValueError):
        return None


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t" if path.endswith(".txt") else ","))
    return rows


def columns_of(header, rows):
    return {name: [row[at] for row in rows] for at, name in enumerate(header)}


def take(result, table, columns, keep=None):
    """Adds the numeric columns of a table to the result: the image set and the value of each row."""
    images = numpy.array([int(float(image)) for image in columns["ImageNumber"]])
    for feature, fields in columns.items():
        if feature in IDENTIFIERS or feature.split("_")[0] in ("Metadata", "FileName", "PathName", "URL", "MD5Digest"):
            continue
        values = [as_float(field) for field in fields]
        if None in values or not numpy.isfinite(values).any():
            continue
        name = feature if table == "Image" and feature.startswith("Count_") else table + "_" + feature
        mask = numpy.ones(len(images), bool) if keep is None else keep
        result[name] = (table, images[mask], numpy.array(values)[mask])


def strip(columns, table):
    return {name[len(table) + 1:] if name.startswith(table + "_") else name: fields for name, fields in columns.items()}


def load(kind, arguments):
    result = {}
    if kind == "database":
        database = sqlite3.connect(arguments[0])
        prefix = arguments[1]
        tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]

        def table(name):
            cursor = database.execute("SELECT * FROM " + prefix + name)
            return columns_of([column[0] for column in cursor.description], cursor.fetchall())

        images = strip(table("Per_Image"), "Image")
        take(result, "Image", images)
        for objects in ("Nuclei", "Large"):
            if prefix + "Per_Object" in tables:
                every = table("Per_Object")
                mine = {name: fields for name, fields in every.items() if name.startswith(objects + "_")}
                mine["ImageNumber"] = every["ImageNumber"]
                mine = strip(mine, objects)
                take(result, objects, mine, numpy.array([one is not None for one in mine["Number_Object_Number"]]))
            else:
                take(result, objects, strip(table("Per_" + objects), objects))
        return images, result
    rows = read(arguments[0])
    images = columns_of(rows[0], rows[1:])
    take(result, "Image", images)
    for argument in arguments[1:]:
        objects, path = argument.split("=", 1)
        rows = read(path)
        if kind == "sheets":
            take(result, objects, columns_of(rows[0], rows[1:]))
        else:
            for one in sorted(set(rows[0]) - {"Image"}):
                at = [i for i, kind_of in enumerate(rows[0]) if kind_of == one or rows[1][i] == "ImageNumber"]
                mine = columns_of([rows[1][i] for i in at], [[row[i] for i in at] for row in rows[2:]])
                numbers = numpy.array([as_float(number) for number in mine["Number_Object_Number"]])
                take(result, one, mine, numpy.isfinite(numbers))
    return images, result


def compare(what, name, written, computed):
    written = numpy.nan if written == "" else float(written)
    same = written == computed or numpy.isnan(written) and numpy.isnan(computed)
    if not same and not abs(written - computed) <= 1e-9 * abs(computed):
        sys.exit("%s of %s is %r, and not %r" % (what, name, written, computed))


def check(record, images, result):
    with gzip.open(record, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    names = next(line[1:] for line in lines if line[0] == "columns")
    if sorted(names) != sorted(result):
        sys.exit("the columns differ: %s" % sorted(set(names) ^ set(result)))
    well_of = {int(float(image)): well for image, well in zip(images["ImageNumber"], images["Metadata_Well"])}
    compared = 0
    sets = []
    for line in lines:
        if line[0] == "place":
            sets = [image for image, well in well_of.items() if well == line[2]]
            if len(sets) != int(line[3]):
                sys.exit("%s has %s image sets" % (line[2], line[3]))
            site = False
        elif line[0] == "site":
            sets = [int(line[2])]
            site = True
        elif line[0] in ("values", "n", "left-out", "means", "mads"):
            for name, written in zip(names, line[1:]):
                table, numbers, values = result[name]
                values = values[numpy.isin(numbers, sets)]
                finite = values[numpy.isfinite(values)]
                if line[0] == "n":
                    computed = len(finite)
                elif line[0] == "left-out":
                    computed = len(values) - len(finite)
                elif not len(finite):
                    computed = numpy.nan
                elif line[0] == "means":
                    computed = numpy.mean(finite)
                elif line[0] == "mads":
                    computed = numpy.nan
                    if table != "Image":
                        computed = numpy.median(numpy.abs(finite - numpy.median(finite)))
                elif table != "Image":
                    computed = numpy.median(finite)
                else:
                    computed = numpy.sum(finite) if name.startswith("Count_") else numpy.mean(finite)
                compare(line[0] + (" of a site" if site else ""), name, written, computed)
                compared += 1
    return compared


if __name__ == "__main__":
    print(check(sys.argv[1], *load(sys.argv[2], sys.argv[3:])))
