"""Finds which files of many groups are one table of the whole; used by merge_tables.py.

A file is known by the kind of what it tells of (images, objects, relationships, the experiment) and by its path, in which
metadata of the group stands for any, unless it is the name of the file: that of what it tells of, or one that a group with other
metadata has, too. Python 3.6 or later, and its standard library.
"""
import csv
import os
import re

import measured_tables
from measured_parts import Unreadable
from measured_spreadsheets import Spreadsheet
from merged_groups import Wrong

EXPERIMENT = ["Key", "Value"]
RELATIONSHIPS = ["Module", "Module Number", "Relationship"]


class Part:
    """A file of a group."""

    def __init__(self, group, sheet, kind):
        self.group = group
        self.path = sheet.path
        self.delimiter = sheet.delimiter
        self.columns = sheet.header
        self.objects = sheet.objects
        self.headers = 2 if sheet.objects else 1
        self.is_images = sheet.is_images()
        self.kind = kind
        self.name = sheet.name
        row = first_row(sheet) if "ImageNumber" in sheet.header else {}
        self.first_image = row.get("ImageNumber", "")
        self.place = path_of_any(sheet.name, values_of(group, row), kind)
        # in a file without rows nobody knows what its name has of them
        self.has_fixed_name = self.place == sheet.name and (row or "ImageNumber" not in sheet.header)


class Table:
    """A table of the whole: its parts in the order of the groups, and its columns."""

    def __init__(self, kind, place):
        self.kind = kind
        self.place = place
        self.name = None
        self.parts = []
        self.objects = None
        self.columns = []

    def complete(self):
        """The columns of all parts. Those of the images are sorted, as CellProfiler has them."""
        headers = list({(tuple(part.columns), tuple(part.objects or ())): part for part in self.parts}.values())
        keys = []
        for part in headers:
            keys = joined(keys, keys_of(part))
        if self.kind == "Image" and all(part.columns == sorted(part.columns) for part in headers):
            keys.sort(key=lambda key: key[1])
        self.columns = [name for _, name in keys]
        if headers[0].objects:
            self.objects = [objects for objects, _ in keys]

    def merged_parts(self):
        """Those that are merged, and do not only say how the whole is typed."""
        return [part for part in self.parts if part.group.is_merged]

    def positions(self, part):
        """The position of each column of this table in a part, None where it has none; None when it has the same columns."""
        if part.columns == self.columns and part.objects == self.objects:
            return None
        at = {}
        for position, key in enumerate(keys_of(part)):
            at.setdefault(key, position)
        return [at.get(key) for key in keys_of(self)]


def keys_of(table):
    """What tells the columns of a table, or of a part of one, apart: the kind of objects, and the name."""
    return list(zip(table.objects or [None] * len(table.columns), table.columns))


def joined(some, others):
    """Both lists without what is twice; what only the others have follows what it follows there."""
    if not some or some == others:
        return list(others)
    known = {}
    for at, key in enumerate(some):
        known.setdefault(key, at)
    after = {}
    last = -1
    for key in others:
        if key in known:
            last = known[key]
        else:
            known[key] = last
            after.setdefault(last, []).append(key)
    result = after.get(-1, [])
    for at, key in enumerate(some):
        result = result + [key] + after[at] if at in after else result + [key]
    return result


def path_of_any(name, values, kind=""):
    """The path of a file within its group's results, in which * stands for metadata of that group, but not in the kind of what
    the file tells of, where its name ends with that."""

    def replaced(component, kind=""):
        stem, dot, end = component.partition(".")
        kept = kind if stem.endswith(kind) else ""
        for value in values:
            if stem == value and not kept:
                return "*" + dot + end
            if len(value) > 1:
                length = len(stem) - len(kept)
                stem = re.sub(
                    r"(?<![A-Za-z0-9])%s(?![A-Za-z0-9])" % re.escape(value),
                    lambda match: "*" if match.end() <= length else match.group(),
                    stem)
        return stem + dot + end

    components = name.split(os.sep)
    return "/".join([replaced(component) for component in components[:-1]] + [replaced(components[-1], kind)])


def first_row(sheet):
    """The first row of a file by its columns; empty when it has none."""
    with sheet.open() as file:
        rows = csv.reader(file, delimiter=sheet.delimiter)
        for _ in range(2 if sheet.objects else 1):
            next(rows, None)
        return dict(zip(reversed(sheet.header), reversed(next(rows, []))))


def values_of(group, row):
    """The metadata of a group, and of a row, the longest first."""
    found = set(group.keys.values()) | {row[name] for name in row if name.startswith("Metadata_")}
    return sorted(found - {""}, key=lambda value: (-len(value), value))


def other_sheet(path, name):
    """The file of relationships or of the experiment that it is, or None."""
    with open(path, "rb") as file:
        first = file.readline(1 << 16)
    try:
        line = first.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    for delimiter in ",\t;|":
        header = next(csv.reader([line], delimiter=delimiter), [])
        if header == EXPERIMENT or header[:3] == RELATIONSHIPS:
            return Spreadsheet(path, name, delimiter, header, None)
    return None


def has_line(path):
    with open(path, "rb") as file:
        return file.readline(1 << 16).endswith(b"\n")


