# SPDX-License-Identifier: EUPL-1.2
"""XML without DTD, entities or references to elsewhere, within limits of size, depth and number."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # only the types: defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from stelsel.kernel.documents._refusals import place, refused


@dataclass(frozen=True)
class XmlLimits:
    """Bytes of the file; levels of elements; elements, attributes and namespaces together."""

    size: int = 32_000_000
    depth: int = 100
    parts: int = 1_000_000


class _TooMuch(Exception):
    def __init__(self, code: str, most: int) -> None:
        super().__init__(code)
        self.code, self.most = code, most


class _Counting(TreeBuilder):
    """Builds the tree while it is small enough. Comments and processing instructions are left out."""

    def __init__(self, limits: XmlLimits) -> None:
        super().__init__()
        self._limits, self._depth, self._parts = limits, 0, 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        """One element more."""
        self._depth += 1
        self._parts += 1 + len(attrs)
        if self._depth > self._limits.depth:
            raise _TooMuch("too-deep", self._limits.depth)
        if self._parts > self._limits.parts:
            raise _TooMuch("too-many", self._limits.parts)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        """And it is closed."""
        self._depth -= 1
        return super().end(tag)


def read_xml(raw: bytes, file: str, limits: XmlLimits = XmlLimits()) -> Element:
    """The root element. BadInput with line and column for what is no XML, has a DTD, or is past a limit."""
    if len(raw) > limits.size:
        raise refused("too-large", file, limits.size)
    parser = DefusedXMLParser(target=_Counting(limits), forbid_dtd=True)
    try:
        parser.feed(raw)
        root: Element = parser.close()
    except ParseError as error:
        line, column = error.position
        raise refused("malformed", place(file, line, column + 1), "XML") from None
    except DefusedXmlException:
        raise refused("xml-dtd", _here(parser, file)) from None
    except _TooMuch as problem:
        raise refused(problem.code, _here(parser, file), problem.most) from None
    except (ValueError, LookupError):  # an encoding that nobody knows
        raise refused("malformed", _here(parser, file), "XML") from None
    return root


def _here(parser: Any, file: str) -> str:
    return place(file, parser.parser.CurrentLineNumber, parser.parser.CurrentColumnNumber + 1)
