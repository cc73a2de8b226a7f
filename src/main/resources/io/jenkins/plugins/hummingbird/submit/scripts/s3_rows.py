"""Changes single fields of CSV files and leaves all other bytes as they are; used by stage.py and unstage.py.
Python 3.6 or later and its standard library. All in bytes: the files are UTF-8, with errors or without.
"""
import os
import re
import tempfile

COMMA, TAB = b",", b"\t"
# with the delimiter or the line end behind it
FIELDS = {
    delimiter: re.compile(rb'("(?:[^"]|"")*"[^D\r\n]*|[^"D\r\n][^D\r\n]*|)(D|\r?\n|\r|$)'.replace(b"D", delimiter))
    for delimiter in (COMMA, TAB)}
LINE_END = re.compile(rb"[\r\n]*$")


def delimiter_of(header):
    """ExportToSpreadsheet knows these two."""
    return TAB if header.count(TAB) > header.count(COMMA) else COMMA


def records(file, delimiter=COMMA):
    """The records of a CSV file, each with its line end. A quoted field may have line ends in it."""
    for line in file:
        while b'"' in line and fields_of(line, delimiter) is None:
            more = []
            for next_line in file:
                more.append(next_line)
                if b'"' in next_line:
                    break
            if not more:
                break
            line += b"".join(more)
        yield line


def fields_of(record, delimiter=COMMA):
    """Returns the fields as they stand there, and the line end; None where a quote is not closed."""
    if b'"' not in record:
        end = LINE_END.search(record).group()
        return record[:len(record) - len(end)].split(delimiter), end
    field = FIELDS[delimiter]
    fields = []
    at = 0
    while True:
        found = field.match(record, at)
        if not found:
            return None
        fields.append(found.group(1))
        at = found.end()
        if found.group(2) != delimiter:
            return fields, found.group(2)


def text_of(field):
    """What a field says."""
    if not field.startswith(b'"'):
        return field
    end = field.rindex(b'"')
    return field[1:end].replace(b'""', b'"') + field[end + 1:]


def field_of(text, before, delimiter):
    """The field that says a text, quoted where it must be or the field before was."""
    if before.startswith(b'"') or any(one in text for one in (delimiter, b'"', b"\r", b"\n")):
        return b'"' + text.replace(b'"', b'""') + b'"'
    return text


def changed(record, change, delimiter=COMMA):
    """The record with other texts in some of its fields.

    change: is given the texts of all fields, and returns the new ones by their indexes
    """
    found = fields_of(record, delimiter)
    if found is None:  # the file ends within quotes
        return record
    fields, end = found
    new = change([text_of(field) for field in fields] if b'"' in record else fields)
    if not new:
        return record
    for at, text in new.items():
        fields[at] = field_of(text, fields[at], delimiter)
    return delimiter.join(fields) + end


def replace_file(path, write):
    """Replaces a file in one step by what write(in, out) makes of it; its mode stays. path: bytes"""
    handle, new = tempfile.mkstemp(prefix=b".", suffix=b".new", dir=os.path.dirname(path) or b".")
    try:
        with open(path, "rb") as source, os.fdopen(handle, "wb") as out:
            write(source, out)
            os.fchmod(out.fileno(), os.fstat(source.fileno()).st_mode & 0o7777)
        os.rename(new, path)
    except BaseException:
        os.unlink(new)
        raise
