"""Gives MySQLdb the function escape_string again: CellProfiler 4.2 calls it there, and mysqlclient 2 has it in _mysql alone.

    python3 complete-mysqldb.py

By the Python of the environment that is changed. A second run changes nothing.
"""

import py_compile

import MySQLdb

if not hasattr(MySQLdb, "escape_string"):
    with open(MySQLdb.__file__, "a", encoding="utf-8") as file:
        file.write("\n# CellProfiler 4.2 calls it here.\nfrom ._mysql import escape_string\n")
    py_compile.compile(MySQLdb.__file__, doraise=True)
