"""The tables of the whole that spreadsheets of groups make: their columns and types, and what one needs of another; used by
merge_tables.py. Python 3.6 or later, and its standard library.
"""
from merged_files import Columns
from merged_groups import INTEGER, TEXT, Wrong
from merged_kinds import Types
from merged_means import ParentMeans
from merged_rows import whole
from merged_sources import keys_of
from merged_spreadsheets import Metadata, Writer, rows_of

# tables whose rows are of no image set
WITHOUT_IMAGES = ("Experiment", "Relationships")
NUMBERS = {"Module Number", "First Image Number", "First Object Number", "Second Image Number", "Second Object Number"}


def check_numbers(parts):
    """Fails where two image sets would have one number."""
    owners = {}
    for part in parts:
        at = part.columns.index("ImageNumber")
        for row in rows_of(part):
            image = whole(row[at], "ImageNumber")
            owner = owners.setdefault(image + part.group.shift, part.group)
            if owner is not part.group:
                raise Wrong(
                    "image set %d of %s would have the number %d, which one of %s has already: it was not known how many image"
                    " sets the groups have. With skipDone: false they are counted"
                    % (image, part.group, image + part.group.shift, owner))


class Tables:
    """What the spreadsheets of the groups make."""

    def __init__(self, image_table, sources):
        self.image_table = image_table
        self.tables = list(sources.tables.values())
        self.types = {}
        self.images = next((table for table in self.tables if table.kind == "Image"), None)
        if self.images:
            check_numbers(self.images.merged_parts())
        images = self.types_of(self.images, None) if self.images else None
        for table in self.tables:
            if table.kind not in WITHOUT_IMAGES:
                self.types_of(table, images)
        self.means = ParentMeans(self.parents)

    def types_of(self, table, images):
        if table.name not in self.types:
            self.types[table.name] = Types(table.parts, keys_of, rows_of, self.image_table, images)
        return self.types[table.name]

    def parents(self, group, kind, name):
        """The parent image numbers of a kind of objects in a group by image number, or None."""
        for table in self.tables:
            for part in table.parts:
                if part.group is group and kind in table.kind.split("+"):
                    keys = keys_of(part)
                    key = (kind if part.objects else None, name)
                    if key in keys:
                        at, image_at = keys.index(key), part.columns.index("ImageNumber")
                        found = {}
                        for row in rows_of(part):
                            if row[at]:
                                found.setdefault(int(row[image_at]), []).append(float(row[at]))
                        return found
        return None

    def metadata(self, table):
        """The metadata for a table that has none, or None."""
        if not self.images or table.kind in WITHOUT_IMAGES + ("Image",):
            return None
        if any(name.startswith("Metadata_") for name in table.columns):
            return None
        names = [name for name in self.images.columns if name.startswith("Metadata_")]
        parts = {}
        for part in self.images.parts:
            parts.setdefault(part.group, []).append(part)
        return Metadata(parts, names, self.image_table) if names else None

    def columns(self, table, metadata=None):
        """What the file of a table has, with the metadata of its images where it is given."""
        if table.kind in WITHOUT_IMAGES:
            return Columns(table.columns, [INTEGER if name in NUMBERS else TEXT for name in table.columns])
        types = self.types[table.name].of
        kinds = [types[key] for key in keys_of(table)]
        names, objects = list(table.columns), table.objects and list(table.objects)
        if metadata:
            of_images = self.types[self.images.name].of
            names[2:2] = metadata.columns
            kinds[2:2] = [of_images[None, name] for name in metadata.columns]
            if objects:
                objects[2:2] = ["Image"] * len(metadata.columns)
        return Columns(names, kinds, objects)

    def write(self, table, path, metadata=None):
        """Returns the number of rows."""
        writer = Writer(table, self.types.get(table.name), self.image_table, self.means, metadata)
        writer.write(path)
        return writer.rows
