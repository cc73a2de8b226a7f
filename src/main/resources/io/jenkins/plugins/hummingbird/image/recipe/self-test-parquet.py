"""Writes a spreadsheet of CellProfiler to a Parquet file, and counts the rows of each image there.

    hummingbird-tables self-test-parquet.py CSV PARQUET COUNTS

COUNTS is a JSON file: the version of DuckDB, and how many rows have an ImageNumber. Run by self-test.py.
"""

import json
import sys

import duckdb

spreadsheet, parquet, counts = sys.argv[1:]
duckdb.read_csv(spreadsheet).write_parquet(parquet, compression="zstd")
with open(parquet, "rb") as file:
    assert file.read(4) == b"PAR1"
rows = duckdb.read_parquet(parquet).aggregate("ImageNumber, count(*)").fetchall()
with open(counts, "w", encoding="utf-8") as file:
    json.dump({"version": duckdb.__version__, "rows": {str(image): number for image, number in rows}}, file)
