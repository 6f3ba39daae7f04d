# SPDX-License-Identifier: EUPL-1.2
"""Small rule texts for tests, in the native format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import msgspec
import yaml

from stelsel.engines.rules import Facts, Library, Outcome, evaluate, read_rules
from stelsel.kernel.text import Text

DAY = date(2025, 6, 1)


def article(number: str = "1", **formal: Any) -> dict[str, Any]:
    """An article with a formal part; `execution` parts may be given at once."""
    execution = {
        key: formal.pop(key) for key in ("parameters", "input", "output", "actions", "produces") if key in formal
    }
    made = {"number": number, "text": f"Tekst van artikel {number}.", "url": f"https://example.nl/{number}"}
    return {**made, "machine_readable": {**formal, **({"execution": execution} if execution else {})}}


def law(name: str, *articles: dict[str, Any], **top: Any) -> dict[str, Any]:
    """A rule text as plain data."""
    fixed = {
        "$id": name,
        "name": name.replace("_", " ").capitalize(),
        "regulatory_layer": "WET",
        "url": "https://example.nl",
    }
    return {**fixed, "publication_date": "2020-01-01", "bwb_id": "BWBR0000001", "articles": list(articles), **top}


def raw(text: Mapping[str, Any]) -> bytes:
    """Its YAML."""
    written: str = yaml.safe_dump(dict(text), sort_keys=False, allow_unicode=True)
    return written.encode()


def library(*texts: Mapping[str, Any]) -> Library:
    """A library of texts given as data."""
    return Library(read_rules(raw(text), f"{text['$id']}-{at}.yaml") for at, text in enumerate(texts))


def fact(name: str, kind: str = "number", **spec: Any) -> dict[str, Any]:
    """An input that is a fact."""
    return {"name": name, "type": kind, "source": {}, **({"type_spec": spec} if spec else {})}


def asked(name: str, regulation: str | None, output: str, kind: str = "number", **parameters: str) -> dict[str, Any]:
    """An input that another rule gives."""
    source: dict[str, Any] = {"output": output, "parameters": {"bsn": "$bsn", **parameters}}
    return {"name": name, "type": kind, "source": {**source, **({"regulation": regulation} if regulation else {})}}


def one(expression: Any, *inputs: dict[str, Any], kind: str = "number", **formal: Any) -> Library:
    """A library of one text `wet` with one output `uit`."""
    output = [{"name": "uit", "type": kind}]
    return library(
        law(
            "wet",
            article(input=list(inputs), output=output, actions=[{"output": "uit", "value": expression}], **formal),
        )
    )


def value_of(expression: Any, **facts: Any) -> Any:
    """What an expression gives, with facts of any type."""
    inputs = [fact(name, _kind(value)) for name, value in facts.items()]
    return run(one(expression, *inputs), **facts).value


def run(lib: Library, rule: str = "wet", output: str = "uit", on: date = DAY, **facts: Any) -> Outcome:
    """The outcome of one output with facts of the applicant."""
    return evaluate(lib, rule, output, Facts({"personen": {"aanvrager": facts}}), on)


def _kind(value: Any) -> str:
    kinds = {bool: "boolean", int: "number", float: "number", str: "string", list: "array", dict: "object"}
    return kinds.get(type(value), "number")


def laws(shared_data: Path) -> Iterator[tuple[str, bytes]]:
    """The shared law files: name below the folder, and content."""
    folder = shared_data / "services"
    for path in sorted(folder.glob("law-*/**/*.yaml")):
        yield str(path.relative_to(folder)), path.read_bytes()


class Figure(msgspec.Struct, frozen=True):
    """A figure of a small table."""

    name: str
    exact: Fraction
    grade: str = "L"
    law: str = "Wet"
    article: str = "1"
    source: str = "wet"
    unit: str = "EUR"
    uncertain: tuple[str, ...] = ()


class Absent(msgspec.Struct, frozen=True):
    """A figure that is not there."""

    why: Text = Text(nl="Nog niet bekend.", en="Not known yet.")


class Table:
    """A small table of figures by name and year."""

    def __init__(self, *figures: tuple[int, Figure]) -> None:
        self.figures = {(year, one.name): one for year, one in figures}
        self.asked: list[tuple[str, str, date]] = []

    def on(self, bwb_id: str, name: str, day: date) -> Any:
        """The figure of the year of a day."""
        self.asked.append((bwb_id, name, day))
        return self.figures.get((day.year, name), Absent())
