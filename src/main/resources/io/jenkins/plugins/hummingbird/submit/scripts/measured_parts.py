"""What all parts of tables have in common, whatever file they are in: names of columns, numbers, the rows of an image set.
Python 3.6 or later, and its standard library.
"""
import math
from array import array

IMAGE = "ImageNumber"
OBJECT = "ObjectNumber"
IDENTIFIERS = {IMAGE, OBJECT, "Number_Object_Number", "Group_Index", "Group_Number", "Group_Length"}
TEXTS = ("Metadata_", "FileName_", "PathName_", "URL_", "MD5Digest_")
BATCH = 60000  # fields


class Unreadable(Exception):
    """Why a table cannot be read."""

    def __init__(self, why, part=None):
        Exception.__init__(self, why)
        self.part = part


def is_measurement(feature):
    return feature not in IDENTIFIERS and not feature.startswith(TEXTS)


def name_of(table, feature):
    """The name of a column as pycytominer has it."""
    return feature if table == "Image" and feature.startswith("Count_") else table + "_" + feature


def numbers(fields):
    """The numbers in the fields of a column, NaN for an empty one; None when one of them is no number."""
    try:
        values = array("d", map(float, fields))
    except (TypeError, ValueError, OverflowError):
        try:
            values = array("d", [number(field) for field in fields])
        except (TypeError, ValueError):
            return None
    try:
        # Python takes an underscore within a number
        return None if "_" in "".join(fields) else values
    except TypeError:
        return None if any(isinstance(field, bytes) for field in fields) else values


def number(field):
    if field is None or isinstance(field, str) and not field.strip():
        return math.nan
    if isinstance(field, bytes):
        raise TypeError("bytes")
    try:
        return float(field)
    except OverflowError:
        return math.inf


class Part:
    """What one file, or one table of a database, says of the images or of one kind of objects."""

    def __init__(self, file, table, columns, metadata, is_combined):
        """columns: the position of each measurement by its feature; metadata: the same of what Metadata_ is before"""
        self.file = file
        self.is_combined = is_combined
        self.table = table
        self.names = {name_of(table, feature): position for feature, position in columns.items()}
        self.metadata = metadata
        # How many objects each image set has: a table of several kinds of objects has more rows where there are more of
        # another kind. None: a row is an object.
        self.counts = None

    def batches(self, positions):
        """Some rows of one image set: its number, and for each position the fields of these rows."""
        most = max(1, BATCH // (len(positions) + 1))
        current = None
        batch = []
        for row in self.rows([self.image_at, self.image_at if self.object_at is None else self.object_at] + positions):
            if row[0] != current or len(batch) >= most:
                if batch:
                    yield self.whole(current), list(zip(*batch))[2:]
                batch = []
                current = row[0]
            if self.counts is None or self.is_object(row):
                batch.append(row)
        if batch:
            yield self.whole(current), list(zip(*batch))[2:]

    def is_object(self, row):
        count = self.counts.get(self.whole(row[0]))
        return count is None or self.whole(row[1]) <= count

    def whole(self, field):
        try:
            return int(field) if isinstance(field, int) or field.isdigit() else int(float(field))
        except (AttributeError, TypeError, ValueError, OverflowError):
            raise Unreadable("has %.30r where the number of an image set or object is to be" % (field,), self)

    def sets(self):
        """The number of each image set, each time that one begins, and its metadata."""
        keys = list(self.metadata)
        last = None
        for image, fields in self.batches([self.metadata[key] for key in keys]):
            if image != last:
                yield image, {key: "" if field[0] is None else str(field[0]) for key, field in zip(keys, fields)}
                last = image
