"""Makes CellProfiler Analyst's properties files of a group those of the merged database; used by merge_tables.py.
Python 3.6 or later, and its standard library.
"""
import os
import re

from measured_tables import is_own_file
from merged_databases import connect

LARGEST = 1 << 20  # CellProfiler writes a few kB
DATABASE = re.compile(r"(?m)^(db_sqlite_file[ \t]*=[ \t]*)(.*)$")


def write_properties(source, merged, published):
    """source: the database of a group; merged: that of the whole; published: the folder in which it will be found"""
    place = os.path.join(published, os.path.basename(merged))
    folder = os.path.dirname(source)
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not name.endswith(".properties") or not is_own_file(path) or os.path.getsize(path) > LARGEST:
            continue
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        found = DATABASE.search(text)
        if found and os.path.basename(found.group(2).strip()) == os.path.basename(source):
            with open(os.path.join(os.path.dirname(merged), name), "w", encoding="utf-8", errors="surrogateescape") as file:
                file.write(DATABASE.sub(lambda match: match.group(1) + place, text))
    connection = connect(merged)
    try:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'Experiment_Properties'").fetchone():
            connection.execute("UPDATE Experiment_Properties SET value = ? WHERE field = 'db_sqlite_file'", (place,))
    finally:
        connection.close()
