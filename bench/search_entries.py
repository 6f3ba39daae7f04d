# SPDX-License-Identifier: EUPL-1.2
"""Entries and questions for the claim `search`: made up, the same on every run, in words that public bodies use."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

ENTRIES = 100_000
QUESTIONS = 1_000
SEED = 20_260_101

PARTS = (
    "burger zaak data dienst toegang identiteit opslag archief subsidie vergunning omgeving water verkeer zorg "
    "jeugd werk inkomen belasting handhaving veiligheid crisis netwerk platform register sleutel certificaat "
    "document beeld geo kaart rekening betaal loket bezwaar toezicht keten bericht koppel model algoritme vertaal "
    "spraak agenda personeel inkoop contract leverancier onderwijs energie klimaat natuur erfgoed wonen bouw "
    "grond haven spoor weg brug sluis riool"
).split()
HEADS = (
    "systeem voorziening register beheer dienst portaal stelsel bestand model kaart administratie verwerking "
    "beveiliging uitwisseling opslag analyse bewaking meting planning registratie aanvraag regeling toets "
    "controle overzicht"
).split()
ENGLISH = (
    "secure hosting storage backup managed kubernetes cluster database identity access encryption gateway "
    "monitoring analytics dashboard virtual machine container object network firewall recovery compliance audit "
    "workflow document translation speech model training inference dataset catalogue interface integration "
    "messaging queue search archive sovereign cloud region certified service support migration consulting licence "
    "open source standard shared"
).split()
COMMON = "dienst gegevens gemeente digitale overheid publieke veilige gebruik informatie organisaties cloud".split()
PLACES = [
    begin + end
    for begin in "Aal Bree Calan Drie Eems Faar Gelder Hoog Ijsel Jonk Kamper Leer Maar Noord Ooster Peel".split()
    for end in "berg dam drecht foort horst kerk land lo meer mond oord rijk stad veen wijk woude".split()
]
LEVELS = ("Gemeente", "Provincie", "Waterschap", "Ministerie", "Uitvoeringsorganisatie", "Veiligheidsregio")
KINDS = "Offer Dataset PublicService System AiSystem Bottleneck Investment Standard Contract".split()
SECTORS = "bestuur zorg onderwijs veiligheid economie milieu verkeer wonen cultuur landbouw financien sociaal".split()


@dataclass(frozen=True)
class Work:
    """Entries per audience as [id, title, text, facets], questions as [kind, text, facets]."""

    audiences: list[list[list[Any]]]
    questions: list[list[Any]]


def work(entries: int = ENTRIES, questions: int = QUESTIONS) -> Work:
    """All of it, from one seed."""
    dice = random.Random(SEED)
    compounds = [part + head for part in PARTS for head in HEADS if part != head]
    made = [_entry(dice, at, compounds) for at in range(entries)]
    split = entries * 7 // 10
    asked = [_question(dice, at, made, compounds) for at in range(questions)]
    return Work([made[:split], made[split:]], asked)


def _entry(dice: random.Random, at: int, compounds: list[str]) -> list[Any]:
    level, place = dice.choice(LEVELS), dice.choice(PLACES)
    title = f"{_skewed(dice, compounds).capitalize()} {dice.choice(ENGLISH)} {level} {place} {_code(at)}"
    parts = [_skewed(dice, compounds) for _ in range(dice.randint(4, 12))]
    parts += [_skewed(dice, ENGLISH) for _ in range(dice.randint(4, 12))]
    parts += [dice.choice(COMMON) for _ in range(dice.randint(2, 5))]
    dice.shuffle(parts)
    facets = {
        "kind": _skewed(dice, KINDS),
        "mode": "stated" if dice.random() < 0.3 else "recorded",
        "organisation": f"{level} {place}",
        "level": level,
        "sector": dice.choice(SECTORS),
        "year": str(2018 + dice.randrange(9)),
    }
    return [f"entry-{at:06d}", title, " ".join(parts) + ".", facets]


def _skewed(dice: random.Random, words: list[str]) -> str:
    """A word; the first of the list far more often than the last."""
    return words[int(len(words) * dice.random() ** 3)]


def _code(at: int) -> str:
    return f"{'bcdfghjklmnpqrst'[at % 16]}{at * 7919 % 1_000_003:06d}"


def _question(dice: random.Random, at: int, made: list[list[Any]], compounds: list[str]) -> list[Any]:
    kinds = (_rare, _common, _two_words, _prefix, _misspelt, _filtered, _everything)
    kind = dice.choices(kinds, weights=(3, 4, 4, 3, 3, 3, 1))[0]
    text, facets = kind(dice, made, compounds)
    return [kind.__name__[1:], text, facets]


def _rare(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    return dice.choice(made)[1].split()[-1], {}


def _common(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    return dice.choice([*COMMON, *ENGLISH[:8]]), {}


def _two_words(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    return f"{dice.choice(COMMON)} {_skewed(dice, compounds)}", {}


def _prefix(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    return f"{dice.choice(ENGLISH)} {dice.choice(PARTS)[: dice.randint(1, 5)]}", {}


def _misspelt(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    word = _skewed(dice, compounds)
    swap = dice.choice([at for at in range(1, len(word) - 1) if word[at] != word[at + 1]])
    return word[:swap] + word[swap + 1] + word[swap] + word[swap + 2 :], {}


def _filtered(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    chosen = {"kind": dice.sample(KINDS, 2), "sector": dice.sample(SECTORS, 3), "mode": ["recorded"]}
    return dice.choice([*COMMON, *PARTS, ""]), dict(dice.sample(sorted(chosen.items()), dice.randint(1, 3)))


def _everything(dice: random.Random, made: list[list[Any]], compounds: list[str]) -> tuple[str, dict[str, list[str]]]:
    return "", {}
