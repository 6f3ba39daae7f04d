# SPDX-License-Identifier: EUPL-1.2
"""The decision aid for the AI Act as BZK publishes it (MinBZK/ai-verordening-beslishulp, EUPL-1.2): its structure,
which becomes the rule file of this room, and its words, which become entries."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from stelsel.kernel.documents import YamlLimits, read_yaml
from stelsel.kernel.draft import Draft, Reading, Refused
from stelsel.kernel.entry import Source
from stelsel.kernel.ids import slug
from stelsel.kernel.problem import BadInput
from stelsel.priorities.ai.exchange._plain import plain
from stelsel.priorities.ai.exchange._problems import file_problem, row_words
from stelsel.priorities.ai.kinds import DECISION_AID_TEXT

FILE = "ai-act/decision-tree.yaml"
VERSIONS = ("1.0.0",)
SOURCE = Source("Beslishulp AI-verordening (BZK)", "2026-08-05", "https://github.com/MinBZK/ai-verordening-beslishulp")
LIMITS = YamlLimits(depth=32)
_HOSTS = ("eur-lex.europa.eu", "digitaleoverheid.nl", "minbzk.github.io", "rekenkamer.nl", "algorithmaudit.eu")
"""Where links may lead. Others name persons in their address and are left out."""
_ARTICLE = re.compile(r"^(?:Artikel|Bijlage)\s+([0-9]+|[IVX]+)\b")
_LITERAL = re.compile(r'(!?)(?:"([^"]+)" in labels|\("([^"]+)" in labels\))')
Clauses = list[list[str]]
"""All of these must hold; of each, at least one label is there, or is not there when it begins with !."""


class _Source(msgspec.Struct):
    source: str
    url: str | None = None


class _Redirect(msgspec.Struct, rename="camel"):
    condition: str = msgspec.field(name="if")
    next_question_id: str | None = None
    next_conclusion_id: str | None = None


class _Answer(msgspec.Struct, rename="camel"):
    answer: str
    labels: list[str] = []
    subresult: str | None = None
    next_question_id: str | None = None
    next_conclusion_id: str | None = None
    redirects: list[_Redirect] = []


class _Question(msgspec.Struct, rename="camel"):
    question_id: str
    question: str
    answers: list[_Answer]
    explanation: str | None = None
    sources: list[_Source] | None = None


class _Conclusion(msgspec.Struct, rename="camel"):
    conclusion_id: str
    conclusion: str
    obligation: str | None = None
    sources: list[_Source] | None = None


class Tree(msgspec.Struct):
    """The file as its schema has it."""

    version: str
    name: str
    questions: list[_Question]
    conclusions: list[_Conclusion]


def load(raw: bytes, file: str) -> Tree:
    """The tree in a YAML file. BadInput for another shape or an unknown version."""
    try:
        tree = msgspec.convert(read_yaml(raw, file, LIMITS), Tree)
    except msgspec.ValidationError as error:
        raise file_problem("malformed", f"{file} ({' '.join(str(error).split())})"[:200], "YAML") from None
    if tree.version not in VERSIONS:
        raise file_problem("version", file, tree.version, ", ".join(VERSIONS))
    return tree


def read(raw: bytes, file: str) -> Reading:
    """The words of every question and conclusion as entries."""
    tree = load(raw, file)
    drafts: list[Draft] = []
    refused: list[Refused] = []
    for place, fields in enumerate((*_question_texts(tree), *_conclusion_texts(tree)), start=1):
        kept = {name: value for name, value in fields.items() if value}
        try:
            body = DECISION_AID_TEXT.convert({"versie": tree.version, **kept}).body
        except BadInput as problem:
            refused.append(Refused(file, place, "field", row_words("field", fields["stap"], problem.findings[0].what)))
        else:
            drafts.append(Draft(DECISION_AID_TEXT, slug(f"beslishulp-{body.step}"), body, "", SOURCE))
    return Reading(tuple(drafts), tuple(refused))


def _question_texts(tree: Tree) -> Iterator[dict[str, Any]]:
    for one in tree.questions:
        yield {
            "stap": one.question_id,
            "tekst": plain(one.question),
            "uitleg": plain(one.explanation or ""),
            "antwoorden": [plain(answer.answer) for answer in one.answers],
            "koppelingen": _links(one.sources),
        }


def _conclusion_texts(tree: Tree) -> Iterator[dict[str, Any]]:
    for one in tree.conclusions:
        yield {
            "stap": one.conclusion_id,
            "tekst": plain(one.conclusion),
            "verplichting": plain(one.obligation or ""),
            "koppelingen": _links(one.sources),
        }


def _links(sources: Iterable[_Source] | None) -> list[dict[str, str]]:
    return [
        {"titel": one.source, **({"koppeling": one.url} if one.url else {})}
        for one in sources or ()
        if one.url is None or any(host in one.url for host in _HOSTS)
    ]


def structure(tree: Tree) -> dict[str, Any]:
    """The tree without words: ids, edges, conditions, labels and article numbers, which are facts."""
    return {
        "id": "nl-ai-act-decision-aid",
        "version": tree.version,
        "source": SOURCE.link,
        "day": SOURCE.day,
        "first": tree.questions[0].question_id,
        "questions": [
            {
                "id": one.question_id,
                "articles": _articles(one.sources),
                "answers": [{"labels": a.labels, "next": list(_edges(a))} for a in one.answers],
            }
            for one in tree.questions
        ],
        "conclusions": [{"id": one.conclusion_id, "articles": _articles(one.sources)} for one in tree.conclusions],
    }


def _edges(answer: _Answer) -> Iterator[dict[str, Any]]:
    for one in answer.redirects:
        yield {"to": _target(one.next_question_id, one.next_conclusion_id), "if": clauses(one.condition)}
    if not answer.redirects:
        yield {"to": _target(answer.next_question_id, answer.next_conclusion_id)}


def _target(question: str | None, conclusion: str | None) -> str:
    if (question is None) == (conclusion is None):
        raise file_problem("shape", FILE, "nextQuestionId, nextConclusionId")
    return question or conclusion or ""


def clauses(condition: str) -> Clauses:
    """A condition such as `("a" in labels || "b" in labels) && !("c" in labels)` as [["a", "b"], ["!c"]]. BadInput for
    one that is no and of ors."""
    found: Clauses = []
    parts = [part.strip() for part in condition.split("&&")]
    for part in parts:
        wrapped = part.startswith("(") and part.endswith(")")
        ors = [_LITERAL.fullmatch(one.strip()) for one in (part[1:-1] if wrapped else part).split("||")]
        literals = [f"{one[1]}{one[2] or one[3]}" for one in ors if one]
        if len(literals) < len(ors) or (len(ors) > 1 and len(parts) > 1 and not wrapped):
            raise file_problem("shape", FILE, condition)
        found.append(literals)
    return found


def _articles(sources: Iterable[_Source] | None) -> list[str]:
    """The articles and annexes of the AI Act that the sources name, in their order, each once: 4, 50, III."""
    matches = (_ARTICLE.match(one.source) for one in sources or () if "L_202401689" in (one.url or ""))
    return list(dict.fromkeys(_number(one) for one in matches if one))


def _number(found: re.Match[str]) -> str:
    """Annexes have Roman numbers; the source once writes Bijlage 1."""
    return "I" if found[0] == "Bijlage 1" else found[1]


def rule_file(found: dict[str, Any]) -> bytes:
    """The structure as the rule file of this room: one line for each question and conclusion."""
    head = {name: value for name, value in found.items() if not isinstance(value, list)}
    lines = [f" {_json(name)}: {_json(value)}," for name, value in head.items()]
    for name in ("questions", "conclusions"):
        rows = ",\n".join(f"  {_json(one)}" for one in found[name])
        lines.append(f" {_json(name)}: [\n{rows}\n ]" + ("," if name == "questions" else ""))
    return ("{\n" + "\n".join(lines) + "\n}\n").encode()


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
