# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the resilience room: Component and Dependency. The kind System stands in nouns."""

from typing import Annotated, Literal, get_args

from stelsel.kernel.ids import entry_id
from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.retention import UNDECIDED
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period

ComponentType = Literal[
    "application",
    "framework",
    "library",
    "container",
    "platform",
    "operating-system",
    "device",
    "device-driver",
    "firmware",
    "file",
    "machine-learning-model",
    "data",
    "cryptographic-asset",
    "service",
]
"""CycloneDX 1.6 component/type, and "service" for an entry of its list of services."""
TYPES: tuple[ComponentType, ...] = get_args(ComponentType)

Effect = Literal["stops", "degrades"]
"""What happens to the dependent when the other side is gone: it stops, or it goes on with hindrance."""


class Component(Body, frozen=True):
    """A part that systems are made of: software, a service, a device. The supplier is known by address, by name, or
    not (unknown). No person is named: only organisations supply."""

    name: str
    version: str | None = None
    component_type: Annotated[ComponentType | None, about(source="CycloneDX 1.6 components/type")] = None
    package_url: Annotated[str | None, about(source="Package URL (purl)")] = None
    supplier: Annotated[str | None, about(source="address of the supplier entry")] = None
    supplier_name: Annotated[str | None, about(source="CycloneDX 1.6 supplier/name, provider/name")] = None
    sample: bool = False


class Dependency(Body, frozen=True):
    """One thing depends on another; both are addresses of a system, a component or a supplier. `effect` None means
    that nobody said what happens, which is unknown and never harmless."""

    dependent: Annotated[str, about(source="CycloneDX 1.6 dependencies/ref")]
    depends_on: Annotated[str, about(source="CycloneDX 1.6 dependencies/dependsOn")]
    effect: Effect | None = None
    valid: Annotated[Period, about(unit="days")] = Period()
    sample: bool = False


def check_dependency(body: Dependency) -> list[Finding]:
    """An end that is no address of a system, component or supplier, and a thing that depends on itself."""
    found = [_end("afhankelijke", body.dependent), _end("afhankelijkVan", body.depends_on)]
    if body.dependent == body.depends_on:
        found.append(Finding("depends-on-itself", "afhankelijkVan", *_ITSELF))
    return [finding for finding in found if finding is not None]


def _end(where: str, address: str) -> Finding | None:
    try:
        known = entry_id(address, where).kind in ("system", "component", "supplier")
    except BadInput as problem:
        return problem.findings[0]
    return None if known else Finding("end-kind", where, *_END)


_END = (
    Text(
        nl="Dit is geen adres van een systeem, onderdeel of leverancier.",
        en="This is no address of a system, component or supplier.",
    ),
    Text(
        nl="Gebruik bijvoorbeeld uw-organisatie/system/zaaksysteem.",
        en="Use for instance your-body/system/case-system.",
    ),
)
_ITSELF = (
    Text(nl="Iets kan niet van zichzelf afhangen.", en="Nothing can depend on itself."),
    Text(
        nl="Noem het andere systeem, onderdeel of de leverancier.", en="Name the other system, component or supplier."
    ),
)


def component_label(body: Component) -> Text:
    """The name of a component with its version."""
    return same(f"{body.name} {body.version}" if body.version else body.name)


COMPONENT = Kind(
    name="component",
    major=1,
    body=Component,
    wire="onderdeel",
    wire_plural="onderdelen",
    title=Text(nl="Onderdeel", en="Component"),
    plural=Text(nl="Onderdelen", en="Components"),
    explain=Text(
        nl="Een onderdeel van systemen: software, een dienst of een apparaat, met zijn leverancier.",
        en="A part of systems: software, a service or a device, with its supplier.",
    ),
    room="resilience",
    label=component_label,
    retention=UNDECIDED,
    groups=(
        (Text(nl="Wat", en="What"), ("name", "version", "component_type", "package_url", "sample")),
        (Text(nl="Van wie", en="From whom"), ("supplier_name", "supplier")),
    ),
    search=("name", "package_url", "supplier_name"),
    facets=("component_type", "supplier_name"),
    audience="own",
    allowed=frozenset({"own", "gov"}),
)

DEPENDENCY = Kind(
    name="dependency",
    major=1,
    body=Dependency,
    wire="afhankelijkheid",
    wire_plural="afhankelijkheden",
    title=Text(nl="Afhankelijkheid", en="Dependency"),
    plural=Text(nl="Afhankelijkheden", en="Dependencies"),
    explain=Text(
        nl="Wat waarvan afhangt, en wat er gebeurt als dat wegvalt.",
        en="What depends on what, and what happens when that is gone.",
    ),
    room="resilience",
    label=lambda body: same(f"{_local(body.dependent)} → {_local(body.depends_on)}"),
    retention=UNDECIDED,
    groups=((Text(nl="Wat", en="What"), ("dependent", "depends_on", "effect", "valid", "sample")),),
    facets=("effect",),
    audience="own",
    allowed=frozenset({"own", "gov"}),
    check=check_dependency,
)


def _local(address: str) -> str:
    return address.rpartition("/")[2]


KINDS = (COMPONENT, DEPENDENCY)
