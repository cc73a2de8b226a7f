"""Reduces the tables that CellProfiler wrote for a group of image sets to a record: a few numbers for each well.

arguments: RESULTS RECORD SECONDS [SLICE]
  RESULTS  the folder of CellProfiler's output
  RECORD   the file to write; it is whole when this ends with 0
  SECONDS  what is not read by then is left out
  SLICE    the group's rows of the image table, with its header: says the wells where the tables do not
The record is gzip, UTF-8, lines of fields that are separated by tabs; docs/measurements.md describes it.
A table that cannot be read is a line "problem" in it and a line on standard error. Exit code 1: no record was written.
Python 3.6 or later, and its standard library; memory is bounded whatever the size of the tables.
"""
import gzip
import math
import re
import sys
import time

import measured_tables
from measured_parts import Unreadable, numbers
from measured_reduction import LONGEST_NAME, MOST_PLACES, Layout, Table, TooLate
from measured_wells import Wells, slice_of

MOST_COLUMNS = 20000
MOST_SITES = 5000
MOST_CELLS = 4000000  # columns x places, and columns x sites
MOST_PROBLEMS = 50

problems = []


def problem(text):
    text = clean(text)
    if text not in problems and len(problems) < MOST_PROBLEMS:
        problems.append(text)
        print("measurements: " + text, file=sys.stderr)


def clean(text):
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", str(text))[:LONGEST_NAME]


def image_sets(tables):
    """The metadata of each image set by its number. What no table of images that can be read has, those of objects say."""
    sets = {}
    images = tables.pop("Image", [])
    readable = sets_of(images, sets)
    if len(readable) < len(images) or not images:
        for table in list(tables):
            tables[table] = sets_of(tables[table], sets)
    if readable:
        tables["Image"] = readable
    return sets


def sets_of(parts, sets):
    """Adds the image sets of some parts; returns those of them that can be read."""
    readable = []
    for part in parts:
        try:
            found = list(part.sets())
        except Unreadable as error:
            problem("%s %s" % (part.file, error))
            continue
        readable.append(part)
        for image, metadata in found:
            sets.setdefault(image, metadata)
    return readable


def count_objects(tables):
    """Tells the tables of several kinds of objects how many of each an image set has."""
    combined = [part for parts in tables.values() for part in parts if part.is_combined]
    for part in combined:
        name = "Count_" + part.table
        counts = {}
        for images in tables.get("Image", []):
            for image, fields in images.batches([images.names[name]] if name in images.names else []):
                values = numbers(fields[0]) if fields else None
                if values and math.isfinite(values[0]):
                    counts.setdefault(image, int(values[0]))
        part.counts = counts


def reduce(folder, deadline, rows):
    """The wells, the layout of the record, and its columns in their order."""
    tables = measured_tables.find(folder, problem)
    wells = Wells(image_sets(tables), rows)
    count_objects(tables)
    places = wells.places()
    names = sum(len({name for part in parts for name in part.names}) for parts in tables.values())
    layout = Layout(places, min(MOST_SITES, MOST_CELLS // max(1, names)))
    if layout.left_out:
        problem("of %d places the first %d are measured" % (len(places), MOST_PLACES))
    if any(len(place.sets) > 1 and site is None for place, site in zip(layout.places, layout.site_of)):
        problem("there are too many sites to list them all")
    room = min(MOST_COLUMNS, MOST_CELLS // max(1, len(layout.places)))
    columns = {}
    for name in sorted(tables, key=lambda name: (name != "Image", name)):
        try:
            for column in Table(name, tables[name], layout, deadline, problem).read(room - len(columns)):
                columns.setdefault(column.name, column)
        except TooLate:
            problem("%s was not read: it took too long" % name)
        except Exception as error:
            # memory, or what nobody has thought of: the others still count
            problem("%s could not be read: %s" % (name, repr(error)))
    in_order = sorted(columns.values(), key=lambda column: column.statistic != "sum")
    return wells, layout, in_order


def text_of(number):
    return "%.12g" % number if math.isfinite(number) else ""


def lines(wells, layout, columns):
    yield ["columns"] + [clean(column.name) for column in columns]
    yield ["statistics"] + [column.statistic for column in columns]
    for at, place in enumerate(layout.places):
        yield ["place", clean(place.plate), clean(place.well), str(len(place.sets))]
        yield ["values"] + [text_of(column.values[at]) for column in columns]
        yield ["n"] + [str(column.counts[at]) for column in columns]
        yield ["left-out"] + [str(column.left_out[at]) for column in columns]
        yield ["means"] + [text_of(column.means[at]) for column in columns]
        yield ["mads"] + [text_of(column.mads[at]) for column in columns]
        if layout.site_of[at] is not None:
            for site, image in enumerate(place.sets, layout.site_of[at]):
                yield ["site", clean(wells.site(image)), str(image)]
                yield ["values"] + [text_of(column.site_values[site]) for column in columns]
                yield ["n"] + [str(column.site_counts[site]) for column in columns]
    yield ["end"]


def write(path, found):
    with open(path, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, 0) as out:

        def say(*words):
            out.write(("\t".join(words) + "\n").encode("utf-8", "replace"))

        say("hummingbird-measurements", "1")
        for text in problems:
            say("problem", text)
        for line in lines(*found):
            say(*line)


def main(results, record, seconds, slice=None):
    deadline = time.monotonic() + float(seconds)
    rows = []
    if slice:
        try:
            rows = slice_of(slice)
        except Exception as error:
            problem("the rows of the image table could not be read: %s" % error)
    try:
        found = reduce(results, deadline, rows)
    except Exception as error:
        problem("could not be measured: %r" % error)
        found = None, Layout([], 0), []
    write(record, found)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except OSError as error:
        sys.exit("measurements: %s" % error)
