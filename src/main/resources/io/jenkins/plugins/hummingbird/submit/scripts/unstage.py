"""Replaces what CellProfiler recorded of local copies of objects by the objects' URLs, in its results.

    unstage.py RESULTS FOLDER
      RESULTS  CellProfiler's results; their CSV files, SQLite databases and properties files are looked through
      FOLDER   where stage.py put the objects: FOLDER/BUCKET/KEY
A path or a file: URL of FOLDER/BUCKET/KEY becomes s3://BUCKET/KEY, as CellProfiler 4.2 records it when it reads objects
itself: it splits URLs into PathName and FileName at their last slash, and decodes nothing (LoadData.prepare_run,
FileImage). All else stays as it is, byte for byte; a file in which there is nothing to replace is not written.
Exit code: 0, or 1, or 24 for a full disk; the last line of standard error says why.

Python 3.6 or later and its standard library. What it holds in memory does not depend on the size of the files.
"""
import os
import re
import sqlite3
import sys
import urllib.parse

import s3_manifest
from s3_failures import LOCAL, NO_ROOM, Failure, run, text
from s3_rows import changed, delimiter_of, records, replace_file

TABLES = (b".csv", b".txt", b".tsv")
TEXTS = (b".properties", b".sql")
SQLITE = b"SQLite format 3\0"
CHUNK = 1 << 20  # bytes
PLAIN = re.compile(rb"[A-Za-z0-9/._-]")
# the names of measurements: Image_FileName_DNA, ObjectsURL_Nuclei and so on
RECORDED = re.compile(rb"^(.*)(FileName|PathName|URL)_(.+)$", re.DOTALL)
TEXT_TYPE = re.compile("char|text|clob", re.IGNORECASE)  # of a column of SQLite


class Folder:
    def __init__(self, path):
        given = os.path.abspath(path)
        self.paths = sorted({given, os.path.realpath(given)}, key=len, reverse=True)
        anywhere = b"(?:" + b"|".join(map(spellings, self.paths)) + b")/"
        self.anywhere = re.compile(anywhere)
        self.longest = max(3 * len(path) + 1 for path in self.paths)
        self.within = re.compile(rb"(?:(?i:(file:))/{0,2})?" + anywhere + rb"([^\s\"'<>|,;]*)")

    def url(self, recorded):
        """The URL of S3 for a path or a file: URL, both in bytes; None where it is none of this folder."""
        path = recorded
        if recorded[:5].lower() == b"file:":
            path = b"/" + urllib.parse.unquote_to_bytes(recorded[5:]).lstrip(b"/")
        for folder in self.paths:
            if path.startswith(folder + b"/"):
                return b"s3://" + path[len(folder) + 1:]
        return None

    def replaced(self, words):
        """A text that may have paths of this folder in it, with URLs in their places."""
        def to_url(found):
            rest = urllib.parse.unquote_to_bytes(found.group(2)) if found.group(1) else found.group(2)
            return b"s3://" + rest

        return self.within.sub(to_url, words)

    def is_in(self, path):
        """Whether a file has a path of this folder in it."""
        before = b""
        with open(path, "rb", buffering=0) as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                if self.anywhere.search(before + chunk):
                    return True
                before = (before + chunk)[-self.longest:]
        return False


def spellings(path):
    """An expression for a path as it is and with some of its bytes percent-encoded."""
    return b"".join(
        one if PLAIN.match(one) else b"(?:" + re.escape(one) + b"|(?i:%%%02x))" % one[0]
        for one in (path[at:at + 1] for at in range(len(path))))


