"""Finds the wells of image sets, as the plate map does (GroupPlaces, WellKeys and WellPosition); used by measure.py.
Python 3.6 or later, and its standard library.
"""
import csv
import re

PLATE = {"plate", "platename", "plate_name", "plateid", "plate_id", "platebarcode", "plate_barcode", "barcode"}
ROW = {"wellrow", "well_row", "row"}
COLUMN = {"wellcol", "well_col", "wellcolumn", "well_column", "column", "col"}
SITE = ("site", "field", "fieldid", "field_id", "fieldindex", "field_index", "siteid", "site_id", "fov", "position")


class Place:
    """A well, or a plate, or all that has neither, and the numbers of its image sets."""

    def __init__(self, plate, well):
        self.plate = plate
        self.well = well
        self.sets = []


class Keys:
    """Which of some metadata keys say where an image is; each is None where none does."""

    def __init__(self, keys):
        self.plate = next((key for key in keys if key.lower() in PLATE), None)
        self.well = self.row = self.column = self.site = None
        for key in keys:
            lower = key.lower()
            if lower == "well":
                self.well = key
            elif lower in ROW:
                self.row = key
            elif lower in COLUMN:
                self.column = key
        sites = {key.lower(): key for key in keys}
        self.site = next((sites[name] for name in SITE if name in sites), None)

    def identify_well(self):
        return self.well is not None or self.row is not None and self.column is not None

    def well_of(self, values):
        well = values.get(self.well, "")
        # where there are a row and a column only, LoadData makes a well of their bare texts
        if position(well) is None and self.row is not None and self.column is not None:
            combined = letters(values.get(self.row, "")) + two_digits(values.get(self.column, ""))
            if self.well is None or position(combined) is not None:
                return combined
        return well


def letters(row):
    if not re.match(r"0*[1-9][0-9]{0,2}\Z", row):
        return row
    text = ""
    rest = int(row)
    while rest > 0:
        text = chr(ord("A") + (rest - 1) % 26) + text
        rest = (rest - 1) // 26
    return text


def two_digits(column):
    return "%02d" % int(column) if re.match(r"[0-9]{1,9}\Z", column) else column


def position(well):
    """Row and column, both from 1, or None for what is no well of a plate of up to 1,536."""
    text = well.strip().upper()
    match = re.match(r"R0*([1-9][0-9]?)[-_ ]?C0*([1-9][0-9]?)\Z", text)
    if match:
        row = int(match.group(1))
    else:
        match = re.match(r"([A-Z]{1,2})[-_ ]?0*([1-9][0-9]?)\Z", text)
        if not match:
            return None
        row = 0
        for letter in match.group(1):
            row = row * 26 + ord(letter) - ord("A") + 1
    column = int(match.group(2))
    return None if row > 32 or column > 48 else (row, column)


def slice_of(path):
    """The rows of a group's image table: the metadata of each image set by key."""
    with open(path, newline="", encoding="utf-8-sig") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        keys = {at: name[len("Metadata_"):] for at, name in enumerate(header) if name.startswith("Metadata_")}
        return [{key: row[at] for at, key in keys.items() if at < len(row)} for row in lines if row]


class Wells:
    """sets: the metadata of each image set by its number, as its tables have them; rows: those of the group's slice of the
    image table, which say it where the tables do not, and how the values are written: LoadData reads 007 as 7."""

    def __init__(self, sets, rows):
        self.sets = sets
        own = list(dict.fromkeys(key for values in sets.values() for key in values))
        of_rows = list(rows[0]) if rows else []
        lower = [key.lower() for key in of_rows]
        # of two keys for a plate, that which the image table has first
        own.sort(key=lambda key: lower.index(key.lower()) if key.lower() in lower else len(lower))
        self.own = Keys(own)
        self.of_rows = Keys(of_rows)
        self.row_of = dict(zip(sorted(sets), rows)) if len(rows) == len(sets) else {}
        self.texts = {}
        for key in of_rows:
            self.texts[key.lower()] = list(dict.fromkeys(row.get(key, "") for row in rows))

    def as_in_rows(self, values):
        return {key: self.written(key.lower(), value.strip()) for key, value in values.items()}

    def written(self, key, value):
        texts = self.texts.get(key, ())
        if value in texts:
            return value
        same = [text for text in texts if same_number(text, value)]
        return same[0] if len(same) == 1 else value

    def place(self, image):
        """Plate and well of an image set, empty where nothing says them."""
        values = self.as_in_rows(self.sets[image])
        row = self.row_of.get(image, {})
        plate = values.get(self.own.plate, "") if self.own.plate is not None else row.get(self.of_rows.plate, "")
        well = self.own.well_of(values) if self.own.identify_well() else self.of_rows.well_of(row)
        return plate, well

    def site(self, image):
        if self.own.site is not None:
            return self.as_in_rows(self.sets[image]).get(self.own.site, "")
        return self.row_of.get(image, {}).get(self.of_rows.site, "")

    def places(self):
        found = {}
        for image in sorted(self.sets):
            plate, well = self.place(image)
            place = found.setdefault((plate, position(well) or well), Place(plate, well))
            place.sets.append(image)
        return list(found.values())


def same_number(one, other):
    try:
        return float(one) == float(other)
    except ValueError:
        return False