def kind_of(sheet, counted, prefixes):
    if sheet.header == EXPERIMENT:
        return "Experiment"
    if sheet.header[:3] == RELATIONSHIPS:
        return "Relationships"
    if sheet.is_images():
        return "Image"
    if sheet.objects:
        return "+".join(dict.fromkeys(kind for kind in sheet.objects if kind != "Image"))
    return measured_tables.kind_of(sheet, counted, prefixes)


class Sources:
    """The tables of the whole that the spreadsheets of all groups make, and their databases."""

    def __init__(self, groups):
        self.tables = {}
        self.databases = {}  # by their path: the group and the path of each
        self.headers = {}
        self.without_lines = []  # the group and the name of each file that has no whole line
        found = []
        for group in groups:
            try:
                found.append(self.read(group))
            except Wrong:
                # one that only says how the whole is typed is not needed for that
                if group.is_merged:
                    raise
        fixed = {(part.kind, part.name) for parts in found for part in parts if part.has_fixed_name}
        for parts in found:
            self.join(parts, fixed)
        self.check(groups)
        for table in self.tables.values():
            table.complete()
        self.name_tables()

    def read(self, group):
        """The parts of a group."""

        def unreadable(text):
            raise Wrong("the results of %s cannot be merged: %s" % (group, text))

        if not os.path.isdir(group.folder):
            unreadable("%s is no folder" % group.folder)
        try:
            sheets, databases = measured_tables.sources(group.folder, unreadable)
            names = list(measured_tables.files(group.folder, None))
            known = {sheet.path for sheet in sheets} | {database.path for database in databases}
            for path, name in names:
                sheet = other_sheet(path, name) if path not in known else None
                if sheet:
                    sheets.append(sheet)
                elif path not in known and not has_line(path) and group.is_merged:
                    self.without_lines.append((group, name))
            parts = self.parts(group, sheets, names)
        except UnicodeDecodeError:
            unreadable("a file is not UTF-8")
        except (OSError, csv.Error, Unreadable) as error:
            unreadable(error)
        values = sorted(group.keys.values(), key=len, reverse=True)
        for database in databases if group.is_merged else ():
            place = path_of_any(database.name, [value for value in values if value])
            self.databases.setdefault(place, []).append((group, database.path))
        return parts

    def parts(self, group, sheets, names):
        """names: path and name of each file of the group"""
        counted = {
            name[len("Count_"):]
            for sheet in sheets
            if sheet.is_images()
            for name in sheet.header
            if name.startswith("Count_")
        }
        prefixes = measured_tables.prefixes_of(name for _, name in names)
        parts = []
        for sheet in sheets:
            # many groups have the same
            sheet.header, sheet.objects = self.headers.setdefault(
                (tuple(sheet.header), tuple(sheet.objects or ())), (sheet.header, sheet.objects))
            parts.append(Part(group, sheet, kind_of(sheet, counted, prefixes)))
        return parts

    def join(self, parts, fixed):
        """Adds the parts of a group to their tables. fixed: kinds and names of files that are the same in all groups"""
        firsts = {}
        for part in parts:
            key = part.kind, part.name if (part.kind, part.name) in fixed else part.place
            if part.first_image in firsts.get(key, {}):
                # not the images of another folder, but another table
                key = part.kind, part.name
            firsts.setdefault(key, {})[part.first_image] = part
        for key, same in firsts.items():
            # one for each value of metadata
            in_order = sorted(same, key=lambda first: (len(first), first))
            self.tables.setdefault(key, Table(*key)).parts.extend(same[first] for first in in_order)

    def check(self, groups):
        """Nothing may be left out of what a group's results are to have: its file may be cut off before a column is known."""
        kinds = {kind for kind, _ in self.tables} | {""}
        places = {place for _, place in self.tables} | set(self.databases)
        for group, name in self.without_lines:
            values = values_of(group, {})
            if name in places or any(path_of_any(name, values, kind) in places for kind in kinds):
                raise Wrong("the results of %s cannot be merged: %s is cut off" % (group, name))
        with_images = {part.group for (kind, _), table in self.tables.items() if kind == "Image" for part in table.parts}
        for group in groups if with_images else ():
            if group.is_merged and group not in with_images:
                raise Wrong("the results of %s cannot be merged: they have no table of images, which other groups have" % group)

    def name_tables(self):
        """The name of each table is its kind, or for several kinds what its files are called; where that is not enough, what its
        files are called, or their path."""
        names = {key: stem_of(table) if "+" in table.kind else table.kind for key, table in self.tables.items()}
        for other in (stem_of, lambda table: re.sub(r"[_/*]+", "_", os.path.splitext(table.place)[0]).strip("_")):
            counts = {}
            for name in names.values():
                counts[name.lower()] = counts.get(name.lower(), 0) + 1
            names = {key: other(self.tables[key]) if counts[name.lower()] > 1 else name for key, name in names.items()}
        taken = set()
        for key, name in names.items():
            name = re.sub(r"[\x00-\x1f/\\]", "_", name).lstrip(".") or "Table"
            while name.lower() in taken:
                name += "_2"
            taken.add(name.lower())
            self.tables[key].name = name


def stem_of(table):
    stem = os.path.splitext(table.place.rsplit("/", 1)[-1])[0]
    return stem.replace("*", "").strip("_- ") or table.kind.replace("+", "_")
