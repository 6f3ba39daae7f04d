# SPDX-License-Identifier: EUPL-1.2
"""Kinds of the AI room: AiApplication (standard 1.0 of the Dutch Algorithm Register) and DecisionAidText."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from stelsel.kernel.kind import Body, Kind, about
from stelsel.kernel.problem import Finding
from stelsel.kernel.retention import MUNICIPAL_LIST, UNDECIDED, Retention
from stelsel.kernel.text import Text, same
from stelsel.kernel.values import Value
from stelsel.priorities.ai.policy import tree

Register = Literal["own", "nl-register", "nl-suppliers", "uk-atrs", "us-inventory"]
Status = Literal["in-development", "pilot", "in-use", "out-of-use"]
PublicationCategory = Literal["high-risk-ai", "impactful", "other-algorithm"]
Category = Literal[
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
]

REGISTERS: dict[str, Text] = {
    "own": Text(nl="eigen verklaring", en="own statement"),
    "nl-register": Text(nl="Algoritmeregister", en="Algorithm Register (Netherlands)"),
    "nl-suppliers": Text(nl="sjabloon van een leverancier", en="template of a supplier"),
    "uk-atrs": Text(nl="register van het Verenigd Koninkrijk", en="register of the United Kingdom"),
    "us-inventory": Text(nl="inventaris van de Verenigde Staten", en="inventory of the United States"),
}
"""Where an application was read."""
FOREIGN = frozenset({"uk-atrs", "us-inventory"})
"""Registers of other countries: comparison only, left out of answers unless asked for."""
STATUSES: dict[str, Text] = {
    "in-development": Text(nl="in ontwikkeling", en="in development"),
    "pilot": Text(nl="proef", en="pilot"),
    "in-use": Text(nl="in gebruik", en="in use"),
    "out-of-use": Text(nl="buiten gebruik", en="out of use"),
}
"""The three of the standard, and pilot, which only the inventory of the United States has."""
PUBLICATION_CATEGORIES: dict[str, Text] = {
    "high-risk-ai": Text(nl="hoog-risico AI-systeem", en="high-risk AI system"),
    "impactful": Text(nl="impactvol algoritme", en="impactful algorithm"),
    "other-algorithm": Text(nl="overig algoritme", en="other algorithm"),
}

Link = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s]{3,490}$")]
Month = Annotated[str, msgspec.Meta(pattern=r"^[12][0-9]{3}-(0[1-9]|1[0-2])$")]
"""Year and month, yyyy-mm."""
_STANDARD = "Publicatiestandaard Algoritmeregister 1.0"


class TitledLink(Value, frozen=True):
    """A title with, where there is one, a page."""

    title: str
    link: Link | None = None


class AiApplication(Body, frozen=True):
    """An algorithm or AI application of a public organisation, or a supplier's pre-filled record of one. Fields and
    limits as in publication standard 1.0; None is unknown. Texts are plain, without HTML."""

    name: Annotated[str, about(source=f"{_STANDARD}, name", min_length=1, max_length=250)]
    register: Register = "own"
    organisation_name: Annotated[str, about(source=f"{_STANDARD}, organization")] = ""
    bureau: str | None = None
    description_short: Annotated[str | None, about(source=f"{_STANDARD}, description_short")] = None
    category: Annotated[tuple[Category, ...], about(source=f"{_STANDARD}, category")] = ()
    status: Annotated[Status | None, about(source=f"{_STANDARD}, status")] = None
    begin_date: Annotated[Month | None, about(source=f"{_STANDARD}, begin_date")] = None
    end_date: Annotated[Month | None, about(source=f"{_STANDARD}, end_date")] = None
    contact_email: Annotated[str | None, about(source=f"{_STANDARD}, contact_email; functional only")] = None
    website: Link | None = None
    publication_category: Annotated[PublicationCategory | None, about(source=f"{_STANDARD}")] = None
    source_link: Annotated[Link | None, about(source=f"{_STANDARD}, url")] = None
    goal_and_impact: Annotated[str | None, about(source=f"{_STANDARD}, goal")] = None
    proportionality: str | None = None
    human_intervention: str | None = None
    risks: str | None = None
    lawful_basis: str | None = None
    lawful_basis_references: Annotated[tuple[TitledLink, ...], about(source="lawful_basis_grouping")] = ()
    process_index_url: Link | None = None
    impact_test_done: Annotated[bool | None, about(source="export of the register, impactassessment")] = None
    impact_tests: Annotated[tuple[TitledLink, ...], about(source=f"{_STANDARD}, impacttoetsen_grouping")] = ()
    impact_tests_note: Annotated[str | None, about(source=f"{_STANDARD}, impacttoetsen")] = None
    source_data: str | None = None
    source_data_references: Annotated[tuple[TitledLink, ...], about(source="source_data_grouping")] = ()
    methods_and_models: str | None = None
    provider: Annotated[str | None, about(source=f"{_STANDARD}, provider")] = None
    public_code: Annotated[Link | None, about(source=f"{_STANDARD}, publiccode")] = None
    language: Annotated[Literal["nl", "en"], about(source=f"{_STANDARD}, lang")] = "nl"
    standard_version: str | None = None
    source_id: Annotated[str | None, about(source=f"{_STANDARD}, source_id")] = None
    tags: Annotated[tuple[str, ...], about(source=f"{_STANDARD}, tags")] = ()
    lars: Annotated[str | None, about(source="landelijk algoritmeregisternummer")] = None
    registered_on: date | None = None
    added_on: date | None = None
    source_topic: str | None = None
    technique: str | None = None
    source_class: str | None = None
    decision_answers: Annotated[tuple[str, ...], about(source="decision aid AI Act, as question=answer")] = ()
    sample: bool = False


class DecisionAidText(Body, frozen=True):
    """The official words of one question or conclusion of the decision aid, as imported; plain text."""

    step: Annotated[str, about(source="questionId or conclusionId")]
    text: str
    version: str
    explain: str | None = None
    answers: tuple[str, ...] = ()
    obligation: str | None = None
    links: tuple[TitledLink, ...] = ()


def check_application(body: AiApplication) -> list[Finding]:
    """Answers to the decision aid that do not stand in its tree."""
    return tree().findings(body.decision_answers, "antwoordenBeslishulp") if body.decision_answers else []


AI_APPLICATION = Kind(
    name="ai-application",
    major=1,
    body=AiApplication,
    wire="ai-toepassing",
    wire_plural="ai-toepassingen",
    title=Text(nl="AI-toepassing", en="AI application"),
    plural=Text(nl="AI-toepassingen", en="AI applications"),
    explain=Text(
        nl="Een algoritme of AI-toepassing van een overheid, met de velden van het Algoritmeregister.",
        en="An algorithm or AI application of a public body, with the fields of the Algorithm Register.",
    ),
    room="ai",
    label=lambda body: same(f"{body.name} ({body.organisation_name})" if body.organisation_name else body.name),
    retention=Retention(
        "undecided",
        Text(
            nl="De selectielijst voor gemeenten kent termijnen voor algoritmes. Welke hier geldt, is niet bevestigd.",
            en="The list for municipalities has terms for algorithms. Which one holds here has not been confirmed.",
        ),
        MUNICIPAL_LIST,
    ),
    groups=(
        (
            Text(nl="Algemeen", en="General"),
            (
                "name", "organisation_name", "bureau", "description_short", "category", "status", "begin_date",
                "end_date", "contact_email", "website", "publication_category", "source_link", "sample",
            ),
        ),
        (
            Text(nl="Verantwoord gebruik", en="Responsible use"),
            (
                "goal_and_impact", "proportionality", "human_intervention", "risks", "lawful_basis",
                "lawful_basis_references", "process_index_url", "impact_test_done", "impact_tests",
                "impact_tests_note", "decision_answers", "source_class",
            ),
        ),
        (
            Text(nl="Werking", en="How it works"),
            (
                "source_data", "source_data_references", "methods_and_models", "technique", "source_topic", "provider",
                "public_code",
            ),
        ),
        (
            Text(nl="Herkomst", en="Origin"),
            (
                "register", "lars", "source_id", "registered_on", "added_on", "language", "standard_version", "tags",
            ),
        ),
    ),
    search=("name", "organisation_name", "description_short", "goal_and_impact", "provider", "tags"),
    facets=("register", "status", "publication_category"),
    check=check_application,
)  # fmt: skip

DECISION_AID_TEXT = Kind(
    name="decision-aid-text",
    major=1,
    body=DecisionAidText,
    wire="beslishulptekst",
    wire_plural="beslishulpteksten",
    title=Text(nl="Tekst van de beslishulp", en="Text of the decision aid"),
    plural=Text(nl="Teksten van de beslishulp", en="Texts of the decision aid"),
    explain=Text(
        nl="De officiële tekst van een vraag of conclusie van de beslishulp AI-verordening.",
        en="The official text of a question or conclusion of the AI Act decision aid.",
    ),
    room="ai",
    label=lambda body: same(f"{body.step}: {body.text[:120]}"),
    retention=UNDECIDED,
    groups=(
        (Text(nl="Tekst", en="Text"), ("step", "text", "explain", "answers", "obligation")),
        (Text(nl="Herkomst", en="Origin"), ("version", "links")),
    ),
    search=("text", "explain", "obligation"),
)

KINDS = (AI_APPLICATION, DECISION_AID_TEXT)
