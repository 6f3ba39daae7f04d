# SPDX-License-Identifier: EUPL-1.2
"""Query parameters: declared once, read strictly. What is not declared is refused, and all errors are told together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpRequest

from stelsel.faces.api.problems import in_query
from stelsel.kernel.form import FormField, form_fields
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.kernel.time import day

ParamType = Literal["text", "integer", "date", "boolean", "choice", "texts"]


@dataclass(frozen=True)
class Param:
    """One query parameter: its camelCase name, its type, what it means (Dutch), and its bounds or choices."""

    name: str
    type: ParamType
    about: str
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    default: Any = None
    required: bool = False

    def document(self) -> dict[str, Any]:
        """The parameter in an OpenAPI document."""
        schema: dict[str, Any] = {"type": "string"}
        if self.type == "integer":
            schema = {"type": "integer", "minimum": self.least, "maximum": self.most, "default": self.default}
        elif self.type == "date":
            schema = {"type": "string", "format": "date"}
        elif self.type == "boolean":
            schema = {"type": "boolean"}
        elif self.type == "choice":
            schema = {"type": "string", "enum": list(self.choices)}
        elif self.type == "texts":
            schema = {"type": "array", "items": {"type": "string"}}
        return {
            "in": "query",
            "name": self.name,
            "required": self.required,
            "schema": schema,
            "description": self.about,
        }


PAGE = Param("page", "integer", "Bladzijde, te beginnen bij 1.", least=1, most=1_000_000, default=1)
PAGE_SIZE = Param("pageSize", "integer", "Aantal vermeldingen per bladzijde.", least=1, most=500, default=50)


def read_query(request: HttpRequest, params: Sequence[Param]) -> dict[str, Any]:
    """The values by name; missing ones get their default. BadInput names every parameter that does not fit."""
    known = {param.name: param for param in params}
    findings = [_unknown(name, known) for name in request.GET if name not in known]
    values: dict[str, Any] = {}
    for name, param in known.items():
        given = request.GET.getlist(name)
        try:
            values[name] = _read(param, given)
        except BadInput as problem:
            findings += problem.findings
    if findings:
        raise in_query(*findings)
    return values


def _read(param: Param, given: list[str]) -> Any:
    if not given:
        if param.required:
            raise _wrong(param, "", "")
        return [] if param.type == "texts" else param.default
    if param.type == "texts":
        return given
    if len(given) > 1:
        raise _wrong(param, given[1], "één keer")
    text = given[0]
    if param.type == "integer":
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and param.least <= int(text) <= param.most):
            raise _wrong(param, text, f"{param.least}–{param.most}")
        return int(text)
    if param.type == "date":
        return day(text, param.name)
    if param.type == "boolean":
        if text not in ("true", "false"):
            raise _wrong(param, text, "true, false")
        return text == "true"
    if param.type == "choice" and text not in param.choices:
        raise _wrong(param, text, ", ".join(param.choices))
    return text


def _wrong(param: Param, text: str, wanted: str) -> BadInput:
    shown = text[:40]
    return BadInput(
        Finding(
            "query-value",
            param.name,
            Text(nl=f"“{shown}” past niet bij {param.name}.", en=f"“{shown}” does not fit {param.name}."),
            Text(nl=f"Geef een waarde uit: {wanted or 'tekst'}.", en=f"Give a value from: {wanted or 'text'}."),
        )
    )


def _unknown(name: str, known: Mapping[str, Param]) -> Finding:
    names = ", ".join(known) or "—"
    return Finding(
        "unknown-parameter",
        name[:80],
        Text(nl=f"De parameter “{name[:80]}” bestaat hier niet.", en=f"There is no parameter “{name[:80]}” here."),
        Text(nl=f"Wat wel kan: {names}.", en=f"What is possible: {names}."),
    )


def camel(dotted: str) -> str:
    """A dotted wire name as one camelCase query key: prijs.bedrag -> prijsBedrag."""
    first, *rest = dotted.split(".")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def form_params(struct: Any) -> tuple[Param, ...]:
    """The fields of a struct as query parameters; each is read as typed text by the form of the struct."""
    return tuple(_form_param(field) for field in form_fields(struct))


def _form_param(field: FormField) -> Param:
    about = field.words.nl + (f", in {field.unit}" if field.unit else "")
    if field.columns:
        about += f"; per waarde: {' | '.join(field.columns)}"
    kinds: dict[str, ParamType] = {"texts": "texts", "structs": "texts", "date": "date"}
    return Param(camel(field.wire), kinds.get(field.type, "text"), about + ".", required=field.required)


def typed(request: HttpRequest, struct: Any) -> dict[str, list[str]]:
    """Query values under the dotted wire names that the form of the struct knows. BadInput for unknown names."""
    fields = form_fields(struct)
    known = {camel(field.wire): field.wire for field in fields}
    params = {param.name: param for param in form_params(struct)}
    findings = [_unknown(name, params) for name in request.GET if name not in known]
    if findings:
        raise in_query(*findings)
    return {known[name]: request.GET.getlist(name) for name in request.GET}
