"""Finds the tables that CellProfiler left in a folder; measure.py reduces them.

ExportToSpreadsheet and ExportToDatabase write their files into any folder, with any prefix. They are found by their columns,
not by their names. Python 3.6 or later, and its standard library.
"""
import csv
import os
import re

from measured_databases import Database, is_database
from measured_parts import Unreadable
from measured_spreadsheets import spreadsheet_at

# what holds no table, and of which there may be many
OTHERS = re.compile(r"\.(tiff?|png|jpe?g|gif|bmp|npy|npz|h5|hdf5|mat|avi|mov|mp4|pdf|gz|zip|gct|properties|pyc?)$", re.I)
MOST_FILES = 20000


def kind_of(spreadsheet, counted, prefixes):
    """The kind of objects of a file that has one: its name, without what is before that of the objects."""
    stem = spreadsheet.stem()
    for same in (str, str.lower):
        ends = [kind for kind in counted if same(stem).endswith(same(kind))]
        if ends:
            return max(ends, key=len)
    for prefix in sorted(prefixes, key=len, reverse=True):
        if prefix and stem.startswith(prefix) and stem != prefix:
            return stem[len(prefix):]
    return stem


def sources(folder, problem):
    """The spreadsheets and the databases in a folder. problem: is told what cannot be read."""
    sheets = []
    databases = []
    for path, name in files(folder, problem):
        try:
            if is_database(path):
                databases.append(Database(path, name))
            else:
                sheet = spreadsheet_at(path, name)
                sheets += [sheet] if sheet else []
        except (Unreadable, OSError, csv.Error, ImportError) as error:
            problem("%s %s" % (name, error))
    return sheets, databases


def prefixes_of(names):
    """What may stand before the kind of objects in the names of files: what does before Image or Experiment."""
    found = ["MyExpt_"]
    for name in names:
        match = re.match(r"(.+)(?:Image|Experiment)\.\w+$", os.path.basename(name))
        found += [match.group(1)] if match else []
    return found


def find(folder, problem):
    """The parts of each table in a folder: Image, and each kind of objects. problem: is told what cannot be read."""
    sheets, databases = sources(folder, problem)
    images = [part for sheet in sheets if sheet.is_images() for part in sheet.parts("Image")]
    if not images:
        images = [part for database in databases for part in database.image_parts()]
    counted = {name[len("Count_"):] for part in images for name in part.names if name.startswith("Count_")}
    for database in databases:
        counted.update(database.counted())
    prefixes = prefixes_of(name for _, name in files(folder, None))
    tables = {"Image": images} if images else {}
    for sheet in sheets:
        if not sheet.is_images():
            for part in sheet.parts(None if sheet.objects else kind_of(sheet, counted, prefixes)):
                tables.setdefault(part.table, []).append(part)
    found = set(tables)
    for database in databases:
        for part in database.object_parts(counted):
            if part.table not in found:
                tables.setdefault(part.table, []).append(part)
    return tables


def is_own_file(path):
    """Whether it is neither a pipe or a device, nor a link, which may lead anywhere."""
    return os.path.isfile(path) and not os.path.islink(path)


def files(folder, problem):
    count = 0
    for top, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(top, name)
            if OTHERS.search(name) or not is_own_file(path):
                continue
            count += 1
            if count > MOST_FILES:
                if problem:
                    problem("of more than %d files the others were not looked at" % MOST_FILES)
                return
            yield path, os.path.relpath(path, folder)
