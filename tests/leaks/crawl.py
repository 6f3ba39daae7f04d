# SPDX-License-Identifier: EUPL-1.2
"""Every page, API call, file of a log and command, filled in with real entries and with what is hidden; and what came
back, made comparable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client

from stelsel.book.columns import columns
from stelsel.catalogue import EVERY_ROOM, KINDS, QUESTIONS
from stelsel.faces.api.contract import OPERATIONS
from stelsel.faces.cli.main import main
from stelsel.faces.inventory import pages
from stelsel.kernel.form import form_fields
from stelsel.kernel.ids import entry_id
from stelsel.kernel.vocabulary import wire
from stelsel.priorities.services.events import events, wire_of
from tests.faces.addresses import REST
from tests.faces.askers import HERE, THERE, Visitor
from tests.faces.private_things import NEVER, PrivateThings, parts

_TOKEN = re.compile(rb'(name="(?:csrfmiddlewaretoken|staat|sleutel)" value=")[A-Za-z0-9_-]{20,}')
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_LEFT_OUT = ("Set-Cookie", "Date", "Expires", "traceparent")
FILES = (
    "ontvangstbewijs.tlog-proof", "ontvangstbewijs.cose", "logboek.policy", "nieuwste.json", "receipt_verifier.py",
    "blad.json", "inhoud.json", "ijkpunt.txt",
)  # fmt: skip
RULES = (
    ("wet_op_de_zorgtoeslag", "zorgtoeslag_per_jaar"),
    ("participatiewet", "individuele_inkomenstoeslag"),
    ("er-niet", "iets"),
)
"""Rules and an outcome of each."""


@dataclass(frozen=True)
class Ask:
    """One request: in which face, the method, the address (or command line), and what is sent."""

    face: str
    method: str
    address: str
    body: str = ""

    @property
    def key(self) -> str:
        """How the request is named."""
        return f"{self.method} {self.address} {self.body}".strip()


@dataclass(frozen=True)
class Crawl:
    """What to ask: about these public entries, these hidden ones, and these words."""

    public: list[str]
    hidden: list[str]
    words: list[str]

    @property
    def entries(self) -> list[str]:
        """All of them."""
        return [*self.public, *self.hidden]

    def asks(self) -> list[Ask]:
        """Every request, each once."""
        return list(dict.fromkeys((*self._pages(), *self._api(), *self._probes())))

    def about(self, entry: str) -> list[Ask]:
        """Every request about one entry."""
        names = "/nl/vermelding/", "/nl/verbeteren/", "/nl/wissen/", "/nl/betwisten/", "/nl/beantwoorden/"
        pages = [Ask("pages", "GET", f"{name}{entry}") for name in names]
        publisher, name, local = entry.split("/")
        here = f"/api/v1/{KINDS[name].wire_plural}/{publisher}/{local}"
        calls = [Ask("api", "GET", address) for address in (here, f"{here}/historie", f"/api/v1/bewijzen/{entry}")]
        files = [Ask("pages", "GET", f"/nl/vermelding/{entry}/bewijs/own/{index}") for index in range(3)]
        return [*pages, *calls, *files, Ask("api", "POST", f"{here}/betwistingen", '{"watKloptNiet": "Fout."}')]

    def _pages(self) -> Iterator[Ask]:
        for one in pages():
            if one.name.startswith("/api") or "afmelden" in one.name:
                continue
            face = "log files" if one.name.startswith("/logboek") else "pages"
            for address in self._filled(one.name):
                yield Ask(face, "GET", address)
        yield from (Ask("pages", "GET", address) for address in self._queries())
        for address in ("/nl/", "/nl/zoeken", f"/nl/vermelding/{self.hidden[0]}", f"/logboek/{HERE}/own/checkpoint"):
            yield Ask("pages", "HEAD", address)

    def _filled(self, pattern: str) -> Iterator[str]:
        names = _PART.findall(pattern)
        for language in ("nl", "en") if len(names) == 1 and names == ["language"] else ("nl",):
            for filling in self._parts(pattern, names):
                given = {"language": language, **filling}
                yield _PART.sub(lambda found, given=given: given[found[1]], pattern).removesuffix("^")  # type: ignore[misc]

    def _parts(self, pattern: str, names: list[str]) -> Iterator[dict[str, str]]:
        """What fills the parts of a pattern; a pattern with others fails."""
        if "rest" in names:
            return self._log_parts()
        if "publisher" in names:
            return self._entry_parts(pattern, names)
        kinds = [kind.wire_plural for kind in KINDS.values()]
        wires = {"/vragen/": list(QUESTIONS), "/kamers/": [room.wire for room in EVERY_ROOM]}
        forms = [kind.wire for kind in KINDS.values()]
        values = {
            "wire": next((found for part, found in wires.items() if part in pattern), forms),
            "wire_plural": kinds,
            "gebeurtenis": [wire_of(code) for code in events()],
            "code": ["gm0344", "gm0363", "gm0599", "ws0155"],
        }
        if nothing := parts(pattern, NEVER):
            return iter([nothing])
        if "regel" in names:
            return iter([{"regel": rule, "uitkomst": output} for rule, output in RULES])
        name = next((one for one in names if one != "language"), "")
        assert not name or name in values, f"say how to fill {pattern}"
        return iter([{name: one} for one in values[name]] if name else [{}])

    def _log_parts(self) -> Iterator[dict[str, str]]:
        for publisher in (HERE, THERE, "importeur", "er-niet"):
            for audience in ("own", "gov", "public"):
                for rest in REST:
                    yield {"publisher": publisher, "audience": audience, "rest": rest}

    def _entry_parts(self, pattern: str, names: list[str]) -> Iterator[dict[str, str]]:
        few = (*self.public[:1], *self.hidden[:1])
        for entry in self.entries if "/attachment/" not in pattern else self._attachments():
            publisher, kind, local = entry.split("/")
            base = {"publisher": publisher, "kind": kind, "local": local, "vorm": "odrl"}
            audiences = ("own", "gov", "public") if entry in few else ("public",)
            files = FILES if entry in few else FILES[:1]
            if "audience" not in names:
                yield base
                continue
            for audience in audiences:
                for file in files if "file" in names else ("",):
                    yield {**base, "audience": audience, "index": "0", "file": file}

    def _attachments(self) -> list[str]:
        return [one for one in self.entries if entry_id(one).kind == "attachment"]

    def _queries(self) -> Iterator[str]:
        """Search, suggestions, facets, sorting, exports, the measures of the map."""
        for words in (*self.words, "", "gemeente", "wolk", "zwijg", "aanbod"):
            yield f"/nl/zoeken?{urlencode({'q': words})}"
            yield f"/nl/organisaties?{urlencode({'q': words})}"
            yield f"/nl/soorten/leveranciers?{urlencode({'q': words})}"
        for kind in KINDS.values():
            base = f"/nl/soorten/{kind.wire_plural}"
            yield from (f"{base}?uitvoer={form}" for form in ("csv", "ods", "turtle", "jsonld"))
            yield f"/nl/zoeken?{urlencode({'soort': kind.wire})}"
            yield from (f"{base}?{urlencode({'q': words})}" for words in self.words[:1])
            yield f"{base}?pagina=2"
            plain = [one for one in columns(kind) if one.name in kind.search][:1]
            yield from (f"{base}?sorteer=-{wire(one.name)}" for one in plain)
        yield from (f"/nl/?kaart={measure}" for measure in ("", "inwoners", "regelingen", "vermeldingen"))
        for question in QUESTIONS.values():
            texts = [one.wire for one in form_fields(question.inputs) if one.type == "text"]
            for value in (self.words[0], self.hidden[0]):
                yield from (
                    f"/nl/vragen/{question.wire}?{urlencode({**question.example, name: value})}" for name in texts[:2]
                )
        yield from (f"/nl/publiceren/bijlage?{urlencode({'bij': one})}" for one in self.hidden[:3])

    def _api(self) -> Iterator[Ask]:
        plurals = {kind.wire_plural: kind for kind in KINDS.values()}
        for one in OPERATIONS.values():
            if one.method != "GET":
                continue
            path = "/api/v1" + one.path
            kind = plurals.get(one.path.split("/")[1])
            if "{uitgever}" in path:
                for entry in self.entries:
                    publisher, name, local = entry.split("/")
                    if kind is None or kind.name == name:
                        yield Ask(
                            "api", "GET",
                            path.replace("{uitgever}", publisher).replace("{naam}", local).replace("{soort}", name),
                        )  # fmt: skip
            elif "{regel}" in path:
                yield from (Ask("api", "GET", path.replace("{regel}", rule)) for rule, _ in RULES)
            elif "{soort}" in path:
                yield from (Ask("api", "GET", path.replace("{soort}", name)) for name in KINDS)
            elif nothing := parts(path, NEVER):
                yield Ask("api", "GET", _filled_in(path, nothing))
            else:
                yield from (Ask("api", "GET", address) for address in self._api_queries(path, one.id))
        yield from (Ask("api", "GET", path) for path in ("/api/v1/openapi.json", "/api/v1/docs", "/api/v1/nergens"))

    def _api_queries(self, path: str, name: str) -> Iterator[str]:
        yield path
        if (
            name.startswith("lijst-")
            and path.count("/") == 3
            and path.endswith(tuple(k.wire_plural for k in KINDS.values()))
        ):
            yield f"{path}?pageSize=500"
            yield f"{path}?pageSize=10&page=2"
        if name == "zoek":
            for words in (*self.words, "gemeente", "zwijg"):
                yield f"{path}?{urlencode({'zoektekst': words})}"
        question = next((one for one in QUESTIONS.values() if name == f"antwoord-{one.wire}"), None)
        if question is not None and question.example:
            from stelsel.faces.api.query import camel

            yield f"{path}?{urlencode({camel(key): value for key, value in question.example.items()})}"

    def _probes(self) -> Iterator[Ask]:
        """Attempts at what is hidden: none of them may write anything."""
        for entry in self.hidden:
            publisher, name, local = entry.split("/")
            here = f"/api/v1/{KINDS[name].wire_plural}/{publisher}/{local}"
            said = json.dumps({wire("what_is_wrong"): "Dit klopt niet."})
            yield Ask("api", "POST", f"{here}/betwistingen", said)
            for path, body in (("correcties", {"inhoud": {}}), ("intrekkingen", {}), ("wissingen", {})):
                yield Ask("api", "POST", f"{here}/{path}", json.dumps({**body, "toelichting": "Weg."}))
        for page in ("betwisten", "verbeteren", "intrekken", "wissen", "beantwoorden"):
            yield from (Ask("pages", "POST", f"/nl/{page}/{entry}") for entry in self.hidden[:4])
        local = entry_id(next(one for one in self.hidden if "/supplier/" in one)).local
        form = {"naam": "Iets", "stelsel-uitgever": THERE, "stelsel-kring": "public", "stelsel-naam": local}
        yield Ask("pages", "POST", "/nl/publiceren/leverancier", urlencode(form))

    def commands(self) -> list[list[str]]:
        """Every reading command, as anybody would give it."""
        entries = [*self.public[:3], *self.hidden]
        found = [[name, entry, *more] for entry in entries for name, more in (("show", ["--history", "--json"]),)]
        found += [["receipt", "get", entry] for entry in entries]
        found += [["receipt", "newest", entry] for entry in entries]
        found += [
            ["receipt", "listing", f"{HERE}/supplier/", "--audience", audience] for audience in ("own", "gov", "public")
        ]
        found += [["export", kind, "--format", shape] for kind in KINDS for shape in ("json", "csv", "jsonl")]
        found += [["search", words, "--json"] for words in (*self.words, "gemeente")]
        for question in QUESTIONS.values():
            options = [part for name, value in question.example.items() for part in _option(question, name, value)]
            found.append(["ask", question.wire, *options, "--json"])
        return found


def of_private(things: PrivateThings) -> list[Ask]:
    """Every request about a dossier, a task and background work; they may write nothing for who may not see them."""
    found = []
    for one in pages():
        if filling := things.fill(one.name):
            address = _PART.sub(lambda part, given={"language": "nl", **filling}: given[part[1]], one.name)  # type: ignore[misc]
            found += [Ask("pages", method, address) for method in ("GET", "POST")]
    for one in OPERATIONS.values():
        if filling := things.fill(one.path):
            body = "{}" if one.method == "POST" else ""
            found.append(Ask("api", one.method, _filled_in("/api/v1" + one.path, filling), body))
    return found


def _filled_in(path: str, filling: dict[str, str]) -> str:
    for part, value in filling.items():
        path = path.replace(f"{{{part}}}", value)
    return path


def _option(question: object, name: str, value: str) -> list[str]:
    from stelsel.faces.cli.ask import option_names

    field = next(one for one in form_fields(question.inputs) if one.wire == name)  # type: ignore[attr-defined]
    return [f"{option_names(field)[0]}={value}"]


def few(asks: list[Ask], share: int) -> list[Ask]:
    """One in `share` of the requests that differ only in the entry, kind, words or number that they are about; of up to
    three of those all. Which ones differs from page to page, so that together they are about every entry and kind."""
    alike: dict[tuple[str, str, str, int], list[Ask]] = {}
    for one in asks:
        path, _, query = one.address.partition("?")
        names = "&".join(f"{name}={value if name == 'uitvoer' else ''}" for name, value in parse_qsl(query, True))
        parts = [_shape(part) for part in path.split("/")]
        alike.setdefault((one.face, one.method, f"{'/'.join(parts)}?{names}", len(one.body) > 0), []).append(one)
    kept = set()
    for at, found in enumerate(alike.values()):
        kept.update(found if len(found) <= 3 else found[at % share :: share])
    return [one for one in asks if one in kept]


@cache
def _shape(part: str) -> str:
    """A part of an address; * for what names an entry, a kind, a question or another of many."""
    kinds = {name for kind in KINDS.values() for name in (kind.name, kind.wire, kind.wire_plural)}
    publishers = {HERE, THERE, "importeur", "gemeente-voorbeeldstad"}
    return "*" if part in kinds | publishers | set(QUESTIONS) or re.search(r"\d|-.*-|^verborgen", part) else part


Snapshot = dict[str, bytes]
"""Request -> its whole answer."""


def ask(visitor: Visitor, asks: list[Ask]) -> tuple[Snapshot, dict[str, str]]:
    """What this visitor gets back, and the ETags among it. Pages by session, API and log files by account; log files
    also by session, where it must not count."""
    client, bare = visitor.client(), Client()
    found, tags = {}, {}
    for one in asks:
        page = one.face == "pages"
        response = _sent(client if page else bare, one, {} if page else visitor.headers)
        found[one.key] = normal(response)
        if tag := response.headers.get("ETag"):  # type: ignore[attr-defined]
            tags[one.key] = tag
    return found, tags


def _sent(client: Client, one: Ask, headers: dict[str, str]) -> object:
    kind = "application/json" if one.face == "api" else "application/x-www-form-urlencoded"
    if one.method == "POST":
        return client.generic("POST", one.address, one.body.encode(), content_type=kind, headers=headers)
    return client.generic(one.method, one.address, headers=headers)


def again(visitor: Visitor, client: Client, one: Ask, tag: str) -> bytes:
    """The same request to the API, saying that one has the answer with this ETag already."""
    headers = {"If-None-Match": tag, **visitor.headers}
    return normal(client.generic(one.method, one.address, headers=headers))


def normal(response: object) -> bytes:
    """Status, headers and body as bytes; the token, key and sealed state of a form, cookies and the trace, left out."""
    body = response.getvalue() if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]
    headers = sorted((name, value) for name, value in response.items() if name not in _LEFT_OUT)  # type: ignore[attr-defined]
    head = f"{response.status_code}\n{headers}\n".encode()  # type: ignore[attr-defined]
    return head + _TOKEN.sub(rb"\1", body)


def run(lines: list[list[str]], publisher: str, capsys: pytest.CaptureFixture[str]) -> Snapshot:
    """What each command says, on both streams, with its exit code; with the eyes of a publisher where one is named."""
    found = {}
    for line in lines:
        capsys.readouterr()
        code = main([*line, *(["--as", publisher] if publisher else [])])
        said = capsys.readouterr()
        found[" ".join(line)] = f"{code}\n{said.out}\n{said.err}".encode()
    return found
