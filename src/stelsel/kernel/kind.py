# SPDX-License-Identifier: EUPL-1.2
"""A kind is one struct. From it come validation, JSON Schema, the plain form, the API resource, the command,
the search fields and the reference page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

import msgspec

from stelsel.kernel import personal_data
from stelsel.kernel.canonical import MAX_BYTES, canonical, check_plain, read_json, too_large
from stelsel.kernel.limits import value_findings
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.retention import Retention
from stelsel.kernel.text import Text
from stelsel.kernel.unknown import unknown_in, with_unknown
from stelsel.kernel.values import Value

AudienceName = Literal["own", "public", "gov"]
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


def about(unit: str = "", source: str = "", **limits: Any) -> msgspec.Meta:
    """What a field is: its unit, its source (standard and section), and limits such as ge=, le=, pattern=."""
    extra = {key: value for key, value in {"unit": unit, "source": source}.items() if value}
    return msgspec.Meta(extra_json_schema={"x-eenheid": unit} if unit else None, extra=extra, **limits)


class Body(Value, frozen=True):
    """Base of every entry body."""


B = TypeVar("B", bound=Body)
T = TypeVar("T")


@dataclass(frozen=True)
class Decoded(Generic[B]):
    """A body together with the fields this version of the code does not know, kept as they came: at the top and inside
    nested values; not inside the items of a list, which have no name to find them back by."""

    body: B
    unknown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Kind(Generic[B]):
    """One kind of entry. `wire` and `wire_plural` name the API resource in Dutch; `groups` order the fields on a page;
    `retention` says how long superseded or withdrawn content must be kept; `search` and `facets` are field names;
    `label` gives the title of one entry; `check` finds what types cannot; `fill` adds to wire values from outside what
    follows from the rest."""

    name: str
    major: int
    body: type[B]
    wire: str
    wire_plural: str
    title: Text
    plural: Text
    explain: Text
    room: str
    label: Callable[[B], Text]
    groups: tuple[tuple[Text, tuple[str, ...]], ...]
    retention: Retention
    search: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    audience: AudienceName = "public"
    allowed: frozenset[AudienceName] = frozenset({"own", "public", "gov"})
    decider: str = "publisher"
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)
    check: Callable[[B], Sequence[Finding]] = lambda body: ()
    fill: Upgrade = lambda plain: plain
    revised: Callable[[B, B], Sequence[Finding]] = lambda old, new: ()

    def __post_init__(self) -> None:
        assert self.audience in self.allowed, f"{self.name}: default audience is not allowed"
        names = set(self.body.__struct_fields__)
        used = {name for _, group in self.groups for name in group}
        assert used == names, f"{self.name}: groups and fields differ: {used ^ names}"
        assert names.issuperset(self.search + self.facets), f"{self.name}: unknown search or facet field"
        assert set(self.upgrades) == set(range(1, self.major)), f"{self.name}: every older major needs an upgrade"

    @property
    def type(self) -> str:
        """Name with major version, as it stands in an envelope: cloud-offer/1."""
        return f"{self.name}/{self.major}"

    def encode(self, body: B, unknown: Mapping[str, Any] | None = None) -> bytes:
        """Canonical payload bytes; fields we do not know are written back unchanged. The last gate before a log:
        BadInput for a body that could not be read back, that is too large or that holds personal data."""
        plain = with_unknown(msgspec.to_builtins(body), unknown or {}, body)
        payload = canonical(plain)
        if len(payload) > MAX_BYTES:
            raise too_large("", len(payload))
        self._checked(_typed(payload, self.body), plain)
        return payload

    def decode(self, payload: bytes, major: int | None = None) -> Decoded[B]:
        """Read a payload we wrote or verified, upgrading an older major first. BadInput when it does not fit, and for a
        major that this version does not know yet."""
        if major is None or major == self.major:
            body = _typed(payload, self.body)
            return Decoded(body, unknown_in(_typed(payload, dict[str, Any]), self.body))
        plain = self._upgraded(_typed(payload, dict[str, Any]), major)
        return Decoded(_converted(plain, self.body), unknown_in(plain, self.body))

    def decode_body(self, payload: bytes) -> B:
        """Only the body, for bulk reading of payloads of this major."""
        return _typed(payload, self.body)

    def convert(self, plain: Any, major: int | None = None) -> Decoded[B]:
        """Validate plain values from outside (wire names): meaning and personal data too. BadInput names every problem
        found; the first type that does not fit hides those after it."""
        if not isinstance(plain, dict):
            raise bad_input("not-an-object", "", *_WORDS["object"])
        check_plain(plain, floats=True)
        plain = self.fill(self._upgraded(plain, self.major if major is None else major))
        body = _converted(plain, self.body)
        self._checked(body, plain)
        return Decoded(body, unknown_in(plain, self.body))

    def read(self, raw: bytes) -> Decoded[B]:
        """Read and validate JSON from outside: size, depth, double keys, types, then meaning."""
        return self.convert(read_json(raw))

    def _upgraded(self, plain: dict[str, Any], major: int) -> dict[str, Any]:
        what = f"{self.name}/{major}"
        if not 1 <= major <= self.major:
            raise bad_input("unknown-major", "", *(text.fill(type=what) for text in _WORDS["major"]))
        try:
            for step in range(major, self.major):
                plain = self.upgrades[step](plain)
        except (LookupError, TypeError, ValueError, AttributeError):
            raise bad_input("upgrade", "", *(text.fill(type=what) for text in _WORDS["upgrade"])) from None
        return plain

    def _checked(self, body: B, plain: dict[str, Any]) -> None:
        findings = value_findings(body) or [*self.check(body), *personal_data.find(self._texts(body, plain))]
        if findings:
            raise BadInput(*findings)

    def _texts(self, body: B, plain: dict[str, Any]) -> dict[str, Any]:
        """What the lint reads: decimals stay numbers, for an amount of nine digits is no BSN."""
        known = msgspec.to_builtins(body, builtin_types=(Decimal,))
        return with_unknown(known, unknown_in(plain, self.body), body)

    @property
    def about_retention(self) -> dict[str, Any]:
        """The retention as a schema tells it."""
        return {"x-bewaartermijn": self.retention.plain()}

    def schema(self) -> dict[str, Any]:
        """JSON Schema 2020-12 of the body, with wire names, units and retention, open for fields we do not know."""
        (schema,), parts = msgspec.json.schema_components([self.body], ref_template="#/$defs/{name}")
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": parts,
            **schema,
            **self.about_retention,
        }


def _typed(payload: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(payload, type=shape)
    except msgspec.ValidationError as error:
        raise BadInput(finding_of(error)) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise bad_input("malformed-json", "", *_WORDS["json"]) from None


def _converted(plain: dict[str, Any], shape: type[B]) -> B:
    try:
        return msgspec.convert(plain, type=shape)
    except msgspec.ValidationError as error:
        raise BadInput(*findings_of(shape, plain, error)) from None


_WORDS = {
    "object": (
        Text(nl="De inhoud is geen object met velden.", en="The content is not an object with fields."),
        Text(nl="Stuur een JSON-object, {…}.", en="Send a JSON object, {…}."),
    ),
    "missing": (
        Text(nl="Dit verplichte veld ontbreekt.", en="This required field is missing."),
        Text(nl="Vul dit veld in.", en="Fill in this field."),
    ),
    "json": (
        Text(nl="Deze inhoud is niet te lezen.", en="This content cannot be read."),
        Text(nl="Haal de vermelding opnieuw op.", en="Fetch the entry again."),
    ),
    "major": (
        Text(nl="Deze versie van Stelsel kent {type} niet.", en="This version of Stelsel does not know {type}."),
        Text(nl="Werk de software bij.", en="Update the software."),
    ),
    "upgrade": (
        Text(nl="Deze inhoud is geen {type}.", en="This content is no {type}."),
        Text(nl="Verbeter de vermelding volgens de nieuwste versie.", en="Correct the entry to the newest version."),
    ),
}


_MISSING = re.compile(r"Object missing required field `(.+)`")


def finding_of(error: msgspec.ValidationError) -> Finding:
    """One finding with place and cure from a validation error."""
    message, _, path = str(error).partition(" - at `")
    where = path.rstrip("`").removeprefix("$").removeprefix(".")
    missing = _MISSING.fullmatch(message)
    if missing:
        whole = where if where.rpartition(".")[2] == missing[1] else f"{where}.{missing[1]}".removeprefix(".")
        return Finding("missing", whole, *_WORDS["missing"])
    return Finding(
        "field",
        where,
        _said(message),
        Text(nl="Pas de waarde aan en verstuur opnieuw.", en="Change the value and send it again."),
    )


def _said(message: str) -> Text:
    """What msgspec says, in words for people; a pattern is told by an example."""
    if "matching regex" in message:
        pattern = message.partition("matching regex ")[2].strip("'")
        form = _FORMS.get(pattern, Text(nl=f"de vorm {pattern}", en=f"the form {pattern}"))
        return Text(
            nl=f"Dit veld klopt niet: verwacht was {form.nl}.", en=f"This field does not fit: expected {form.en}."
        )
    return Text(nl=f"Dit veld klopt niet: {_dutch(message)}.", en=f"This field does not fit: {message}.")


_FORMS = {
    "^P(?!$)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?)?$(?![^P])": Text(
        nl="een duur als P56D (56 dagen) of P8W (8 weken)", en="a duration such as P56D (56 days) or P8W (8 weeks)"
    ),
    "^[A-Z]{2}$": Text(nl="twee hoofdletters, zoals NL", en="two capitals, such as NL"),
    "^[A-Z]{3}$": Text(nl="drie hoofdletters, zoals EUR", en="three capitals, such as EUR"),
    "^[0-9]{8}$": Text(nl="acht cijfers", en="eight digits"),
    "^[0-9]{9}$": Text(nl="negen cijfers", en="nine digits"),
    "^[0-9a-f]{64}$": Text(nl="een SHA-256 van 64 tekens (0-9, a-f)", en="a SHA-256 of 64 characters (0-9, a-f)"),
    "^[0-9I][0-9]{19}$": Text(nl="een OIN van twintig cijfers", en="an OIN of twenty digits"),
    r"^[a-z0-9][a-z0-9._-]{0,119}$": Text(
        nl="kleine letters, cijfers en . _ -, zonder spaties", en="lower-case letters, digits and . _ -, without spaces"
    ),
    r"^https?://[^\s]{3,490}$": Text(nl="een adres dat met https:// begint", en="an address that begins with https://"),
    r"^[12][0-9]{3}-(0[1-9]|1[0-2])$": Text(nl="een maand als 2026-11", en="a month such as 2026-11"),
}
"""A pattern in words."""


def findings_of(
    struct: type[msgspec.Struct], plain: Mapping[str, Any], first: msgspec.ValidationError
) -> tuple[Finding, ...]:
    """A finding for every field of the struct that does not fit; the `first` error alone when no field shows why."""
    found: list[Finding] = []
    for item in msgspec.structs.fields(struct):
        name = item.encode_name
        try:
            if name in plain:
                msgspec.convert({name: plain[name]}, type=msgspec.defstruct("_", [(name, item.type)]))
            elif item.required:
                raise msgspec.ValidationError(f"Object missing required field `{name}` - at `$.{name}`")
        except msgspec.ValidationError as error:
            found.append(finding_of(error))
    return tuple(found) or (finding_of(first),)


_DUTCH = (
    ("Expected `", "verwacht was `"),
    ("`, got `", "`, gekregen `"),
    (" of length ", " met lengte "),
    ("Invalid enum value", "dit is geen keuze uit de lijst:"),
    ("Invalid decimal string", "dit is geen getal"),
    ("Invalid RFC3339 encoded date", "dit is geen datum (jjjj-mm-dd)"),
    ("a share lies between 0 and 100 percent", "een aandeel ligt tussen 0 en 100 procent"),
    ("the first day of a period lies after its last day", "de eerste dag ligt na de laatste"),
    ("`object`", "`object met velden`"),
    ("`array`", "`lijst`"),
    ("`str`", "`tekst`"),
    ("`int`", "`geheel getal`"),
    ("`float`", "`gebroken getal`"),
    ("`decimal`", "`getal`"),
    ("`bool`", "`ja of nee`"),
    ("`date`", "`datum`"),
    ("`null`", "`niets`"),
)


def _dutch(message: str) -> str:
    for english, dutch in _DUTCH:
        message = message.replace(english, dutch)
    return message
