"""What src/local/bench.d/tables needs pandas, pyarrow and CytoTable for.

    tables-others.py make FOLDER GROUPS SITES OBJECTS COLUMNS   tables of groups as CellProfiler writes them
    tables-others.py pandas FOLDER OUT                          merges them by pandas.concat
    tables-others.py cytotable FOLDER OUT                       ... by CytoTable
"""
import glob
import os
import sys


def make(folder, groups, sites, objects, columns):
    """Wells differ in how many objects they have and in all values; some columns have integers, some few values, some none."""
    import numpy
    import pyarrow
    from pyarrow import csv

    groups, sites, objects, columns = map(int, (groups, sites, objects, columns))
    rng = numpy.random.default_rng(1)
    counts = rng.multinomial(objects, rng.dirichlet(numpy.full(groups * sites, 20.0))).reshape(groups, sites)
    scales = 10.0 ** rng.uniform(-3, 4, columns)
    for group in range(groups):
        each = counts[group]
        count = int(each.sum())
        name = "%s%02d" % ("ABCDEFGHIJKLMNOP"[group // 24], group % 24 + 1)
        nuclei = {
            "ImageNumber": numpy.repeat(numpy.arange(1, sites + 1), each),
            "ObjectNumber": numpy.concatenate([numpy.arange(1, one + 1) for one in each]),
            "Metadata_Plate": numpy.full(count, "P1"),
            "Metadata_Site": numpy.repeat(numpy.arange(1, sites + 1), each),
            "Metadata_Well": numpy.full(count, name),
            "AreaShape_Area": rng.poisson(600 * rng.uniform(0.5, 2), count),
            "AreaShape_BoundingBoxMaximum_X": rng.integers(1, 2160, count),
            "AreaShape_EulerNumber": rng.integers(0, 2, count),
            "Children_Cells_Count": rng.integers(0, 2, count),
            "Location_Center_Z": numpy.full(count, "0.0"),
            "Number_Object_Number": numpy.concatenate([numpy.arange(1, one + 1) for one in each]),
            "Texture_Nothing": numpy.full(count, numpy.nan),
        }
        for at in range(columns - len(nuclei)):
            nuclei["Intensity_Feature%d_DNA" % at] = scales[at] * rng.gamma(rng.uniform(2, 20), 1, count)
        images = {
            "Count_Nuclei": each.astype(float).astype(str),
            "Group_Index": numpy.arange(1, sites + 1),
            "Group_Length": numpy.full(sites, sites),
            "Group_Number": numpy.ones(sites, int),
            "ImageNumber": numpy.arange(1, sites + 1),
            "Metadata_Plate": numpy.full(sites, "P1"),
            "Metadata_Site": numpy.arange(1, sites + 1),
            "Metadata_Well": numpy.full(sites, name),
        }
        top = os.path.join(folder, "%03d" % group)
        os.mkdir(top)
        for file, table in ("Nuclei", nuclei), ("Image", images):
            with open(os.path.join(top, file + ".csv"), "wb") as out:
                out.write((",".join(table) + "\n").encode())
                csv.write_csv(pyarrow.table(table), out, csv.WriteOptions(include_header=False, quoting_style="none"))


def by_pandas(folder, out):
    """ImageNumber counts on, as after one run."""
    import pandas

    for name in "Image", "Nuclei":
        tables = []
        first = 0
        for path in sorted(glob.glob(os.path.join(folder, "*", name + ".csv"))):
            images = len(pandas.read_csv(os.path.join(os.path.dirname(path), "Image.csv"), usecols=["ImageNumber"]))
            table = pandas.read_csv(path, dtype={"Metadata_Plate": str, "Metadata_Well": str})
            table["ImageNumber"] += first
            first += images
            tables.append(table)
        pandas.concat(tables).to_parquet(os.path.join(out, name + ".parquet"), compression="zstd", index=False)


def by_cytotable(folder, out):
    """Concatenates, and numbers the files apart by a column of its own."""
    from cytotable import convert

    # where Parsl puts its logs
    os.chdir(os.path.dirname(out))
    convert(
        source_path=folder,
        source_datatype="csv",
        dest_path=out,
        dest_datatype="parquet",
        metadata=["image"],
        compartments=["nuclei"],
        identifying_columns=["ImageNumber", "ObjectNumber"],
        page_keys={"image": "ImageNumber", "nuclei": "ObjectNumber"},
        chunk_size=100000,
        concat=True,
        join=False,
        add_tablenumber=True,
        sort_output=False)


if __name__ == "__main__":
    {"make": make, "pandas": by_pandas, "cytotable": by_cytotable}[sys.argv[1]](*sys.argv[2:])
