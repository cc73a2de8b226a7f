"""Means, medians and standard deviations of parent image numbers in tables of images, as the whole has them; used by
merge_tables.py. CellProfiler works them out of the objects' image numbers (numpy 1.23: mean, median, std).
Python 3.6 or later, and its standard library.
"""
import math
import re

AGGREGATE = re.compile(r"(Mean|Median|StDev)_(.+)_(TrackObjects_ParentImageNumber(?:_.*)?)$")


class ParentMeans:
    """values: gives for a group, a kind of objects and a feature the numbers of each image set as they are in the group, a
    map by the group's own image number, or None where no table has them."""

    def __init__(self, values):
        self.values = values
        self.group = None
        self.cache = {}

    def edit(self, group, name, image_at, at, whole):
        """What makes of a row the field of an aggregate of parent image numbers; None where nothing changes."""
        match = AGGREGATE.match(name)
        if not match or not group.shift:
            return None
        statistic, kind, feature = match.groups()
        if group is not self.group:
            self.group = group
            self.cache = {}
        if (kind, feature) not in self.cache:
            self.cache[kind, feature] = self.values(group, kind, feature)
        found = self.cache[kind, feature]
        if found is None:
            return None

        def aggregate(row):
            numbers = [
                number + group.shift if number > 0 else number
                for number in found.get(whole(row[image_at], "ImageNumber"), ())
                if math.isfinite(number)
            ]
            if not numbers:
                return row[at]
            result = STATISTICS[statistic](numbers)
            return repr(result) if isinstance(row[at], str) else result

        return aggregate


def mean(numbers):
    return pairwise_sum(numbers) / len(numbers)


def median(numbers):
    middle = len(numbers) // 2
    in_order = sorted(numbers)
    return float(in_order[middle]) if len(numbers) % 2 else (in_order[middle - 1] + in_order[middle]) / 2


def deviation(numbers):
    middle = mean(numbers)
    return math.sqrt(pairwise_sum([(number - middle) * (number - middle) for number in numbers]) / len(numbers))


def pairwise_sum(numbers):
    """The sum of floats to the last bit as numpy adds them (DOUBLE_pairwise_sum)."""
    count = len(numbers)
    if count < 8:
        total = 0.0
        for number in numbers:
            total += number
        return total
    if count <= 128:
        sums = [float(number) for number in numbers[:8]]
        whole = count - count % 8
        for start in range(8, whole, 8):
            for at in range(8):
                sums[at] += numbers[start + at]
        total = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
        for number in numbers[whole:]:
            total += number
        return total
    half = count // 2
    half -= half % 8
    return pairwise_sum(numbers[:half]) + pairwise_sum(numbers[half:])


STATISTICS = {"Mean": mean, "Median": median, "StDev": deviation}
