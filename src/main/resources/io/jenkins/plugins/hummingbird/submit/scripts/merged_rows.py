"""What a row of a group's table is in the table of the whole; used by merge_tables.py.
Python 3.6 or later, and its standard library.
"""
import math
import re

from merged_groups import Wrong, feature
from merged_kinds import promoted

# of tables of images and of objects, and of relationships in spreadsheets and in databases
IMAGE_NUMBERS = {"ImageNumber", "First Image Number", "Second Image Number", "image_number1", "image_number2"}
GROUP_NUMBER, GROUP_INDEX, GROUP_LENGTH = "Group_Number", "Group_Index", "Group_Length"
# 0 says that there is none; means of them are not image numbers
PARENT_IMAGE = re.compile(r"(?!(?:.*_)?(?:Mean|Median|StDev)_.*TrackObjects_).*TrackObjects_ParentImageNumber(_|$)")


def shifted(field, shift):
    """An image number of the whole, written as it was. What is no number, or 0, has no image."""
    try:
        number = int(field)
    except (TypeError, ValueError):
        try:
            number = float(field)
        except (TypeError, ValueError):
            return field
        if not math.isfinite(number):
            return field
    if number <= 0:
        return field
    return str(number + shift) if isinstance(field, str) else number + shift


def whole(field, name):
    try:
        return int(field)
    except (TypeError, ValueError):
        try:
            return int(float(field))
        except (TypeError, ValueError, OverflowError):
            raise Wrong("%s is %.50r and no number" % (name, field))


def like(field, number):
    return str(number) if isinstance(field, str) else number


class Corrections:
    """Which fields of a row change, and how, for a group and the columns of one of its tables."""

    def __init__(self, columns, group, texts, promotions=(), means=None):
        """texts: of the columns that the whole types in another way, those of each image set of the group
        promotions: the positions of integers that are floating-point numbers in the whole
        means: those of parent image numbers, for a table of images
        """
        self.group = group
        names = [feature(column) for column in columns]
        at_of = {}
        for at, name in enumerate(names):
            at_of.setdefault(name, at)
        self.image_at = at_of.get("ImageNumber")
        self.number_at = at_of.get(GROUP_NUMBER)
        self.edits = []
        for at, name in enumerate(names):
            if name in IMAGE_NUMBERS or PARENT_IMAGE.match(name):
                self.add(at, self.shift(at))
            elif name == GROUP_NUMBER:
                self.add(at, self.group_number(at))
            elif name == GROUP_INDEX:
                self.add(at, self.group_index(at))
            elif name == GROUP_LENGTH:
                self.add(at, self.group_length(at))
            elif name in texts and self.image_at is not None:
                self.add(at, self.text_of_table(texts[name]))
            elif means and self.image_at is not None:
                self.add(at, means.edit(group, name, self.image_at, at, whole))
        self.promotions = [at for at in promotions if names[at] not in texts]

    def add(self, at, edit):
        if edit is not None:
            self.edits.append((at, edit))

    def last(self):
        """The last position that is needed, -1 when there is none."""
        return max([at for at, _ in self.edits] + self.promotions, default=-1)

    def shift(self, at):
        shift = self.group.shift
        return (lambda row: shifted(row[at], shift)) if shift else None

    def group_number(self, at):
        before = self.group.number - 1
        return (lambda row: like(row[at], whole(row[at], GROUP_NUMBER) + before)) if before else None

    def is_first(self, row):
        """Whether a row is of the first group of CellProfiler's own that this one has, which may have begun before it."""
        return self.number_at is None or whole(row[self.number_at], GROUP_NUMBER) == 1

    def group_index(self, at):
        before = self.group.index - 1
        if not before:
            return None
        return lambda row: like(row[at], whole(row[at], GROUP_INDEX) + before) if self.is_first(row) else row[at]

    def group_length(self, at):
        length = self.group.length
        return (lambda row: like(row[at], length)) if length else None

    def text_of_table(self, texts):
        image_at = self.image_at

        def text(row):
            image = whole(row[image_at], "ImageNumber")
            if not 1 <= image <= len(texts):
                raise Wrong("there is an image set %d, but the group has %d" % (image, len(texts)))
            return texts[image - 1]

        return text

    def apply(self, row):
        """Changes a row, a list."""
        for at, value in [(at, edit(row)) for at, edit in self.edits]:
            row[at] = value
        for at in self.promotions:
            row[at] = promoted(row[at])
