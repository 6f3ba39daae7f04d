# SPDX-License-Identifier: EUPL-1.2
"""What the AI room says, in Dutch and English."""

from stelsel.kernel.text import Text, number

SENTENCE = Text(nl="Wie doet dit al?", en="Who already does this?")
EXPLAIN = Text(
    nl="Zoekt toepassingen van andere overheden die op de uwe lijken, en zegt door welke woorden.",
    en="Finds applications of other public bodies that are like yours, and says by which words.",
)
HEADLINE = Text(
    nl="Aantal toepassingen dat hierop lijkt: {groups}. De {shown} beste staan bij {organisations} organisaties, met "
    "{rows} vermeldingen.",
    en="Number of applications like this: {groups}. The best {shown} are at {organisations} organisations, in {rows} "
    "entries.",
)
NONE = Text(
    nl="Wij vinden niemand die dit doet. Dat bewijst niet dat niemand het doet: niet alles is geregistreerd.",
    en="We find nobody who does this. That does not prove that nobody does: not everything is registered.",
)
LIKE = Text(
    nl="{who}: “{name}” deelt {share}% van het gewicht van uw woorden: {words}.",
    en="{who}: “{name}” shares {share}% of the weight of your words: {words}.",
)
SAME = Text(
    nl="Vermeldingen met dezelfde naam of letterlijk dezelfde tekst als “{name}”: {count}, onder {names} namen. Zij "
    "staan als één toepassing.",
    en="Entries with the same name or literally the same text as “{name}”: {count}, under {names} names. They stand "
    "as one application.",
)
METHOD = Text(
    nl="Een woord weegt zwaarder naarmate minder toepassingen het hebben; een woord in de naam telt drie keer.",
    en="A word weighs more the fewer applications have it; a word in the name counts three times.",
)
METHOD_RULE = Text(nl="BM25 (Robertson en Zaragoza, 2009)", en="BM25 (Robertson and Zaragoza, 2009)")
UNKNOWN_WORD = Text(nl="geen enkele toepassing gebruikt het woord “{word}”", en="no application uses the word “{word}”")
OTHER_WORD = Text(nl="Probeer een ander woord voor hetzelfde.", en="Try another word for the same.")
NO_STATUS = Text(
    nl="of de toepassing in gebruik is, staat er niet bij", en="whether the application is in use is not said"
)
NO_TEST = Text(
    nl="of er een impacttoets is gedaan, staat er niet bij", en="whether an impact test was done is not said"
)
ASK_THEM = Text(
    nl="Vraag het de organisatie die de toepassing heeft.", en="Ask the organisation that has the application."
)
WITH_FOREIGN = Text(nl="Neem buitenlandse registers mee.", en="Include foreign registers.")
THEN_MORE = Text(
    nl="Toepassingen die hierop lijken: {groups}. Bij de best passende zijn {foreign} vermeldingen uit het buitenland.",
    en="Applications like this: {groups}. Among the best are {foreign} entries from abroad.",
)
FOREIGN_NOTE = Text(
    nl="Vermeldingen uit buitenlandse registers zijn vastgelegd ter vergelijking; daar geldt andere wetgeving.",
    en="Entries from foreign registers are recorded for comparison; other law applies there.",
)
TABLE = Text(nl="Toepassingen die hierop lijken", en="Applications that are like this")
WHO_TABLE = Text(nl="Wie het heeft: de best passende toepassingen", en="Who has it: the applications that fit best")
CHART = Text(
    nl="“{name}” staat bij de meeste organisaties: {count}", en="“{name}” is at the most organisations: {count}"
)
CHART_X, CHART_Y = Text(nl="Plaats", en="Rank"), Text(nl="Organisaties", en="Organisations")
STATUS_UNKNOWN = Text(nl="onbekend", en="unknown")
NOBODY = Text(nl="een leverancier", en="a supplier")

NO_QUESTION = (
    Text(nl="Er is niets om naar te zoeken.", en="There is nothing to look for."),
    Text(
        nl="Beschrijf uw toepassing, of geef het adres van een toepassing.",
        en="Describe your application, or give the address of one.",
    ),
)
TOO_LONG = (
    Text(nl="Deze tekst is te lang.", en="This text is too long."),
    Text(nl="Gebruik ten hoogste 5.000 tekens.", en="Use at most 5,000 characters."),
)
NO_APPLICATION = (
    Text(nl="Deze toepassing kennen wij niet.", en="We do not know this application."),
    Text(
        nl="Geef het adres van een AI-toepassing die u mag zien.",
        en="Give the address of an AI application that you may see.",
    ),
)


def count(value: int) -> Text:
    """A whole number as people write it in either language."""
    return Text(nl=number(value, "nl"), en=number(value, "en"))
