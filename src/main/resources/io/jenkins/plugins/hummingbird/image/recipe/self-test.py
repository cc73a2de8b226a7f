"""Runs a small pipeline on two drawn images, and looks whether CellProfiler really found what is in them.

    python3 self-test.py COMMAND TABLES

COMMAND starts CellProfiler, TABLES a Python with DuckDB, one word each. The pipeline, self-test.cppipe beside this file,
loads the images by a table, finds the nuclei, and exports them to a spreadsheet and to an SQLite database;
self-test-parquet.py makes a Parquet file of the spreadsheet. An exit code of 0 and a done-file that says Complete prove
nothing, so the nuclei in each image are counted in all that was written. Leaves nothing behind. Exits with 0, or with 1
after the end of the last program's output and a sentence about what is wrong. Needs Python 3.6 or later and nothing else.
"""

import csv
import json
import os
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
from contextlib import closing

SIZE = 96
# Centres in pixels; each nucleus is a disc of this radius, away from the border and from the others.
RADIUS = 8
NUCLEI = {
    "first.tif": [(20, 20), (60, 24), (40, 66)],
    "second.tif": [(18, 18), (50, 16), (78, 40), (22, 60), (62, 76)],
}
# Seconds. It takes about ten; the first run on a new volume reads everything from a snapshot.
PATIENCE = 900


class Wrong(Exception):
    """What is wrong, as a sentence."""


def tiff(nuclei):
    """An uncompressed little-endian TIFF of one grey channel with 8 bits."""
    pixels = bytearray([10] * (SIZE * SIZE))
    for x, y in nuclei:
        for j in range(y - RADIUS, y + RADIUS + 1):
            for i in range(x - RADIUS, x + RADIUS + 1):
                if (i - x) ** 2 + (j - y) ** 2 <= RADIUS**2:
                    pixels[j * SIZE + i] = 200
    # Tag, value: width, height, bits, no compression, black is zero, start of the data, one sample, rows in the strip,
    # bytes in the strip.
    tags = ((256, SIZE), (257, SIZE), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, SIZE), (279, SIZE * SIZE))
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<I", 8 + SIZE * SIZE) + bytes(pixels) + directory + struct.pack("<I", 0)


def draw(images):
    os.mkdir(images)
    for name, nuclei in NUCLEI.items():
        with open(os.path.join(images, name), "wb") as file:
            file.write(tiff(nuclei))
    with open(os.path.join(images, "images.csv"), "w", encoding="utf-8") as file:
        file.write("FileName_DNA,PathName_DNA\n")
        file.writelines("%s,%s\n" % (name, images) for name in NUCLEI)


def execute(name, words, folder):
    """Runs a program to its end. Its output is in the file log, for a JVM that hangs keeps a pipe open."""
    # With a home of its own: one that cannot be written to is what a user of a cluster may have, too.
    environment = dict(os.environ, HOME=folder, TMPDIR=folder, LC_ALL="C.UTF-8")
    with open(os.path.join(folder, "log"), "wb") as log:
        try:
            process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=folder,
                start_new_session=True)
        except OSError as error:
            raise Wrong("%s cannot be started: %s" % (words[0], error.strerror))
        try:
            code = process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise Wrong("%s did not end within %d s" % (name, PATIENCE))
    if code != 0:
        raise Wrong("%s ended with exit code %d" % (name, code))


def beside(name):
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), name)


def run(command, folder):
    """Runs the pipeline; returns the folder of its output."""
    images, output, done = (os.path.join(folder, name) for name in ("images", "output", "done"))
    draw(images)
    os.mkdir(output)
    words = [command, "-c", "-r", "-p", beside("self-test.cppipe"), "-i", images, "-o", output]
    words += ["--data-file", os.path.join(images, "images.csv"), "-d", done]
    execute("CellProfiler", words, folder)
    if not os.path.exists(done):
        raise Wrong("CellProfiler ended with exit code 0, but did not write its done-file")
    with open(done, encoding="utf-8") as file:
        verdict = file.read().strip()
    if verdict != "Complete":
        raise Wrong("CellProfiler's done-file says %r, not Complete" % verdict)
    return output


def table(output, name):
    try:
        with open(os.path.join(output, name), newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise Wrong("the spreadsheet %s was not written" % name)


def rows(output, query):
    path = os.path.join(output, "self-test.db")
    if not os.path.exists(path):
        raise Wrong("the SQLite database was not written")
    with closing(sqlite3.connect(path)) as database:
        try:
            return database.execute(query).fetchall()
        except sqlite3.Error as error:
            raise Wrong("the SQLite database cannot be read: %s" % error)


def count(numbers):
    """How many nuclei each image has, by the names of the images; the table of nuclei has the image's number only."""
    numbers = [int(float(number)) for number in numbers]
    return {name: numbers.count(number) for number, name in enumerate(sorted(NUCLEI), 1)}


def check(output):
    images = table(output, "Image.csv")
    in_images = rows(output, "SELECT Image_FileName_DNA, Image_Count_Nuclei FROM Per_Image")
    found = {
        "Image.csv": {image["FileName_DNA"]: int(float(image["Count_Nuclei"])) for image in images},
        "Nuclei.csv": count(nucleus["ImageNumber"] for nucleus in table(output, "Nuclei.csv")),
        "Per_Image of the database": {name: int(nuclei) for name, nuclei in in_images},
        "Per_Object of the database": count(row[0] for row in rows(output, "SELECT ImageNumber FROM Per_Object")),
    }
    for where, counts in found.items():
        compare(where, counts)


def compare(where, counts):
    drawn = {name: len(nuclei) for name, nuclei in NUCLEI.items()}
    if counts != drawn:
        raise Wrong("the nuclei in %s are %s, but %s were drawn" % (where, counts, drawn))


def check_parquet(tables, output, folder):
    """Makes a Parquet file of the nuclei; returns the version of DuckDB."""
    parquet, counts = (os.path.join(folder, name) for name in ("Nuclei.parquet", "counts.json"))
    words = [tables, beside("self-test-parquet.py"), os.path.join(output, "Nuclei.csv"), parquet, counts]
    execute("DuckDB", words, folder)
    try:
        with open(counts, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        raise Wrong("DuckDB ended with exit code 0, but did not count the nuclei")
    compare("Nuclei.parquet", {name: found["rows"].get(str(image), 0) for image, name in enumerate(sorted(NUCLEI), 1)})
    return found["version"]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory(prefix="self-test-") as folder:
        folder = os.path.realpath(folder)
        try:
            output = run(sys.argv[1], folder)
            check(output)
            version = check_parquet(sys.argv[2], output, folder)
        except Wrong as wrong:
            if os.path.exists(os.path.join(folder, "log")):
                with open(os.path.join(folder, "log"), encoding="utf-8", errors="replace") as log:
                    sys.stderr.writelines("    " + line.rstrip("\n") + "\n" for line in log.readlines()[-15:])
            sys.exit("self-test: %s." % wrong)
    nuclei = sum(len(nuclei) for nuclei in NUCLEI.values())
    print("self-test: %d nuclei in %d images, as drawn, also in a Parquet file of DuckDB %s" % (nuclei, len(NUCLEI), version))


if __name__ == "__main__":
    main()
