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
from array import array
from bisect import bisect_left

import measured_tables
from measured_tables import Unreadable
from measured_wells import Wells, slice_of

MOST_COLUMNS = 20000
MOST_SITES = 5000
MOST_PLACES = 2000
MOST_CELLS = 4000000  # columns x places, and columns x sites
MOST_ROWS = 2000000  # of a table
LONGEST_NAME = 500
MOST_PROBLEMS = 50
BYTES_AT_ONCE = 80 << 20  # of values
BYTES_OF_RUN = 96  # beside its values

INF = math.inf
problems = []


def problem(text):
    text = clean(text)
    if text not in problems and len(problems) < MOST_PROBLEMS:
        problems.append(text)
        print("measurements: " + text, file=sys.stderr)


def clean(text):
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", str(text))[:LONGEST_NAME]


class Full(Exception):
    """More values than may be held at once."""


class TooLate(Exception):
    pass


class Column:
    """What is known of a column: a number for each place, and for each site."""

    def __init__(self, name, table, places, sites):
        self.name = name
        self.statistic = "median" if table != "Image" else "sum" if name.startswith("Count_") else "mean"
        self.is_text = False
        self.values, self.means, self.mads = (array("d", [math.nan]) * places for _ in range(3))
        self.counts, self.left_out = (array("i", [0]) * places for _ in range(2))
        self.site_values = array("d", [math.nan]) * sites
        self.site_counts = array("i", [0]) * sites

    def has_numbers(self):
        return not self.is_text and any(self.counts)

    def reduce(self, at, runs, site):
        """runs: the values of each image set of a place, or None; site: the first of its sites, None without sites"""
        values = []
        for run in runs:
            if run is not None:
                finite = sorted_finite(run)
                self.left_out[at] += len(run) - len(finite)
                if site is not None and finite:
                    self.site_values[site] = median(finite)
                    self.site_counts[site] = len(finite)
                values += finite
            site = None if site is None else site + 1
        self.counts[at] = len(values)
        if values:
            # joins what is sorted already
            values.sort()
            total = total_of(values)
            self.means[at] = total / len(values) if math.isfinite(total) else math.fsum(v / len(values) for v in values)
            if self.statistic == "median":
                middle = self.values[at] = median(values)
                self.mads[at] = deviation(values, middle)
            else:
                self.values[at] = total if self.statistic == "sum" else self.means[at]


def sorted_finite(values):
    # a sum of finite numbers is hardly ever infinite, and never where it is finite
    if math.isfinite(sum(values)):
        return sorted(values)
    return sorted(value for value in values if -INF < value < INF)


def total_of(values):
    try:
        return math.fsum(values)
    except OverflowError:
        return INF


def median(values):
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def deviation(values, middle):
    """The median of the distances of sorted values from their median."""
    half = bisect_left(values, middle)
    distances = [middle - value for value in values[:half]]
    distances += [value - middle for value in values[half:]]
    # joins what falls and what rises
    distances.sort()
    return median(distances)


class Layout:
    """The places, which of them each image set belongs to, and the first of the sites of each place, None without."""

    def __init__(self, places, most_sites):
        self.places = places[:MOST_PLACES]
        self.left_out = {image for place in places[MOST_PLACES:] for image in place.sets}
        self.place_of = {image: at for at, place in enumerate(self.places) for image in place.sets}
        self.site_of = []
        self.sites = 0
        for place in self.places:
            has_sites = len(place.sets) > 1 and self.sites + len(place.sets) <= most_sites
            self.site_of.append(self.sites if has_sites else None)
            self.sites += len(place.sets) if has_sites else 0


