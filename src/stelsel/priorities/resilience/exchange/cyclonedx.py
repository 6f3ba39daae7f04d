# SPDX-License-Identifier: EUPL-1.2
"""CycloneDX 1.2 to 1.7 in JSON: components, services and what uses what.

A supplier is the organisation under supplier, manufacturer or provider, else a publisher that surely is one. Authors
and contacts are people: they never become part of an entry, they are only counted. The file does not say what happens
when a component is gone, so every effect is unknown. `line` in a refusal is the place of the component or dependency in
the file, counted from 1.
"""

import hashlib
from collections import Counter
from datetime import date

import msgspec

from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import BadInput
from stelsel.priorities.resilience.exchange._problems import file_problem, refused
from stelsel.priorities.resilience.exchange._publishers import organisation_name
from stelsel.priorities.resilience.exchange._shapes import MAX_DEPTH, VERSIONS, Arrow, Bom, Organisation, Part
from stelsel.priorities.resilience.kinds import COMPONENT, DEPENDENCY, TYPES, Component, ComponentType, Dependency

MAX_BYTES = 128_000_000
"""Largest file in bytes."""


def read(raw: bytes, file: str, publisher: str, source: Source, max_bytes: int = MAX_BYTES) -> Reading:
    """Drafts that `publisher` records from a file. `source` names where the file comes from; its day is replaced by
    that of the file when the file gives one. BadInput for a file that is no CycloneDX JSON of a version we read."""
    if len(raw) > max_bytes:
        raise file_problem("too-large", file, max_bytes // 1_000_000)
    bom = _bom(raw, file)
    return _Reader(bom, raw, file, publisher, _dated(source, bom.metadata.timestamp or "")).read()


def _dated(source: Source, timestamp: str) -> Source:
    try:
        return Source(source.name, date.fromisoformat(timestamp[:10]).isoformat(), source.link)
    except ValueError:
        return source


def _bom(raw: bytes, file: str) -> Bom:
    try:
        text = raw.decode("utf-8-sig")
        bom = msgspec.json.decode(text, type=Bom)
    except UnicodeDecodeError as error:
        raise file_problem("not-utf8", file, error.start) from None
    except msgspec.ValidationError as error:
        raise file_problem("not-cyclonedx", f"{file}: {error}"[:200]) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise file_problem("malformed-json", file, error) from None
    if bom.bom_format != "CycloneDX":
        raise file_problem("not-cyclonedx", file)
    if bom.spec_version not in VERSIONS:
        raise file_problem("wrong-version", file, bom.spec_version, ", ".join(VERSIONS))
    return bom


class _Reader:
    def __init__(self, bom: Bom, raw: bytes, file: str, publisher: str, source: Source) -> None:
        self.bom, self.file, self.publisher, self.source = bom, file, publisher, source
        self.digest = bom.serial_number or hashlib.sha256(raw).hexdigest()
        self.drafts: dict[str, Draft] = {}
        self.local: dict[str, str] = {}
        self.refused: list[Refused] = []
        self.people: Counter[str] = Counter()
        self.key = ""
        self.place = 0

    def read(self) -> Reading:
        """Everything in the file: first what it describes, then its components and services, then what uses what."""
        meta = self.bom.metadata
        root = self._part(meta.component) if bytes(meta.component) else None
        self.key = slug(f"{root.name}-{root.version or ''}" if root else "bom")[:50] + "." + _short(self.digest)
        self._count_people("metadata/authors", len(meta.authors))
        for one in (meta.supplier, meta.manufacture, meta.manufacturer):
            self._contacts(one)
        if root is not None:
            self._take(root, "", 0)
        self._all(self.bom.components, "", 0)
        self._all(self.bom.services, "service", 0)
        if not self.drafts and not self.refused:
            self.refused.append(refused(self.file, 1, "no-components"))
        self._arrows()
        if self.people:
            fields = ", ".join(f"{field}: {count}" for field, count in sorted(self.people.items()))
            self.refused.append(refused(self.file, 1, "personal-data", sum(self.people.values()), fields))
        return Reading(tuple(self.drafts.values()), tuple(self.refused))

    def _all(self, raws: list[msgspec.Raw], kind: str, depth: int) -> None:
        for raw in raws:
            self.place += 1
            part = self._part(raw)
            if part is not None:
                self._take(part, kind, depth)

    def _part(self, raw: msgspec.Raw) -> Part | None:
        try:
            return msgspec.json.decode(raw, type=Part)
        except (msgspec.DecodeError, RecursionError) as error:
            self.refused.append(refused(self.file, self.place, "shape", error))
            return None

    def _take(self, part: Part, kind: str, depth: int) -> None:
        """One component with those inside it."""
        if depth >= MAX_DEPTH:
            self.refused.append(refused(self.file, self.place, "too-deep", MAX_DEPTH))
            return
        body = Component(
            name=f"{part.group}/{part.name}" if part.group else part.name,
            version=part.version or None,
            component_type=_type(kind or part.type),
            package_url=part.purl or None,
            supplier_name=self._supplier(part),
        )
        ref = part.ref or f"#{self.place}"
        local = f"{slug(part.name)[:40]}.{_short(f'{self.key} {part.ref or body.name} {body.version}')}"
        if ref in self.local:
            if self.drafts[self.local[ref]].body != body:
                self.refused.append(refused(self.file, self.place, "duplicate-ref", ref))
        elif self._put(Draft(COMPONENT, local, body, f"{self.publisher}/component/{local}", self.source)):
            self.local[ref] = local
        self._all(part.components, kind, depth + 1)
        self._all(part.services, "service", depth + 1)

    def _put(self, draft: Draft) -> bool:
        """Keep a draft that can be published; False with the reason otherwise."""
        try:
            draft.kind.encode(draft.body)
        except BadInput as problem:
            found = problem.findings[0]
            self.refused.append(Refused(self.file, self.place, found.code, found.what))
            return False
        if draft.local in self.drafts:
            self.refused.append(refused(self.file, self.place, "name-clash", draft.local))
            return False
        self.drafts[draft.local] = draft
        return True

    def _supplier(self, part: Part) -> str | None:
        for one in (part.supplier, part.manufacturer, part.provider):
            self._contacts(one)
        self._count_people("author", bool(part.author))
        self._count_people("authors", len(part.authors))
        names = [one.name for one in (part.supplier, part.manufacturer, part.provider) if one and one.name]
        publisher = organisation_name(part.publisher)
        self._count_people("publisher", bool(part.publisher and not publisher))
        return names[0] if names else publisher

    def _contacts(self, one: Organisation | None) -> None:
        self._count_people("contact", len(one.contact) if one else 0)

    def _count_people(self, field: str, count: int) -> None:
        if count:
            self.people[field] += count

    def _arrows(self) -> None:
        for place, raw in enumerate(self.bom.dependencies, 1):
            self.place = place
            try:
                arrow = msgspec.json.decode(raw, type=Arrow)
            except (msgspec.DecodeError, RecursionError) as error:
                self.refused.append(refused(self.file, place, "shape", error))
                continue
            for other in dict.fromkeys(arrow.depends_on):
                self._arrow(arrow.ref, other)

    def _arrow(self, ref: str, other: str) -> None:
        missing = next((end for end in (ref, other) if end not in self.local), None)
        if missing is not None:
            self.refused.append(refused(self.file, self.place, "unknown-ref", missing))
        elif ref == other:
            self.refused.append(refused(self.file, self.place, "depends-on-itself", ref))
        else:
            ends = [f"{self.publisher}/component/{self.local[end]}" for end in (ref, other)]
            local = f"{self.local[ref][:50]}.{_short(' '.join(ends))}"
            body = Dependency(dependent=ends[0], depends_on=ends[1])
            self._put(Draft(DEPENDENCY, local, body, f"{self.publisher}/dependency/{local}", self.source))


def _type(word: str | None) -> ComponentType | None:
    known: dict[str, ComponentType] = {name: name for name in TYPES}
    return known.get(word or "")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
