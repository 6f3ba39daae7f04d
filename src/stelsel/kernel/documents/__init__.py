# SPDX-License-Identifier: EUPL-1.2
"""Files that others made, read without trusting them, and files for others, written so that nothing runs in them.

Pure: bytes to data and back. A file that is refused is BadInput with the place (file, line and column where there are)
and what to do; a reader never uses more memory than its limits say.
"""

from stelsel.kernel.documents._csv import lines, neutral, plain, table, written
from stelsel.kernel.documents._ods import spreadsheet
from stelsel.kernel.documents._xml import XmlLimits, read_xml
from stelsel.kernel.documents._yaml import LinedList, LinedMap, YamlLimits, read_yaml, read_yaml_lines
from stelsel.kernel.documents._zip import Packed, ZipLimits, is_zip, unzip

__all__ = [
    "LinedList",
    "LinedMap",
    "Packed",
    "XmlLimits",
    "YamlLimits",
    "ZipLimits",
    "is_zip",
    "lines",
    "neutral",
    "plain",
    "read_xml",
    "read_yaml",
    "read_yaml_lines",
    "spreadsheet",
    "table",
    "unzip",
    "written",
]
