# SPDX-License-Identifier: EUPL-1.2
"""`stelsel ask QUESTION`: a command per question, with an option per input, all from the question itself."""

import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from stelsel.book.question import Budget, Question
from stelsel.faces.cli import say
from stelsel.faces.cli.ends import End, Finished
from stelsel.faces.cli.shared_options import As, Json, Lang, asker, language, open_node, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.form import FormField, form_fields

SECONDS, ROWS = 60.0, 50_000_000
"""What a question may cost on the command line."""


class Questions(TyperGroup):
    """The questions of the catalogue as commands, by Dutch and by English name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Dutch names."""
        return sorted(_catalogue())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a question."""
        known = _catalogue()
        english = {question.name: question for question in known.values()}
        question = known.get(cmd_name) or english.get(cmd_name)
        return None if question is None else command_of(question, cmd_name)


app = typer.Typer(help=spoken("Stel een vraag.", "Ask a question."), no_args_is_help=True, cls=Questions)


@app.callback()
def questions() -> None:
    """The group itself does nothing."""


def _catalogue() -> dict[str, Question[Any]]:
    from stelsel.catalogue import QUESTIONS

    return QUESTIONS


def command_of(question: Question[Any], name: str) -> Any:
    """The command that asks this question."""
    own = typer.Typer(add_completion=False)
    own.command(name, help=f"{question.sentence.to(language())} {question.explain.to(language())}")(_asking(question))
    return typer.main.get_command(own)


def _asking(question: Question[Any]) -> Callable[..., None]:
    fields = {f"field_{place}": field for place, field in enumerate(form_fields(question.inputs))}

    def ask(**given: Any) -> None:
        node = open_node()
        from stelsel.node import clock

        typed = {field.wire: given[key] for key, field in fields.items() if given[key]}
        inputs = question.from_typed(typed)
        book = node.book(asker(given["publisher"]))
        answer = question.answer(book, inputs, Budget(SECONDS, ROWS, clock.monotonic))
        if given["json"]:
            from stelsel.faces.api.answers import in_dutch

            say.as_json(in_dutch(answer))
        else:
            say.answer(answer)
        empty = answer.verdict == "list" and answer.tables and not answer.tables[0].rows
        if answer.verdict in ("no", "unknown") or empty:
            raise Finished(End.NO)

    shape = inspect.Parameter.KEYWORD_ONLY
    annotations: dict[str, Any] = {key: _option(field) for key, field in fields.items()}
    defaults: dict[str, Any] = dict.fromkeys(annotations)
    annotations |= {"publisher": As, "json": Json, "lang": Lang}
    defaults |= {"publisher": "", "json": False, "lang": ""}
    ask.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(key, shape, default=defaults[key], annotation=hint) for key, hint in annotations.items()]
    )
    ask.__annotations__ = annotations
    return needing(question.needs)(ask)


def _option(field: FormField) -> Any:
    shown = field.words.to(language()) + (f" ({field.unit})" if field.unit else "")
    if field.choices:
        shown += f": {', '.join(field.choices)}"
    if field.columns:
        shown += f": {' | '.join(field.columns)}"
    return Annotated[list[str] | None, typer.Option(*option_names(field), help=shown, metavar=field.type.upper())]


def option_names(field: FormField) -> tuple[str, ...]:
    """The names of an option: Dutch with hyphens and as on the wire, English with hyphens."""
    dutch = re.sub(r"(?<=[a-z0-9])([A-Z])", r"-\1", field.wire).replace(".", "-").lower()
    english = field.name.replace("_", "-").replace(".", "-")
    wire = field.wire.replace(".", "-")
    return tuple(dict.fromkeys(f"--{name}" for name in (dutch, wire, english)))
