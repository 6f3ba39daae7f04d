# SPDX-License-Identifier: EUPL-1.2
"""YAML 1.1 with plain types only, within limits of size, depth and number; a reference counts as often as it is used,
so that a small file with references to references does not become a large one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from stelsel.kernel.documents._refusals import place, refused


@dataclass(frozen=True)
class YamlLimits:
    """Bytes of the file; levels of lists and mappings; values, each counted as often as references repeat it."""

    size: int = 4_000_000
    depth: int = 50
    parts: int = 200_000


_LONGEST_NUMBER = 100
"""Letters; Python would compute for ever on a number of a million digits."""
_TAG = "tag:yaml.org,2002:"
_NUMBERS = {_TAG + name for name in ("int", "float", "timestamp")}
_TYPES = {
    yaml.ScalarNode: {_TAG + name for name in "null bool int float timestamp str merge value".split()},
    yaml.SequenceNode: {_TAG + "seq"},
    yaml.MappingNode: {_TAG + "map"},
}


def read_yaml(raw: bytes, file: str, limits: YamlLimits = YamlLimits()) -> Any:
    """The one document in a file: texts, numbers, dates, lists and mappings. BadInput with line and column for what is
    no YAML, has another type or a key twice, or is past a limit."""
    return _read(raw, file, limits, lambda root, loader: loader.construct_document(root))


class LinedMap(dict[str, Any]):
    """A mapping that knows on which line (from 1) it begins and each key stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines = line, dict[str, int]()


class LinedList(list[Any]):
    """A list that knows on which line (from 1) it begins and each item stands."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.lines = line, list[int]()


def read_yaml_lines(raw: bytes, file: str, limits: YamlLimits = YamlLimits()) -> Any:
    """As `read_yaml`, with lines: mappings are `LinedMap` (every key a text), lists are `LinedList`, and a number with
    a point is the exact `Decimal` of what is written, never a binary float. A reference (*name) shares its value."""
    return _read(raw, file, limits, lambda root, loader: _lined(root, file, loader, {}))


def _read(raw: bytes, file: str, limits: YamlLimits, build: Callable[[Any, Any], Any]) -> Any:
    if len(raw) > limits.size:
        raise refused("too-large", file, limits.size)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused("not-utf8", place(file, raw[: error.start].count(10) + 1)) from None
    if "\0" in text:
        raise refused("not-utf8", place(file, text[: text.index("\0")].count("\n") + 1))
    try:
        _check_events(text, file, limits)
        loader = yaml.CSafeLoader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                return None
            _check_nodes(root, file, loader)
            return build(root, loader)
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        raise refused("malformed", _place(file, error), "YAML") from None
    except (ValueError, LookupError, AttributeError, OverflowError):  # a value that its type does not fit (!!bool x)
        raise refused("malformed", file, "YAML") from None


def _lined(node: Any, file: str, loader: Any, made: dict[int, Any]) -> Any:
    """The value of a node. `made` keeps collections by node, so that a reference costs nothing twice."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file, loader)
    if id(node) in made:
        return made[id(node)]
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        found = made[id(node)] = LinedList(line)
        for item in node.value:
            found.lines.append(item.start_mark.line + 1)
            found.append(_lined(item, file, loader, made))
        return found
    mapping = made[id(node)] = LinedMap(line)
    for key, value in node.value:
        if key.tag == _TAG + "merge":
            raise refused("yaml-tag", _mark(file, key.start_mark), "<<")
        if key.value in mapping:  # 1 and "1"
            raise refused("yaml-key", _mark(file, key.start_mark), key.value)
        mapping.lines[key.value] = key.start_mark.line + 1
        mapping[key.value] = _lined(value, file, loader, made)
    return mapping


def _scalar(node: Any, file: str, loader: Any) -> Any:
    if node.tag == _TAG + "str":
        return node.value
    if node.tag != _TAG + "float":
        return loader.construct_object(node)
    try:
        number = Decimal(node.value.replace("_", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not -_LONGEST_NUMBER < number.adjusted() < _LONGEST_NUMBER:
        raise refused("malformed", _mark(file, node.start_mark), "YAML")
    return number


def _check_events(text: str, file: str, limits: YamlLimits) -> None:
    """Refuses by the events, before anything is built (the C code recurses): depth, and the number of values when
    every reference is written out."""
    sizes: dict[str, int] = {}
    open_ones: list[tuple[str | None, int]] = []
    total = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        where = _mark(file, event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in sizes and any(name == event.anchor for name, _ in open_ones):
                raise refused("yaml-alias", where, event.anchor)
            total += sizes.get(event.anchor, 1)
        elif isinstance(event, yaml.ScalarEvent):
            total += 1
            if event.anchor:
                sizes[event.anchor] = 1
        elif isinstance(event, yaml.CollectionStartEvent):
            total += 1
            open_ones.append((event.anchor, total - 1))
            if event.anchor:
                sizes.pop(event.anchor, None)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = open_ones.pop()
            if anchor:
                sizes[anchor] = total - before
        if len(open_ones) > limits.depth:
            raise refused("too-deep", where, limits.depth)
        if total > limits.parts:
            raise refused("too-many", where, limits.parts)


def _check_nodes(root: Any, file: str, loader: Any) -> None:
    """Refuses by the nodes: types that are not plain, keys that are double, numbers without end."""
    for node in _each(root):
        _check_type(node, file)
        if isinstance(node, yaml.MappingNode):
            _check_keys(node, file, loader)


def _check_type(node: Any, file: str) -> None:
    where = _mark(file, node.start_mark)
    if node.tag not in _TYPES[type(node)]:
        raise refused("yaml-tag", where, node.tag)
    if node.tag in _NUMBERS and len(node.value) > _LONGEST_NUMBER:
        raise refused("malformed", where, "YAML")


def _check_keys(node: Any, file: str, loader: Any) -> None:
    seen = set()
    for key, _ in node.value:
        _check_type(key, file)
        where = _mark(file, key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            raise refused("malformed", where, "YAML")
        name = (key.tag, key.value if key.tag.endswith((":merge", ":value")) else loader.construct_object(key))
        if name in seen:
            raise refused("yaml-key", where, key.value)
        seen.add(name)


def _each(root: Any) -> Iterator[Any]:
    """Every node once."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += [one for pair in node.value for one in pair]


def _mark(file: str, mark: Any) -> str:
    return place(file, mark.line + 1, mark.column + 1) if mark else file


def _place(file: str, error: yaml.YAMLError) -> str:
    return _mark(file, getattr(error, "problem_mark", None))