class Columns:
    """Which columns tell of the same image."""

    def __init__(self):
        self.kinds = {}

    def read(self, names):
        for at, name in enumerate(names):
            found = RECORDED.match(name)
            if found:
                self.kinds.setdefault((found.group(1), found.group(3)), {})[found.group(2)] = at

    def replaced(self, texts, folder):
        """The new texts of a row by their indexes."""
        new = {}
        for at, words in enumerate(texts):
            if words and b"/" in words:
                to = folder.url(words)
                if to is None and folder.anywhere.search(words):
                    to = folder.replaced(words)
                if to is not None:
                    new[at] = to
        if new:
            for kinds in self.kinds.values():
                self.decode_name(texts, kinds, new)
        return new

    @staticmethod
    def decode_name(texts, kinds, new):
        """LoadData records the last part of a file: URL as the name of the file, as it stands there."""
        at = kinds.get(b"FileName", len(texts))
        name = texts[at] if at < len(texts) else None
        if not name or b"%" not in name:
            return
        for kind, ends_with_name in ((b"PathName", False), (b"URL", True)):
            source = kinds.get(kind)
            if source in new and texts[source][:5].lower() == b"file:":
                if not ends_with_name or texts[source].endswith(b"/" + name):
                    new[at] = urllib.parse.unquote_to_bytes(name)
                    return


def change_table(source, out, folder):
    delimiter = delimiter_of(source.readline())
    source.seek(0)
    columns = Columns()
    for number, record in enumerate(records(source, delimiter)):
        if number < 2:  # a file of several kinds of objects has their names above those of the columns
            changed(record, lambda names: columns.read(names), delimiter)
        if folder.anywhere.search(record):
            record = changed(record, lambda texts: columns.replaced(texts, folder), delimiter)
        out.write(record)


def change_text(source, out, folder):
    for line in source:
        out.write(folder.replaced(line))


def quoted(name):
    return '"%s"' % name.replace('"', '""')


def change_database(path, folder):
    """Only columns of text are looked through: those of objects are numbers."""
    connection = sqlite3.connect("file:%s?mode=rw" % urllib.parse.quote(path), uri=True, isolation_level=None)
    try:
        names = [name for name, in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        of_text = {
            name: [row[1] for row in connection.execute("PRAGMA table_info(%s)" % quoted(name)) if TEXT_TYPE.search(row[2])]
            for name in names}
        connection.text_factory = bytes
        began = False
        for name in names:
            for row, new in changes(connection, name, of_text[name], folder) if of_text[name] else ():
                if not began:
                    connection.execute("BEGIN IMMEDIATE")
                    began = True
                connection.execute(
                    "UPDATE %s SET %s WHERE rowid = ?" % (
                        quoted(name), ", ".join("%s = CAST(? AS TEXT)" % quoted(of_text[name][at]) for at in new)),
                    [*new.values(), row])
        if began:
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise Failure(NO_ROOM if "is full" in str(error) else LOCAL, text(path), str(error))
    finally:
        connection.close()


def changes(connection, table, names, folder):
    """The rowid and the new texts of each row that has some; read by parts, for a row is not changed while it is read."""
    columns = Columns()
    columns.read([name.encode("utf-8") for name in names])
    sql = "SELECT rowid, %s FROM %s WHERE rowid > ? ORDER BY rowid LIMIT 1000" % (", ".join(map(quoted, names)), quoted(table))
    last = -1 << 63
    while True:
        rows = connection.execute(sql, (last,)).fetchall()
        for row in rows:
            new = columns.replaced([one if isinstance(one, bytes) else None for one in row[1:]], folder)
            if new:
                yield row[0], new
        if not rows:
            return
        last = rows[-1][0]


def change_file(path, folder):
    with open(path, "rb") as file:
        is_database = file.read(len(SQLITE)) == SQLITE
    if is_database:
        change_database(path, folder)
        return
    suffix = os.path.splitext(path)[1].lower()
    change = change_table if suffix in TABLES else change_text if suffix in TEXTS else None
    if change and folder.is_in(path):
        replace_file(path, lambda source, out: change(source, out, folder))


def main(results, folder):
    results = os.fsencode(results)
    place = Folder(os.fsencode(folder))
    names = s3_manifest.names_in(results)
    for name in names:
        change_file(os.path.join(results, name), place)
    return str(len(names))


if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]))
