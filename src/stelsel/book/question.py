# SPDX-License-Identifier: EUPL-1.2
"""A question, declared once: it appears in web, API and CLI with the same inputs, answer and reasons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from stelsel.book.answer import Answer
from stelsel.book.book import Book
from stelsel.book.permission import Operation
from stelsel.kernel.canonical import check_plain
from stelsel.kernel.form import from_form
from stelsel.kernel.kind import finding_of, findings_of
from stelsel.kernel.limits import value_findings
from stelsel.kernel.problem import BadInput, bad_input
from stelsel.kernel.text import Text
from stelsel.kernel.values import Value

I = TypeVar("I", bound=Value)  # noqa: E741


@dataclass
class Budget:
    """What a question may cost: seconds on the clock that is handed in, and rows read."""

    seconds: float
    rows: int
    clock: Callable[[], float]
    read: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._start = self.clock()

    def spend(self, rows: int) -> None:
        """Count rows; BadInput when time or rows run out, with the cure."""
        self.read += rows
        if self.read > self.rows or self.clock() - self._start > self.seconds:
            raise bad_input(
                "over-budget",
                "",
                Text(nl="Deze vraag kost te veel.", en="This question costs too much."),
                Text(nl="Maak de vraag smaller, met meer eisen.", en="Narrow the question with more requirements."),
            )


@dataclass(frozen=True, eq=False)
class Question(Generic[I]):
    """Its names, its inputs (a struct with wire names) and the pure function that answers it. `sentence` is how
    people ask it; `cost` is what asking it once takes of the asker's budget, in units of about 10 ms of a processor
    for a large case in the example country. `own_words`: it asks for somebody's own words, so a page sends them in no
    address. It needs no more than to see: what it answers comes from the book of its
    asker, and it never writes."""

    needs: ClassVar[Operation] = "see"
    name: str
    wire: str
    room: str
    sentence: Text
    explain: Text
    inputs: type[I]
    ask: Callable[[Book, I, Budget], Answer]
    check: Callable[[I], None] = lambda inputs: None
    example: Mapping[str, str] = field(default_factory=dict)
    cost: int = 5
    own_words: bool = False

    def __post_init__(self) -> None:
        assert self.cost >= 1, f"{self.name} costs nothing"

    def from_typed(self, typed: Mapping[str, Sequence[str]]) -> I:
        """Inputs from typed text (form, query string, command line). BadInput names the field and the cure."""
        return self.from_plain(from_form(self.inputs, typed))

    def from_plain(self, plain: Any) -> I:
        """Inputs from wire values (JSON). BadInput names every field that does not fit."""
        check_plain(plain, floats=True)
        try:
            inputs = msgspec.convert(plain, type=self.inputs)
        except msgspec.ValidationError as error:
            every = findings_of(self.inputs, plain, error) if isinstance(plain, Mapping) else (finding_of(error),)
            raise BadInput(*every) from None
        if findings := value_findings(inputs):
            raise BadInput(*findings)
        self.check(inputs)
        return inputs

    def answer(self, book: Book, inputs: I, budget: Budget) -> Answer:
        """The answer, with the position it holds for and what it cost."""
        found = self.ask(book, inputs, budget)
        plain = msgspec.to_builtins(inputs)
        return msgspec.structs.replace(
            found, question=self.wire, inputs=plain, position=book.position.hash, rows_read=budget.read
        )
