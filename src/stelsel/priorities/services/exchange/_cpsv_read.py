# SPDX-License-Identifier: EUPL-1.2
"""From Turtle or JSON-LD of CPSV-AP 3 to drafts; what is not understood is told, class by class and property by
property, so that nobody takes half a description for the whole."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import TOOI_PREFIX
from stelsel.kernel.kind import Kind
from stelsel.kernel.problem import BadInput
from stelsel.kernel.rdf import JSON_LD, TURTLE, Literal, Statement, Term, statements, unpacked
from stelsel.kernel.vocabulary import wire
from stelsel.priorities.services.exchange import upl
from stelsel.priorities.services.exchange._cpsv_json import with_context
from stelsel.priorities.services.exchange._cpsv_names import CLASSES, CURRENCY, LINKS, TEXTS, curie, iri
from stelsel.priorities.services.exchange._cpsv_problems import file_problem, refused
from stelsel.priorities.services.kinds import ACTS, ADDRESSEES, LAYERS, PUBLIC_SERVICE
from stelsel.priorities.services.part_kinds import CHANNEL, CHANNEL_TYPES, COST
from stelsel.priorities.services.sayings import TERMS

_BASE = "https://import.invalid/"
_TYPE = "rdf:type"
_SEEN = frozenset(
    "cv:Event cv:PublicOrganisation dct:Location skos:Concept eli:LegalResource cpsv:Rule dct:LinguisticSystem "
    "foaf:Document dcat:Dataset foaf:Agent org:Organization".split()
)
"""Classes that are read where another description leads to them."""
_ALWAYS = frozenset({_TYPE, "dct:identifier", "dct:title", "dct:description", "dct:isPartOf", "dct:spatial"})
_OWN = {
    "cpsv:PublicService": {"cv:hasCompetentAuthority", "dct:audience", "dct:type", "cv:thematicArea", "cpsv:follows",
                           "cv:hasLegalResource", "cv:processingTime"},
    "cv:Channel": {"dct:type", "cv:ownedBy", "cv:processingTime", "rdfs:seeAlso"},
    "cv:Evidence": {"foaf:page"},
    "cv:Cost": {"cv:hasValue", "cv:currency", "cv:isDefinedBy"},
}  # fmt: skip
_RULE = re.compile(r"([a-z0-9_]{1,120})(?: ([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_WEB = ("https://", "http://")
_ORDER = {"nl": 0, "en": 1}
"""The languages that come first."""
Node = dict[str, list[Term]]


def read(raw: bytes, file: str, day: date) -> Reading:
    """Drafts of every service, event, requirement, piece of evidence, channel and cost. BadInput for a file that is
    broken, too large or holds none of these; line 0, for RDF has no lines. `day` is that of the data."""
    plain = unpacked(raw, file)
    lost: Counter[str] = Counter()
    if plain.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        plain, lost = with_context(plain, file)
        found = _grouped(statements(plain, file, JSON_LD, _BASE))
    else:
        found = _grouped(statements(plain, file, TURTLE, _BASE))
    reader = _Reader(found, file, Source(f"CPSV-AP: {file}", day.isoformat()))
    for name, times in sorted(lost.items()):
        reader.tell("term", name, times)
    reader.all()
    if not reader.drafts and not reader.found_any:
        raise file_problem("no-cpsv", file)
    return Reading(tuple(reader.drafts), tuple(reader.refused))


def _grouped(some: Iterable[Statement]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for one in some:
        held = found.setdefault(one.subject, {}).setdefault(curie(one.predicate), [])
        if one.object not in held:
            held.append(one.object)
    return found


class _Reader:
    def __init__(self, nodes: dict[str, Node], file: str, source: Source) -> None:
        self.nodes, self.file, self.source = nodes, file, source
        self.drafts: list[Draft] = []
        self.refused: list[Refused] = []
        self.found_any = False
        self._locals: set[tuple[str, str]] = set()

    def tell(self, code: str, a: object, b: object = "", c: object = "") -> None:
        """One part that did not load."""
        self.refused.append(refused(self.file, code, a, b, c))

    def all(self) -> None:
        """Everything in the file."""
        for name, kind in CLASSES.items():
            of_class = [subject for subject in sorted(self.nodes) if iri(name) in self._iris(subject, _TYPE)]
            self.found_any |= bool(of_class)
            for subject in of_class:
                self._take(name, kind, subject)
            self._tell_properties(name, of_class)
        known = {iri(name) for name in (*CLASSES, *_SEEN)}
        other = Counter(one for subject in self.nodes for one in self._iris(subject, _TYPE))
        for address, times in sorted(other.items()):
            if address not in known:
                self.tell("class", curie(address), times)

    def _tell_properties(self, name: str, subjects: list[str]) -> None:
        known = _ALWAYS | _OWN.get(name, set()) | set(LINKS.get(name, {}))
        other = Counter(one for subject in subjects for one in self.nodes[subject] if one not in known)
        for one, times in sorted(other.items()):
            self.tell("property", one, name, times)

    def _take(self, name: str, kind: Kind[Any], subject: str) -> None:
        if subject.startswith("_:"):
            self.tell("no-iri", name)
            return
        identifier = next(iter(self._texts(subject, "dct:identifier")), "")
        titles = self._words(subject, "dct:title")
        needed = (("dct:identifier", identifier), ("dct:title", titles or kind in (CHANNEL, COST)))
        for missing in (one for one, there in needed if not there):
            self.tell("missing", subject, missing)
            return
        plain = {"identifier": identifier, **self._common(name, kind, subject)}
        if kind is PUBLIC_SERVICE:
            plain |= self._service(subject)
        self._keep(kind, subject, {key: value for key, value in plain.items() if value not in (None, "", [], {})})

    def _keep(self, kind: Kind[Any], subject: str, plain: dict[str, Any]) -> None:
        try:
            body = kind.convert({wire(key): value for key, value in plain.items()}).body
        except BadInput as problem:
            first = problem.findings[0]
            self.refused.append(Refused(self.file, 0, first.code, first.what))
            return
        local = hashlib.sha256(subject.encode()).hexdigest()[:20]
        if kind is PUBLIC_SERVICE and body.identifier.startswith(TERMS):
            local = upl.draft(body).local
        if (kind.name, local) in self._locals:
            self.tell("duplicate", subject)
            return
        self._locals.add((kind.name, local))
        about = getattr(body, "competent_authority", None) or subject
        self.drafts.append(Draft(kind, local, body, about, self.source))

    def _common(self, name: str, kind: Kind[Any], subject: str) -> dict[str, Any]:
        """What several classes have."""
        fields = set(kind.body.__struct_fields__)
        plain: dict[str, Any] = {field: self._words(subject, one) for one, field in TEXTS.items() if field in fields}
        for predicate, field in LINKS.get(name, {}).items():
            leads = self._leads(subject, predicate)
            plain[field] = leads[0] if leads and field == "channel" else leads
        plain["iri"] = subject
        if "processing_time" in fields:
            plain["processing_time"] = next(iter(self._texts(subject, "cv:processingTime")), None)
        if name == "cv:Channel":
            plain |= self._channel(subject)
        if name == "cv:Evidence":
            plain["link"] = next(iter(self._iris(subject, "foaf:page")), None)
        if name == "cv:Cost":
            plain |= self._cost(subject)
        return plain

    def _channel(self, subject: str) -> dict[str, Any]:
        codes = self._codes(subject, "dct:type", CHANNEL_TYPES)
        owners = [one for one in self._iris(subject, "cv:ownedBy") if one.startswith(TOOI_PREFIX)]
        return {
            "channel_type": codes[0] if codes else "other",
            "owner": owners[0] if owners else None,
            "link": next(iter(self._iris(subject, "rdfs:seeAlso")), None),
        }

    def _cost(self, subject: str) -> dict[str, Any]:
        amounts = self._texts(subject, "cv:hasValue")
        coins = self._iris(subject, "cv:currency")
        by = [one for one in self._iris(subject, "cv:isDefinedBy") if one.startswith(TOOI_PREFIX)]
        found: dict[str, Any] = {"defined_by": by[0] if by else None}
        if amounts and coins:
            coin = coins[0].removeprefix(CURRENCY).rpartition("-")[2]
            found["price"] = {wire("amount"): amounts[0], wire("currency"): coin}
        elif amounts:
            self.tell("value", subject, "cv:hasValue", amounts[0])
        return found

    def _service(self, subject: str) -> dict[str, Any]:
        titles = {one[wire("language")]: one[wire("text")] for one in self._words(subject, "dct:title")}
        tag = next((one for one in ("nl", "en") if one in titles), next(iter(titles), ""))
        if len(titles) > 1:
            self.tell("languages", subject, tag)
        identifier = next(iter(self._texts(subject, "dct:identifier")), "")
        themes = (self._texts(one, "skos:notation") for one in self._iris(subject, "cv:thematicArea"))
        return {
            "title": titles.get(tag),
            "addressee": self._codes(subject, "dct:audience", ADDRESSEES),
            "acts": self._codes(subject, "dct:type", ACTS),
            "thematic_areas": [one for some in themes for one in some],
            "legal_resources": list(self._laws(subject)),
            "rule": self._rule(subject),
            "iri": None if subject == identifier else subject,
            **self._competent(subject),
        }

    def _competent(self, subject: str) -> dict[str, Any]:
        found: dict[str, Any] = {"layers": []}
        for one in self._iris(subject, "cv:hasCompetentAuthority"):
            layer = one.rpartition("#bestuurslaag-")[2]
            if one.startswith(TOOI_PREFIX):
                found.setdefault("competent_authority", one)
            elif layer in LAYERS:
                found["layers"].append(layer)
            else:
                said = [literal.text for literal in self._literals(one, "skos:prefLabel")]
                self.tell("authority", subject, said[0] if said else one)
        return found

    def _laws(self, subject: str) -> Iterator[dict[str, str]]:
        for one in self._iris(subject, "cv:hasLegalResource"):
            said = [literal.text for literal in self._literals(one, "dct:title")] or [one]
            link = {wire("link"): one} if one.startswith(_WEB) and f"#{wire('laws')}-" not in one else {}
            yield {wire("title"): said[0], **link}

    def _rule(self, subject: str) -> dict[str, str] | None:
        for one in self._iris(subject, "cpsv:follows"):
            named = next(iter(self._texts(one, "dct:identifier")), "")
            match = _RULE.fullmatch(named)
            if match and _is_day(match[2]):
                return {wire("identifier"): match[1], **({wire("version"): match[2]} if match[2] else {})}
            self.tell("value", subject, "cpsv:follows", named or one)
        return None

    def _codes(self, subject: str, predicate: str, known: Iterable[str]) -> list[str]:
        """The codes of our own concepts; another concept is told."""
        found = []
        for one in self._iris(subject, predicate):
            code = next((code for code in known if one.endswith(f"-{code}") and "#" in one), "")
            if code:
                found.append(code)
            else:
                self.tell("value", subject, predicate, one)
        return found

    def _leads(self, subject: str, predicate: str) -> list[str]:
        some = self._iris(subject, predicate)
        for _ in (one for one in some if one.startswith("_:")):
            self.tell("link", subject, predicate)
        return [one for one in some if not one.startswith("_:")]

    def _iris(self, subject: str, predicate: str) -> list[str]:
        return [one for one in self.nodes.get(subject, {}).get(predicate, ()) if isinstance(one, str)]

    def _literals(self, subject: str, predicate: str) -> list[Literal]:
        return sorted(one for one in self.nodes.get(subject, {}).get(predicate, ()) if isinstance(one, Literal))

    def _texts(self, subject: str, predicate: str) -> list[str]:
        return [one.text for one in self._literals(subject, predicate)]

    def _words(self, subject: str, predicate: str) -> list[dict[str, str]]:
        return [
            {wire("language"): one.language or "und", wire("text"): one.text}
            for one in sorted(self._literals(subject, predicate), key=lambda one: _ORDER.get(one.language, len(_ORDER)))
        ]


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False
