"""Opens the tables of a plate that merge_tables.py made, in the ways that docs/tables.md shows.

    open-tables.py TABLES SCRATCH
Fails when one of them finds other objects than the others.
"""
import os
import sqlite3
import sys

import pandas
import pycytominer
from cytotable import convert
from parsl.config import Config
from parsl.executors import ThreadPoolExecutor

tables, scratch = sys.argv[1:]


def same(what, expected, found):
    if expected != found:
        sys.exit("%s: %r, but %r" % (what, expected, found))


nuclei = pandas.read_parquet(os.path.join(tables, "Nuclei.parquet"))
keys = {"Metadata_Plate": str, "Metadata_Well": str}
same("CSV", nuclei.shape, pandas.read_csv(os.path.join(tables, "Nuclei.csv"), dtype=keys).shape)
areas = nuclei.groupby("ImageNumber")["AreaShape_Area"].sum().to_dict()

database = sqlite3.connect(os.path.join(tables, "plate.sqlite"))
sql = "SELECT ImageNumber, sum(Nuclei_AreaShape_Area) FROM Per_Nuclei GROUP BY ImageNumber"
same("SQLite", areas, dict(database.execute(sql)))

# pycytominer on the table of one kind of objects
features = [name for name in nuclei if name.startswith(("AreaShape_", "Intensity_"))]
wells = pycytominer.aggregate(nuclei, strata=list(keys), features=features, operation="median")
expected = nuclei.groupby(list(keys))["AreaShape_Area"].median().to_dict()
same("pycytominer", expected, wells.set_index(list(keys))["AreaShape_Area"].to_dict())

# CytoTable joins Cells, Cytoplasm and Nuclei
config = Config(executors=[ThreadPoolExecutor()], run_dir=os.path.join(scratch, "parsl"))
for preset, source, options in (
        ("cellprofiler_csv", tables, {"source_datatype": "csv"}),
        ("cellprofiler_sqlite", os.path.join(tables, "plate.sqlite"), {})):
    path = os.path.join(scratch, preset + ".parquet")
    convert(
        source_path=source, dest_path=path, dest_datatype="parquet", preset=preset, parsl_config=config, **options)
    cells = pandas.read_parquet(path)
    same(preset, len(nuclei), len(cells))
    same(preset, areas, cells.groupby("Metadata_ImageNumber")["Nuclei_AreaShape_Area"].sum().to_dict())
    well = "Metadata_Well" if "Metadata_Well" in cells else "Image_Metadata_Well"
    profiles = pycytominer.aggregate(cells, strata=[well], features="infer", operation="median")
    same(preset + ", pycytominer", sorted(nuclei["Metadata_Well"].unique()), sorted(profiles[well]))