class Table:
    """Reduces one table, which may have several parts."""

    def __init__(self, name, parts, layout, deadline):
        self.name = name
        self.parts = list(parts)
        self.layout = layout
        self.deadline = deadline
        self.runs = None
        self.rows = 0

    def columns(self, names):
        """The columns with these names. More of them at a time than memory allows are read one after the other."""
        found = []
        width = len(names)
        while len(found) < len(names):
            chunk = names[len(found):len(found) + width]
            try:
                found += self.chunk(chunk)
            except Full:
                if self.runs is None:
                    # knowing where each place ends, it need not be held after that
                    self.runs = [[image for image, _ in part.sets()] for part in self.parts]
                elif width > 1:
                    width = (len(chunk) + 3) // 4
                else:
                    raise Unreadable("is too large", self.parts[0])
        return found

    def chunk(self, names):
        columns = [
            Column(name, self.name, len(self.layout.places), self.layout.sites) for name in names
        ]
        index = {name: at for at, name in enumerate(names)}
        left = self.runs_of_places()
        self.held = {}
        self.bytes = self.rows = 0
        read = {}
        for number, part in enumerate(self.parts):
            wanted = [name for name in part.names if name in index]
            if not wanted:
                continue
            last = None
            for image, fields in part.batches([part.names[name] for name in wanted]):
                if time.monotonic() > self.deadline:
                    raise TooLate()
                if image != last and last is not None:
                    self.leave(last, left, columns)
                last = image
                if image in self.layout.left_out:
                    continue
                if image not in self.layout.place_of:
                    raise Unreadable("has image set %d, which is not in the table of images" % image, part)
                earlier = read.setdefault(image, [])
                if number not in earlier:
                    earlier.append(number)
                self.hold(image, fields, wanted, [self.parts[one] for one in earlier[:-1]], columns, index)
            if last is not None:
                self.leave(last, left, columns)
        for at in range(len(self.layout.places)):
            self.reduce(at, columns)
        return columns

    def runs_of_places(self):
        if self.runs is None:
            return None
        left = [0] * len(self.layout.places)
        for runs in self.runs:
            for image in runs:
                if image in self.layout.place_of:
                    left[self.layout.place_of[image]] += 1
        return left

    def hold(self, image, fields, wanted, earlier, columns, index):
        """earlier: the parts that had this image set before, whose columns count"""
        self.rows += len(fields[0])
        if self.rows > MOST_ROWS:
            raise Unreadable("is too large: more than %d rows" % MOST_ROWS, self.parts[0])
        if image not in self.held:
            self.held[image] = [None] * len(columns)
            self.bytes += BYTES_OF_RUN * len(columns)
        held = self.held[image]
        for name, texts in zip(wanted, fields):
            at = index[name]
            column = columns[at]
            if column.is_text or any(name in part.names for part in earlier):
                continue
            values = measured_tables.numbers(texts)
            if values is None:
                column.is_text = True
                continue
            self.bytes += 8 * len(values)
            if held[at] is None:
                held[at] = values
            else:
                held[at].extend(values)
        if self.bytes > BYTES_AT_ONCE:
            raise Full()

    def leave(self, image, left, columns):
        """After the last row of a place its values are reduced."""
        if left is not None:
            at = self.layout.place_of[image]
            left[at] -= 1
            if not left[at]:
                self.reduce(at, columns)

    def reduce(self, at, columns):
        sets = self.layout.places[at].sets
        held = [self.held.pop(image, None) for image in sets]
        if not any(held):
            return
        site = self.layout.site_of[at]
        for number, column in enumerate(columns):
            runs = [run and run[number] for run in held]
            if not column.is_text:
                column.reduce(at, runs, site)
            self.bytes -= sum(8 * len(run) for run in runs if run)
        self.bytes -= BYTES_OF_RUN * len(columns) * sum(run is not None for run in held)

    def read(self, room):
        """room: how many columns may be read at most"""
        while self.parts:
            names = list(dict.fromkeys(name for part in self.parts for name in part.names))
            long = [name for name in names if len(name) > LONGEST_NAME]
            if long:
                problem("%s has %d columns with names of more than %d characters" % (self.name, len(long), LONGEST_NAME))
                names = [name for name in names if len(name) <= LONGEST_NAME]
            if len(names) > room:
                problem("%d columns of %s are left out: there are too many" % (len(names) - room, self.name))
                names = names[:room]
            try:
                columns = self.columns(names)
            except Unreadable as error:
                problem("%s %s" % (error.part.file, error))
                self.parts.remove(error.part)
                self.runs = None
                continue
            found = [column for column in columns if column.has_numbers()]
            if names and self.rows and not found:
                problem("%s has no numbers" % ", ".join(part.file for part in self.parts))
            return found
        return []


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
                values = measured_tables.numbers(fields[0]) if fields else None
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
            for column in Table(name, tables[name], layout, deadline).read(room - len(columns)):
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
