# SPDX-License-Identifier: EUPL-1.2
"""A kind is one struct. From it come validation, JSON Schema, the plain form, the API resource, the command,
the search fields and the reference page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

import msgspec

from stelsel.kernel.canonical import canonical, read_json
from stelsel.kernel.problem import BadInput, Finding, bad_input
from stelsel.kernel.text import Text
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


@dataclass(frozen=True)
class Decoded(Generic[B]):
    """A body together with the fields this version of the code does not know, kept as they came."""

    body: B
    unknown: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Kind(Generic[B]):
    """One kind of entry. `wire` and `wire_plural` name the API resource in Dutch; `groups` order the fields on a page;
    `search` and `facets` are field names; `label` gives the title of one entry; `check` finds what types cannot."""

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
    search: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    audience: AudienceName = "public"
    allowed: frozenset[AudienceName] = frozenset({"own", "public", "gov"})
    decider: str = "publisher"
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)
    check: Callable[[B], Sequence[Finding]] = lambda body: ()

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
        """Canonical payload bytes; fields we do not know are written back unchanged."""
        return canonical({**(unknown or {}), **msgspec.to_builtins(body)})

    def decode(self, payload: bytes, major: int | None = None) -> Decoded[B]:
        """Read a payload we wrote or verified, upgrading an older major first. BadInput when it does not fit."""
        if (major or self.major) == self.major:
            try:
                body = msgspec.json.decode(payload, type=self.body)
            except msgspec.ValidationError as error:
                raise BadInput(finding_of(error)) from None
            return Decoded(body, self._unknown(msgspec.json.decode(payload)))
        return self.convert(msgspec.json.decode(payload), major)

    def decode_body(self, payload: bytes) -> B:
        """Only the body, for bulk reading of payloads of this major."""
        return msgspec.json.decode(payload, type=self.body)

    def convert(self, plain: Any, major: int | None = None) -> Decoded[B]:
        """Validate plain values from outside (wire names). BadInput with one finding per problem found."""
        if not isinstance(plain, dict):
            raise bad_input("not-an-object", "", *_WORDS["object"])
        for step in range(major or self.major, self.major):
            plain = self.upgrades[step](plain)
        try:
            body = msgspec.convert(plain, type=self.body)
        except msgspec.ValidationError as error:
            raise BadInput(*findings_of(self.body, plain, error)) from None
        findings = self.check(body)
        if findings:
            raise BadInput(*findings)
        return Decoded(body, self._unknown(plain))

    def read(self, raw: bytes) -> Decoded[B]:
        """Read and validate JSON from outside: size, depth, double keys, types, then meaning."""
        return self.convert(read_json(raw))

    def schema(self) -> dict[str, Any]:
        """JSON Schema 2020-12 of the body, with wire names, units and open for fields we do not know."""
        (schema,), parts = msgspec.json.schema_components([self.body], ref_template="#/$defs/{name}")
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": parts, **schema}

    def _unknown(self, plain: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in plain.items() if key not in self.body.__struct_encode_fields__}


_WORDS = {
    "object": (
        Text(nl="De inhoud is geen object met velden.", en="The content is not an object with fields."),
        Text(nl="Stuur een JSON-object, {…}.", en="Send a JSON object, {…}."),
    ),
}


def finding_of(error: msgspec.ValidationError) -> Finding:
    """One finding with place and cure from a validation error."""
    message, _, path = str(error).partition(" - at `")
    where = path.rstrip("`").removeprefix("$").removeprefix(".")
    return Finding(
        "field",
        where,
        Text(nl=f"Dit veld klopt niet: {_dutch(message)}.", en=f"This field does not fit: {message}."),
        Text(nl="Pas de waarde aan en verstuur opnieuw.", en="Change the value and send it again."),
    )


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
    ("Object missing required field", "het verplichte veld ontbreekt:"),
    ("Expected `", "verwacht was `"),
    ("`, got `", "`, gekregen `"),
    ("Invalid enum value", "dit is geen keuze uit de lijst:"),
    ("matching regex", "volgens het patroon"),
    ("Invalid decimal string", "dit is geen getal"),
    ("Invalid RFC3339 encoded date", "dit is geen datum (jjjj-mm-dd)"),
)


def _dutch(message: str) -> str:
    for english, dutch in _DUTCH:
        message = message.replace(english, dutch)
    return message
