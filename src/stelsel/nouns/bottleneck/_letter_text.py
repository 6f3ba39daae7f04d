# SPDX-License-Identifier: EUPL-1.2
"""A letter of the board as plain text, to send on as it is."""

import textwrap
from collections.abc import Callable

from stelsel.kernel.text import Text
from stelsel.kernel.time import say_day, say_month
from stelsel.nouns.bottleneck._letter import Letter
from stelsel.nouns.bottleneck._words import LAYERS

WIDE = 78
"""Characters on a line, so that any mail program shows it as it was written."""
ALL = Text(nl="alle organisaties", en="all organisations")


def letter_title(one: Letter) -> Text:
    """For whom, and about which month."""
    month = Text(nl=say_month(one.first, "nl"), en=say_month(one.first, "en"))
    return _TITLE.fill(layer=LAYERS[one.layer] if one.layer else ALL, month=month)


def letter_counts(one: Letter) -> Text:
    """The letter in one sentence."""
    new, _, solved, prevented, waiting, late, _ = (len(part.lines) for part in one.parts)
    return _COUNTS.fill(new=new, solved=solved, prevented=prevented, waiting=waiting, late=late)


def letter_text(one: Letter, language: str, page: Callable[[str], str], board: str) -> str:
    """The letter in one language, of what everybody may read, for it is sent on. `page` gives the address of the page
    of a bottleneck, `board` that of the board."""
    one = one.for_all()
    title = letter_title(one).to(language)
    blocks = [title + "\n" + "=" * min(len(title), WIDE), _wrapped(letter_counts(one).to(language))]
    if any(line.sample for part in one.parts for line in part.lines):
        blocks.append(_wrapped(SAMPLES.to(language)))
    for part in one.parts:
        if not part.lines:
            continue
        heading = part.heading.to(language)
        blocks.append(heading + "\n" + "-" * min(len(heading), WIDE))
        for line in part.lines:
            said = _wrapped(f"  {line.said.to(language)}", "  ")
            blocks.append("\n".join((_wrapped(f"* {line.title}", "  "), said, f"  {page(line.id)}")))
    made = Text(nl=say_day(one.made, "nl"), en=say_day(one.made, "en"))
    blocks.append(_wrapped(_NOW.fill(made=made).to(language)))
    blocks.append(_JOIN.to(language) + "\n" + board)
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str, rest: str = "") -> str:
    first = rest if text.startswith(" ") else ""
    said = " ".join(text.split())
    return textwrap.fill(
        said, WIDE, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


_TITLE = Text(
    nl="Brief van het knelpuntenbord: {layer}, {month}", en="Letter of the board of bottlenecks: {layer}, {month}"
)
_COUNTS = Text(
    nl="Nieuw: {new}. Opgelost: {solved}. Herhaling voorkomen: {prevented}. Zoekt een eigenaar: {waiting}. Te laat: "
    "{late}.",
    en="New: {new}. Solved: {solved}. Recurrence prevented: {prevented}. Looking for an owner: {waiting}. Late: "
    "{late}.",
)
SAMPLES = Text(
    nl="Wat “(voorbeeld)” draagt, is verzonnen, met verzonnen dagen.",
    en="What carries “(voorbeeld)”, which is Dutch for example, is invented, with invented days.",
)
_NOW = Text(
    nl="Wat een eigenaar zoekt of te laat is, geldt voor de dag waarop deze brief is gemaakt: {made}.",
    en="What looks for an owner or is late holds for the day on which this letter was made: {made}.",
)
_JOIN = Text(nl="Heeft u dit ook? Sluit u aan:", en="Do you have this too? Join:")
