# SPDX-License-Identifier: EUPL-1.2
"""Questions and their answers: the same question as on the page and the command line, with Dutch names."""

from typing import Any

import msgspec

from stelsel.book.answer import Answer
from stelsel.book.question import Budget, Question
from stelsel.catalogue import QUESTIONS
from stelsel.faces.api.entries import ref
from stelsel.faces.api.operation import Call, Operation, read_body, refuse_unknown
from stelsel.faces.api.problems import in_query
from stelsel.faces.api.query import form_params, typed
from stelsel.faces.api.shapes import BASE, Vraag, Vragen
from stelsel.kernel.problem import BadInput
from stelsel.kernel.text import Text
from stelsel.kernel.vocabulary import wire
from stelsel.node import clock

SECONDS, ROWS = 10.0, 5_000_000
"""What one question may cost here."""


def operations() -> tuple[Operation, ...]:
    """The list of questions, and per question its answer: GET with typed inputs, POST with JSON."""
    found = [
        Operation("GET", "/vragen", "lijst-vragen", "Alle vragen", "vragen", questions, ref("Vragen"), needs="see")
    ]
    for question in QUESTIONS.values():
        path = f"/vragen/{question.wire}/antwoord"
        views = Asked(question)
        said = f"{question.sentence.nl} (invoer in het adres)"
        found.append(
            Operation(
                "GET",
                path,
                f"antwoord-{question.wire}",
                said,
                "vragen",
                views.get,
                ref("Antwoord"),
                form_params(question.inputs),
                open_query=True,
                needs=question.needs,
            )
        )
        found.append(
            Operation(
                "POST",
                path,
                f"vraag-{question.wire}",
                question.sentence.nl,
                "vragen",
                views.post,
                ref("Antwoord"),
                takes=ref(inputs_name(question)),
                needs=question.needs,
            )
        )
    return tuple(found)


def inputs_name(question: Question[Any]) -> str:
    """What the contract calls the inputs of a question: InvoerPassendCloudaanbod."""
    return "Invoer" + "".join(part.capitalize() for part in question.wire.split("-"))


def input_schemas() -> dict[str, Any]:
    """JSON Schemas of the inputs of every question."""
    found: dict[str, Any] = {}
    for question in QUESTIONS.values():
        _, parts = msgspec.json.schema_components([question.inputs], ref_template="#/components/schemas/{name}")
        own = parts.pop(question.inputs.__name__)
        found |= {**parts, inputs_name(question): own}
    return found


def questions(call: Call) -> Vragen:
    """Every question with the schema of its inputs."""
    return Vragen(questions=tuple(_vraag(question) for question in QUESTIONS.values()))


def _vraag(question: Question[Any]) -> Vraag:
    links = {"antwoord": f"{BASE}/vragen/{question.wire}/antwoord"}
    return Vraag(
        question=question.wire,
        sentence=question.sentence,
        explain=question.explain,
        inputs=msgspec.json.schema(question.inputs),
        links=links,
    )


class Asked:
    """The views of one question."""

    def __init__(self, question: Question[Any]) -> None:
        self.question = question

    def get(self, call: Call) -> Any:
        """The answer to typed inputs in the address."""
        try:
            return self._answer(call, self.question.from_typed(typed(call.request, self.question.inputs)))
        except BadInput as problem:
            raise in_query(*problem.findings) from None

    def post(self, call: Call) -> Any:
        """The answer to inputs as JSON. Nothing is stored; the answer is a resource made on request."""
        plain = read_body(call.request)
        refuse_unknown(plain, self.question.inputs.__struct_encode_fields__)
        return self._answer(call, self.question.from_plain(plain))

    def _answer(self, call: Call, inputs: Any) -> Any:
        answer = self.question.answer(call.book, inputs, Budget(SECONDS, ROWS, clock.monotonic))
        return in_dutch(answer)


def in_dutch(value: Any) -> Any:
    """Structs of an answer as plain values under Dutch names; texts keep nl and en, plain data stays as it is."""
    if isinstance(value, Text):
        return {"nl": value.nl, "en": value.en}
    if isinstance(value, msgspec.Struct) and type(value).__module__ == Answer.__module__:
        return {wire(name): in_dutch(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple | list):
        return [in_dutch(item) for item in value]
    return msgspec.to_builtins(value)


def answer_schemas() -> dict[str, Any]:
    """JSON Schemas of an answer and its parts under Dutch names."""
    (_,), parts = msgspec.json.schema_components([Answer], ref_template="#/components/schemas/{name}")
    return {_dutch_name(name): _renamed(part) for name, part in parts.items()}


_PARTS = {
    "Answer": "Antwoord",
    "Reason": "Reden",
    "Ref": "Verwijzing",
    "Unknown": "Onbekende",
    "Change": "Verandering",
    "Table": "Tabel",
    "Column": "Kolom",
    "Chart": "Grafiek",
    "Point": "Punt",
}
"""The parts of an answer and what the contract calls them."""


def _dutch_name(name: str) -> str:
    return _PARTS.get(name, name)


def _renamed(part: Any, properties: bool = False) -> Any:
    if isinstance(part, list):
        return [_renamed(item) for item in part]
    if not isinstance(part, dict):
        return part
    found: dict[str, Any] = {}
    for key, value in part.items():
        if key == "$ref":
            head, _, name = value.rpartition("/")
            found[key] = f"{head}/{_dutch_name(name)}"
        elif key == "title":
            found[key] = _dutch_name(value) if not properties else value
        elif key == "properties":
            found[key] = {_wire(name): _renamed(inner) for name, inner in value.items()}
        elif key == "required":
            found[key] = [_wire(name) for name in value]
        else:
            found[key] = _renamed(value)
    return found


def _wire(name: str) -> str:
    return name if name in ("nl", "en") else wire(name)
