"""Reduces the values of a column to a few numbers for each place, and for each site; used by measure.py.
Python 3.6 or later, and its standard library.
"""
import math
from array import array
from bisect import bisect_left

INF = math.inf


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
