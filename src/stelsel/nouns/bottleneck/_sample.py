# SPDX-License-Identifier: EUPL-1.2
"""The bottlenecks of the example country: nine, over four invented organisations, one walked from its report to a
recurrence that was prevented, two that are the same and wait for their steward. All of it is invented and says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from stelsel.kernel.draft import Draft, Reading
from stelsel.kernel.kind import Kind
from stelsel.nouns.bottleneck._kinds import (
    BOTTLENECK,
    GROUPING,
    SUPPORT,
    ArticleNamed,
    Bottleneck,
)
from stelsel.nouns.bottleneck._step_kinds import CHECK, STEP, BottleneckCheck, Lesson
from stelsel.nouns.bottleneck._words import Cause

CITY, WATER, LAND = "gemeente-voorbeeldstad", "waterschap-voorbeeldwater", "provincie-voorbeeldland"
STEWARD = "dienst-voorbeelddata"
_LEVELS = f"{WATER}/dataset/waterstanden"
_SOLVED = f"{WATER}/bottleneck-step/waterstanden-opgelost"


@dataclass(frozen=True)
class Act:
    """What somebody says about a bottleneck (its address): whoever loads it adds log, index and hash."""

    publisher: str
    kind: Kind[Any]
    local: str
    bottleneck: str
    values: dict[str, Any]

    def draft(self, log: str, index: int, hash: str) -> Draft:
        """The entry, about this revision of the bottleneck."""
        body = self.kind.body(bottleneck=self.bottleneck, log=log, index=index, hash=hash, sample=True, **self.values)
        return Draft(self.kind, self.local, body)


def sample() -> dict[str, dict[str, Reading]]:
    """By publisher and audience: what they raised, and what one heeded before publishing."""
    found: dict[str, list[Draft]] = {}
    for publisher, local, body in _raised():
        found.setdefault(publisher, []).append(Draft(BOTTLENECK, local, body))
    for number in (1, 2):
        heeded = BottleneckCheck(f"{LAND}/dataset/waterstanden-kanalen", _SOLVED, number, "heeded", sample=True)
        found[LAND].append(Draft(CHECK, f"waterstanden-kanalen.{number}.heeded", heeded))
    return {publisher: {"public": Reading(tuple(drafts))} for publisher, drafts in found.items()}


def _one(title: str, summary: str, day: str, cause: Cause, process: str, **more: Any) -> Bottleneck:
    return Bottleneck(
        title=f"{title} (voorbeeld)",
        summary=summary,
        cause=cause,
        cause_said="proposed",
        process=process,
        rooms=("data",),
        steward=STEWARD,
        raised_on=date.fromisoformat(day),
        sample=True,
        **more,
    )


def _raised() -> Iterator[tuple[str, str, Bottleneck]]:
    yield from _raised_early()
    yield from _raised_late()


def _raised_early() -> Iterator[tuple[str, str, Bottleneck]]:
    yield (
        LAND,
        "waterstanden-gebruik",
        _one(
            "Van waterstanden is niet gezegd wie ze mag gebruiken",
            "Bij de dataset met waterstanden staat niet wie de gegevens mag gebruiken en hoe vaak zij worden ververst. "
            "Daardoor vraagt iedere afnemer het na.",
            "2026-06-01", "governance", "Waarschuwen bij hoog water", datasets=(_LEVELS,),
        ),
    )  # fmt: skip
    yield (
        CITY,
        "huishouden-begrip",
        _one(
            "Huishouden betekent niet overal hetzelfde",
            "Het begrip huishouden betekent in de uitkeringen iets anders dan in de basisregistratie personen. "
            "Gevallen waarin de twee verschillen worden met de hand nagelopen.",
            "2026-09-14", "definition", "Uitkeringen vaststellen",
            articles=(ArticleNamed("BWBR0015703", "3"), ArticleNamed("BWBR0033715")),
        ),
    )  # fmt: skip
    yield (
        WATER,
        "huishouden-telling",
        _one(
            "Twee registraties tellen een huishouden anders",
            "Voor de kwijtschelding tellen twee registraties een huishouden verschillend. Medewerkers zoeken het "
            "verschil uit.",
            "2026-10-01", "definition", "Kwijtschelding van belastingen", articles=(ArticleNamed("BWBR0033715"),),
        ),
    )  # fmt: skip
    yield (
        CITY,
        "adressen-te-laat",
        _one(
            "Nieuwe adressen zijn pas na een week bekend",
            "Wijzigingen van adressen zijn pas na een week zichtbaar bij wie ze gebruikt. Post en vergunningen gaan "
            "naar een adres dat niet meer klopt.",
            "2026-10-05", "quality", "Vergunningen verlenen", articles=(ArticleNamed("BWBR0023466"),),
        ),
    )  # fmt: skip


def _raised_late() -> Iterator[tuple[str, str, Bottleneck]]:
    yield (
        WATER,
        "adreswijziging-week",
        _one(
            "Adreswijzigingen bereiken ons een week te laat",
            "Wie verhuist, staat bij het waterschap een week lang op het oude adres. Aanslagen en post komen daardoor "
            "verkeerd aan.",
            "2026-10-19", "quality", "Belastingen heffen",
        ),
    )  # fmt: skip
    yield (
        LAND,
        "bedrijfsgegevens-storing",
        _one(
            "De koppeling met bedrijfsgegevens valt vaak uit",
            "De API met bedrijfsgegevens is overdag vaak niet bereikbaar. Controles wachten tot de volgende dag.",
            "2026-11-12", "technique", "Subsidies controleren", articles=(ArticleNamed("BWBR0021777"),),
        ),
    )  # fmt: skip
    yield (
        STEWARD,
        "inkomen-armoedebeleid",
        _one(
            "Gegevens over inkomen mogen niet voor armoedebeleid worden gebruikt",
            "De gegevens zijn voor de belasting verzameld. Voor armoedebeleid ontbreekt een doel dat daarbij past.",
            "2026-07-06", "purpose", "Armoedebeleid maken", articles=(ArticleNamed("32016R0679", "5"),),
        ),
    )  # fmt: skip
    yield (
        WATER,
        "meetpunten-standaard",
        _one(
            "Voor meetpunten is er geen gedeelde standaard",
            "Iedere leverancier levert meetpunten in een eigen formaat. Bij elke levering wordt met de hand omgezet.",
            "2026-11-23", "standard", "Metingen verwerken",
        ),
    )  # fmt: skip
    yield (
        CITY,
        "waterstanden-sloten",
        _one(
            "Onduidelijk wie de waterstanden van sloten mag gebruiken",
            "Bij de waterstanden van sloten staat niet wie de gegevens mag gebruiken.",
            "2026-11-18", "governance", "Onderhoud van sloten plannen", datasets=(_LEVELS,),
        ),
    )  # fmt: skip


def acts() -> Iterator[Act]:
    """What is said about them, in the order in which it happened."""
    yield from _solved(f"{LAND}/bottleneck/waterstanden-gebruik")
    yield from _household(f"{CITY}/bottleneck/huishouden-begrip")
    links = f"{LAND}/bottleneck/bedrijfsgegevens-storing"
    yield _step(STEWARD, "bedrijfsgegevens-opgepakt", links, "taken-up", "2026-11-16")
    addresses = f"{CITY}/bottleneck/adressen-te-laat"
    yield _joined(LAND, addresses, processes=("Subsidies controleren",))
    income = f"{STEWARD}/bottleneck/inkomen-armoedebeleid"
    yield _step(STEWARD, "inkomen-opgepakt", income, "taken-up", "2026-07-08")
    why = "Dit vraagt een wijziging van de wet. Het is doorgegeven aan wie daarover gaat."
    yield _step(STEWARD, "inkomen-niet-opgelost", income, "declined", "2026-08-03", text=why)


def _solved(levels: str) -> Iterator[Act]:
    yield _joined(CITY, levels, processes=("Waarschuwen bij hoog water", "Evenementen plannen"), cases_per_year=300,
                  hours_per_year=450, people_per_year=12_000)  # fmt: skip
    work = ("Vragen van afnemers beantwoorden",)
    yield _joined(WATER, levels, processes=work, cases_per_year=900, hours_per_year=700)
    yield _step(WATER, "waterstanden-opgepakt", levels, "taken-up", "2026-06-04")
    plan = date(2026, 9, 30)
    yield _step(WATER, "waterstanden-termijn", levels, "term", "2026-06-04", last_day=plan)
    text = "Bij elke dataset met waterstanden staat voortaan wie haar mag gebruiken en hoe vaak zij wordt ververst."
    yield _step(WATER, "waterstanden-voorstel", levels, "proposal", "2026-06-29", text=text)
    told = "Van veertig vragen per maand naar vier, gemeten over acht weken bij twee afnemers (voorbeeld)."
    yield _step(WATER, "waterstanden-proef", levels, "trial", "2026-08-31", first_day=date(2026, 7, 6),
                last_day=date(2026, 8, 28), measured=told)  # fmt: skip
    changed = "De afspraak over gegevens van water vraagt bij elke dataset toegangsrechten en een verversingsinterval."
    yield _step(
        WATER, "waterstanden-opgelost", levels, "adopted", "2026-09-07", solution_type="agreement",
        solution="https://voorbeeldwater.example/afspraken/gegevens-van-water", what_changed=changed,
        lessons=(
            Lesson("dataset", "access-rights", "keyword", "waterstanden"),
            Lesson("dataset", "frequency", "keyword", "waterstanden"),
        ),
    )  # fmt: skip


def _household(concept: str) -> Iterator[Act]:
    yield _joined(STEWARD, concept, processes=("Toeslagen controleren",), cases_per_year=5_000, hours_per_year=9_000,
                  euros_per_year=600_000, people_per_year=40_000)  # fmt: skip
    yield _step(STEWARD, "huishouden-opgepakt", concept, "taken-up", "2026-09-17")
    text = "Eén begrip huishouden met twee benoemde varianten, elk met het wetsartikel waar zij uit komt."
    yield _step(STEWARD, "huishouden-voorstel", concept, "proposal", "2026-10-20", text=text)
    same = f"{WATER}/bottleneck/huishouden-telling"
    reasons = "Beide gaan over het begrip huishouden in de basisregistratie personen."
    yield Act(STEWARD, GROUPING, "huishouden-samen", same,
              {"grouping": "merge", "leading": concept, "reasons": reasons})  # fmt: skip


def _joined(publisher: str, bottleneck: str, **figures: Any) -> Act:
    local = bottleneck.replace("/bottleneck/", ".")
    return Act(publisher, SUPPORT, local, bottleneck, figures)


def _step(publisher: str, local: str, bottleneck: str, step: str, day: str, **values: Any) -> Act:
    found = {"step": step, "happened_on": date.fromisoformat(day), **values}
    return Act(publisher, STEP, local, bottleneck, found)
