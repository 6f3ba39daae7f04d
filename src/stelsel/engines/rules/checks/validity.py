# SPDX-License-Identifier: EUPL-1.2
"""Days that nothing covers and days that are covered twice: between the versions of a text, and of figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from stelsel.engines.rules.checks._found import Check, found
from stelsel.engines.rules.checks.references import roots
from stelsel.engines.rules.library import Library, Version
from stelsel.engines.rules.model import Param
from stelsel.engines.rules.parameters import Missing, Parameters
from stelsel.engines.rules.sample import inside
from stelsel.kernel.text import Text, same

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
"""The days for which the figures of a text are looked up."""
_DAY = timedelta(days=1)


def version_days(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Days between two versions of a text on which neither holds, and days on which both say they hold."""
    return tuple(
        one
        for series in library.series.values()
        for before, after in pairwise(series)
        for one in _between(before, after)
    )


def _between(before: Version, after: Version) -> Iterator[Check]:
    last, first = before.text.valid_to, after.text.valid_from
    if last is None:
        return
    if last + _DAY < first:
        said = _GAP.fill(start=last + _DAY, end=first - _DAY)
        yield found(after.text, 1, "version-gap", said, _GAP_CURE, "warning")
    elif last >= first:
        said = _BOTH.fill(start=first, end=last, other=same(before.text.file))
        yield found(after.text, 1, "version-overlap", said, _BOTH_CURE, "warning")


def figure_days(library: Library, figures: Parameters | None = None) -> tuple[Check, ...]:
    """Figures that a text asks on a day of its validity within `FIRST` to `LAST` and that are not there on that day;
    figures with two printed rows on one day; bands that leave an amount out or hold it twice."""
    if figures is None:
        return ()
    absent = (one for series in library.series.values() for one in _absent(series, figures))
    return (*absent, *_twice(figures))


def _absent(series: tuple[Version, ...], figures: Parameters) -> Iterator[Check]:
    for at, version in enumerate(series):
        ends = [version.text.valid_to] if version.text.valid_to else []
        ends += [series[at + 1].text.valid_from - _DAY] if at + 1 < len(series) else []
        first, last = max(version.text.valid_from, FIRST), min([*ends, LAST])
        told = set[tuple[str, str]]()
        for param in (one for scope in version.scopes for root in roots(scope) for one in inside(root)):
            if not isinstance(param, Param) or (param.bwb_id, param.name) in told:
                continue
            told.add((param.bwb_id, param.name))
            days = [day for day in _days(param, first, last) if not _there(figures, param, day)]
            if days:
                said = _NO_FIGURE.fill(name=param.name, days=_list(days))
                yield found(version.text, param.line, "figure-gap", said, _FIGURE_CURE, "warning")
            if param.at is not None and not days:
                yield from _bands(version, param, figures, last)


def _days(param: Param, first: date, last: date) -> Iterator[date]:
    """The days on which a figure is taken, for every day from `first` to `last`."""
    day = first.replace(day=1, month=1 if param.on == "year" else first.month)
    while day <= last:
        yield max(day, first) if param.on == "day" else day
        months = day.year * 12 + day.month - 1 + (12 if param.on == "year" else 1)
        day = date(months // 12, months % 12 + 1, 1)


def _there(figures: Parameters, param: Param, day: date) -> bool:
    if param.at is not None:
        return any(one.holds(day) for one in figures.versions(param.bwb_id, param.name))
    if isinstance(figures.on(param.bwb_id, param.name, day), Missing):
        return False
    month = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
    return param.on != "day" or not figures.gaps(param.bwb_id, param.name, day, month)


def _bands(version: Version, param: Param, figures: Parameters, day: date) -> Iterator[Check]:
    """Bands have to follow one another from 0 euro to without end."""
    bands = figures.bands(param.bwb_id, param.name, day)
    ends = [-1, *(high for _, high, _ in bands)]
    for (low, _, name), before in zip(bands, ends, strict=False):
        if before is None or low <= before:
            yield found(version.text, param.line, "band-overlap", _BAND_TWICE.fill(name=name, low=low), _BAND_CURE)
        elif low > before + 1:
            said = _BAND_GAP.fill(name=param.name, low=before + 1, high=low - 1)
            yield found(version.text, param.line, "band-gap", said, _BAND_CURE)
    if bands and bands[-1][1] is not None:
        said = _BAND_END.fill(name=param.name, low=bands[-1][1] + 1)
        yield found(version.text, param.line, "band-gap", said, _BAND_CURE)


def _twice(figures: Parameters) -> Iterator[Check]:
    for one, after in pairwise(figures.all()):
        if one.key == after.key and (one.valid_to is None or one.valid_to >= after.valid_from):
            where = f"{one.bwb_id or one.law} {one.name}"
            said = _TWO_ROWS.fill(name=one.name, day=after.valid_from)
            yield Check("rules-figure-overlap", where, said, _TWO_ROWS_CURE, one.law, "", 0, "fault")


def _list(days: list[date]) -> Text:
    shown = ", ".join(map(str, days[:4]))
    more = len(days) - 4
    return Text(nl=f"{shown} en {more} andere", en=f"{shown} and {more} others") if more > 0 else same(shown)


_GAP = Text(nl="Van {start} tot en met {end} geldt geen versie.", en="From {start} up to {end} no version holds.")
_GAP_CURE = Text(nl="Voeg de versie van die dagen toe, of zeg dat de regel toen niet bestond.",
                 en="Add the version of those days, or say that there was no rule then.")  # fmt: skip
_BOTH = Text(nl="Van {start} tot en met {end} zegt {other} ook dat het geldt.",
             en="From {start} up to {end} {other} says that it holds too.")  # fmt: skip
_BOTH_CURE = Text(
    nl="Laat de eerdere versie een dag voor de latere eindigen; nu gaat de latere voor.",
    en="Let the earlier version end a day before the later one; now the later one goes first.",
)
_NO_FIGURE = Text(nl="Het bedrag “{name}” is er niet op {days}.", en="The figure “{name}” is not there on {days}.")
_FIGURE_CURE = Text(nl="Voeg het met zijn bron toe; tot dan weigert de regel zo'n geval.",
                    en="Add it with its source; until then the rule refuses such a case.")  # fmt: skip
_BAND_TWICE = Text(nl="De schijf “{name}” heeft {low} euro, en een andere schijf ook.",
                   en="The band “{name}” has {low} euro, and another band too.")  # fmt: skip
_BAND_GAP = Text(nl="Geen schijf van “{name}” heeft {low} tot en met {high} euro.",
                 en="No band of “{name}” has {low} up to {high} euro.")  # fmt: skip
_BAND_END = Text(nl="Geen schijf van “{name}” heeft {low} euro en meer.",
                 en="No band of “{name}” has {low} euro and more.")  # fmt: skip
_BAND_CURE = Text(nl="Laat de schijven op elkaar aansluiten.", en="Let each band begin where the one before ends.")
_TWO_ROWS = Text(nl="“{name}” heeft twee regels voor {day}.", en="“{name}” has two rows for {day}.")
_TWO_ROWS_CURE = Text(nl="Laat één regel per dag over.", en="Leave one row for each day.")
