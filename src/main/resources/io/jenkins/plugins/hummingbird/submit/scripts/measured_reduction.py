"""Reduces a table within bounded memory, whatever its size; used by measure.py.
Python 3.6 or later, and its standard library.
"""
import time

from measured_columns import Column
from measured_parts import Unreadable, numbers

MOST_PLACES = 2000
MOST_ROWS = 2000000  # of a table
LONGEST_NAME = 500
BYTES_AT_ONCE = 80 << 20  # of values
BYTES_OF_RUN = 96  # beside its values


class Full(Exception):
    """More values than may be held at once."""


class TooLate(Exception):
    pass


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

    def __init__(self, name, parts, layout, deadline, problem):
        """problem: is told what is left out or cannot be read"""
        self.name = name
        self.parts = list(parts)
        self.layout = layout
        self.deadline = deadline
        self.problem = problem
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
            values = numbers(texts)
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
                self.problem("%s has %d columns with names of more than %d characters" % (self.name, len(long), LONGEST_NAME))
                names = [name for name in names if len(name) <= LONGEST_NAME]
            if len(names) > room:
                self.problem("%d columns of %s are left out: there are too many" % (len(names) - room, self.name))
                names = names[:room]
            try:
                columns = self.columns(names)
            except Unreadable as error:
                self.problem("%s %s" % (error.part.file, error))
                self.parts.remove(error.part)
                self.runs = None
                continue
            found = [column for column in columns if column.has_numbers()]
            if names and self.rows and not found:
                self.problem("%s has no numbers" % ", ".join(part.file for part in self.parts))
            return found
        return []
