# SPDX-License-Identifier: EUPL-1.2
"""The words of the answer on sharing: what stops an act, what lets it through, and what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from stelsel.book.answer import Cell, Change, Column, Reason, Table, Unknown, Verdict, ref
from stelsel.kernel.text import Text, same
from stelsel.kernel.time import Period, say_day
from stelsel.kernel.vocabulary import words
from stelsel.nouns.agreement import AGREEMENT, STATES, AgreementStanding
from stelsel.priorities.data.questions._shared_act import Judged


def in_words(day: date) -> Text:
    """A day as people say it."""
    return Text(nl=say_day(day, "nl"), en=say_day(day, "en"))


def headline(verdict: Verdict, deciding: Sequence[AgreementStanding], names: Mapping[str, object]) -> Text:
    """The answer in one line; `names` are gives, gets and day."""
    if not deciding:
        return _NONE.fill(**names)
    first = deciding[0]
    said = _SAYS if first.in_force else _STANDS
    return said[verdict].fill(**names, title=first.body.title, state=STATES[first.state])


def judged_reasons(standing: AgreementStanding, judged: Judged) -> Iterator[Reason]:
    """What one agreement in force says of the act."""
    here, ruled = ref(standing.record), judged.ruled
    titles = {one.id: one.title for part in _parts(judged) for one in part}
    if judged.field_says in _FIELD:
        yield Reason(_FIELD[judged.field_says].fill(title=standing.body.title), here)
    every = ((_FORBIDS, ruled.prohibitions), (_DUTY, ruled.duties), (_LETS, ruled.permissions))
    for text, rules in every:
        for name in rules:
            said = f"{name} ({titles[name]})" if titles.get(name) else name
            yield Reason(text.fill(rule=said), here)
    if judged.rules.default == "permit" and ruled.allowed:
        yield Reason(_DEFAULT, here)
    if not ruled.permissions and judged.rules.default == "deny" and ruled.allowed is False:
        yield Reason(_NO_PERMISSION, here)
    if standing.body.sharing_purpose:
        yield Reason(_PURPOSE.fill(purpose=standing.body.sharing_purpose), here)


def _parts(judged: Judged) -> tuple[Sequence[Any], ...]:
    return judged.rules.permissions, judged.rules.prohibitions, judged.rules.duties


def standing_reasons(standing: AgreementStanding) -> Iterator[Reason]:
    """How one agreement stands, and why."""
    yield Reason(_STATE.fill(title=standing.body.title, state=STATES[standing.state]), ref(standing.record))
    yield from standing.reasons


def judged_unknowns(standing: AgreementStanding, judged: Judged) -> Iterator[Unknown]:
    """What was not said, or means nothing in this agreement, as far as the outcome rests on it."""
    title = standing.body.title
    if judged.unreadable:
        yield Unknown(_UNREADABLE.fill(title=title), ASK_PUBLISHER)
    strange = dict(judged.strange)
    for name in judged.ruled.missing if judged.ruled.allowed is None else ():
        if name in strange:
            yield Unknown(_STRANGE.fill(name=name, value=strange[name], title=title), _ASK_WORD)
        else:
            yield Unknown(_NOT_SAID.fill(name=name), _ASK_ATTRIBUTE.fill(name=name))
    if judged.base_missing and judged.ruled.allowed is None:
        yield Unknown(_BASE.fill(title=title, base=judged.base_missing), ASK_PUBLISHER)
    if judged.purpose_untold:
        yield Unknown(_PURPOSE_UNTOLD.fill(title=title), ASK_PUBLISHER)
    if judged.field_says == "unknown":
        yield Unknown(_FIELD_UNKNOWN.fill(title=title), ASK_PUBLISHER)


def judged_changes(standing: AgreementStanding, judged: Judged) -> Iterator[Change]:
    """What would let the act through under this agreement."""
    here = ref(standing.record)
    for name in judged.ruled.duties:
        yield Change(_MEET.fill(rule=name), THEN, here)
    for name in judged.ruled.prohibitions:
        yield Change(_AVOID.fill(rule=name), THEN, here)
    if judged.field_says == "not-agreed":
        yield Change(_ADD_FIELD.fill(title=standing.body.title), THEN, here)


def table(rows: Sequence[tuple[AgreementStanding, Verdict]]) -> Table:
    """Every agreement between the two, with how it stands."""
    columns = (
        Column("afspraak", AGREEMENT.title),
        Column("versie", words("version")),
        Column("toestand", Text(nl="Hoe het staat", en="How it stands")),
        Column("geldig", Text(nl="Geldig", en="Valid")),
        Column("antwoord", Text(nl="Laat dit toe", en="Lets this through")),
    )
    lines = tuple(
        (
            Cell(same(one.body.title or one.address), one.address, "sample" if one.body.sample else ""),
            same(one.body.version or "–"),
            STATES[one.state],
            _period(one.body.valid),
            Cell(_VERDICTS[verdict], badge="unknown" if verdict == "unknown" else ""),
        )
        for one, verdict in rows
    )
    return Table(_TABLE, columns, lines, len(lines))


def _period(valid: Period) -> Text:
    if valid.start and valid.end:
        return _FROM_TO.fill(start=in_words(valid.start), end=in_words(valid.end))
    if valid.start:
        return _FROM.fill(start=in_words(valid.start))
    return _TO.fill(end=in_words(valid.end)) if valid.end else _ALWAYS


def plain(standing: AgreementStanding, judged: Judged | None, verdict: Verdict) -> dict[str, Any]:
    """One agreement for machines."""
    told: dict[str, Any] = {"adres": standing.address, "toestand": standing.state, "oordeel": verdict}
    if standing.replaced_by:
        told["vervangenDoor"] = standing.replaced_by
    if judged:
        ruled = judged.ruled
        told |= {
            "veld": judged.field_says,
            "toestemmingen": list(ruled.permissions),
            "verboden": list(ruled.prohibitions),
            "plichten": list(ruled.duties),
            "ontbreekt": list(ruled.missing) if ruled.allowed is None else [],
        }
    return told


_SAYS: dict[Verdict, Text] = {
    "yes": Text(
        nl="“{title}” is op {day} van kracht tussen {gives} en {gets} en laat deze deling toe.",
        en="“{title}” is in force between {gives} and {gets} on {day} and lets this sharing through.",
    ),
    "no": Text(
        nl="“{title}” is van kracht tussen {gives} en {gets}, maar laat deze deling niet toe.",
        en="“{title}” is in force between {gives} and {gets}, but does not let this sharing through.",
    ),
    "unknown": Text(
        nl="“{title}” is van kracht tussen {gives} en {gets}, maar of deze deling mag, is niet te zeggen.",
        en="“{title}” is in force between {gives} and {gets}, but whether this sharing may be is not known.",
    ),
}
_STANDS: dict[Verdict, Text] = {
    "no": Text(
        nl="Er is op {day} geen afspraak van kracht tussen {gives} en {gets}. “{title}” is: {state}.",
        en="On {day} no agreement is in force between {gives} and {gets}. “{title}” is: {state}.",
    ),
    "unknown": Text(
        nl="Er is op {day} geen afspraak tussen {gives} en {gets} die zeker geldt. “{title}” is: {state}.",
        en="On {day} no agreement between {gives} and {gets} surely holds. “{title}” is: {state}.",
    ),
}
_NONE = Text(
    nl="Hier is geen afspraak tussen {gives} en {gets} bekend.",
    en="No agreement between {gives} and {gets} is known here.",
)
NOTHING = Text(
    nl="In dit register noemt geen afspraak {gives} als aanbieder en {gets} als afnemer.",
    en="In this register no agreement names {gives} as provider and {gets} as consumer.",
)
_FIELD = {
    "agreed": Text(nl="Het veld is afgesproken in “{title}”.", en="The field is agreed in “{title}”."),
    "not-agreed": Text(nl="Het veld is niet afgesproken in “{title}”.", en="The field is not agreed in “{title}”."),
}
_LETS = Text(nl="De toestemming {rule} geldt voor deze deling.", en="Permission {rule} holds for this sharing.")
_FORBIDS = Text(nl="Het verbod {rule} houdt deze deling tegen.", en="Prohibition {rule} stops this sharing.")
_DUTY = Text(nl="Aan de plicht {rule} is niet voldaan.", en="Duty {rule} is not met.")
_DEFAULT = Text(
    nl="Wat niet verboden is, mag volgens deze afspraak.", en="Under this agreement what is not forbidden is allowed."
)
_NO_PERMISSION = Text(nl="Geen toestemming geldt voor deze deling.", en="No permission holds for this sharing.")
_PURPOSE = Text(
    nl="Kijk zelf of uw deling past bij het doel van de afspraak: {purpose}",
    en="See for yourself whether your sharing fits the purpose of the agreement: {purpose}",
)
_STATE = Text(nl="“{title}” is: {state}.", en="“{title}” is: {state}.")
_NOT_SAID = Text(
    nl="“{name}” is niet gezegd, en de regels vragen ernaar.", en="“{name}” was not said; the rules ask it."
)
_ASK_ATTRIBUTE = Text(nl="Voeg bij de kenmerken een regel toe: {name}=…", en="Add a line to the attributes: {name}=…")
_STRANGE = Text(
    nl="“{value}” betekent niets bij “{name}” in “{title}”.", en="“{value}” means nothing at “{name}” in “{title}”."
)
_ASK_WORD = Text(nl="Neem een woord uit de afspraak.", en="Take a word out of the agreement.")
_BASE = Text(
    nl="“{title}” rust op {base}, en die is hier niet te lezen.",
    en="“{title}” rests on {base}, which is not here to read.",
)
_PURPOSE_UNTOLD = Text(
    nl="Geen regel van “{title}” spreekt over het doel dat u noemt. Of het past, moet een mens zeggen.",
    en="No rule of “{title}” speaks of the purpose that you name. Whether it fits, a person must say.",
)
_FIELD_UNKNOWN = Text(
    nl="Of het veld van deze dataset is afgesproken, zegt “{title}” niet.",
    en="“{title}” does not say whether the field of this dataset is agreed.",
)
_UNREADABLE = Text(
    nl="De regels van “{title}” zijn niet toe te passen.", en="The rules of “{title}” cannot be applied."
)
ASK_PUBLISHER = Text(
    nl="Vraag het aan wie de afspraak publiceerde.", en="Ask the organisation that published the agreement."
)
ASK_PARTY = Text(nl="Vraag het {who}.", en="Ask {who}.")
UNSIGNED = Text(nl="{who} tekende “{title}” nog niet.", en="{who} has not signed “{title}” yet.")
STATE_UNKNOWN = Text(nl="Of “{title}” geldt, is niet te zeggen.", en="Whether “{title}” holds cannot be told.")
NONE_KNOWN = Text(nl="Of er elders een afspraak is.", en="Whether there is an agreement elsewhere.")
_MEET = Text(nl="Voldoe aan de plicht {rule}.", en="Meet duty {rule}.")
_AVOID = Text(nl="Deel zo dat het verbod {rule} niet geldt.", en="Share so that prohibition {rule} does not apply.")
_ADD_FIELD = Text(
    nl="Spreek dit veld af in een nieuwe versie van “{title}”.", en="Agree this field in a new version of “{title}”."
)
SIGN = Text(nl="Laat “{title}” tekenen door: {who}.", en="Have “{title}” signed by: {who}.")
THEN = Text(nl="Dan valt dit bezwaar weg.", en="Then this objection falls away.")
VISIBLE = Text(
    nl="Dit gaat over de afspraken en handtekeningen in dit register die u mag zien.",
    en="This is about the agreements and signatures in this register that you may see.",
)
NO_FIELD = Text(
    nl="U noemde geen veld en geen dataset. Of een bepaald veld is afgesproken, is dus niet nagekeken.",
    en="You named no field and no dataset. So whether a given field is agreed was not checked.",
)
SAMPLE = Text(
    nl="Hier staan verzonnen voorbeelden bij. Daar kan niemand rechten aan ontlenen.",
    en="Invented examples are among these. Nobody can derive rights from them.",
)
_VERDICTS: dict[Verdict, Text] = {
    "yes": Text(nl="ja", en="yes"),
    "no": Text(nl="nee", en="no"),
    "unknown": Text(nl="onbekend", en="unknown"),
}
_TABLE = Text(nl="Alle afspraken tussen deze twee", en="All agreements between these two")
_FROM_TO = Text(nl="{start} tot en met {end}", en="{start} up to and including {end}")
_FROM = Text(nl="vanaf {start}", en="from {start}")
_TO = Text(nl="tot en met {end}", en="up to and including {end}")
_ALWAYS = Text(nl="zonder einde", en="without end")
