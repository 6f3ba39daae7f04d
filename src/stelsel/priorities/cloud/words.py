# SPDX-License-Identifier: EUPL-1.2
"""What the cloud room says, in Dutch and English."""

from dataclasses import dataclass

from stelsel.kernel.text import Text


@dataclass(frozen=True)
class Said:
    """The words of one requirement."""

    asks: Text
    fails: Text
    unknown: Text
    ask: Text
    give: Text

    def fill(self, **values: object) -> "Said":
        """All five with `{name}` filled in."""
        return Said(*(text.fill(**values) for text in (self.asks, self.fails, self.unknown, self.ask, self.give)))


ASK_SUPPLIER = Text(nl="Vraag het de leverancier.", en="Ask the supplier.")
_NEVER = Text(nl="Dit is altijd bekend.", en="This is always known.")

SERVICE = Said(
    Text(nl="deze soort dienst", en="this kind of service"),
    Text(nl="een andere soort dienst", en="another kind of service"),
    Text(nl="de soort dienst is onbekend", en="the kind of service is unknown"),
    ASK_SUPPLIER,
    Text(nl="Vraag om een andere soort dienst.", en="Ask for another kind of service."),
)
AVAILABLE = Said(
    Text(nl="te koop", en="for sale"),
    Text(nl="volgens de bron niet te koop", en="not for sale according to the source"),
    _NEVER,
    ASK_SUPPLIER,
    Text(nl="De leverancier moet dit weer aanbieden.", en="The supplier must offer this again."),
)
REAL = Said(
    Text(nl="geen verzonnen voorbeeld", en="no invented example"),
    Text(nl="een verzonnen voorbeeld", en="an invented example"),
    _NEVER,
    ASK_SUPPLIER,
    Text(nl="Laat verzonnen voorbeelden toe.", en="Allow invented examples."),
)
SPOT = Said(
    Text(nl="geen spotaanbod", en="no spot offer"),
    Text(
        nl="spotaanbod: de leverancier mag het elk moment stoppen", en="spot offer: the supplier may stop it any time"
    ),
    _NEVER,
    ASK_SUPPLIER,
    Text(nl="Laat spotaanbod toe.", en="Allow spot offers."),
)
LATER = Said(
    Text(nl="bekend op de gevraagde datum", en="known on the date asked"),
    Text(nl="pas na de gevraagde datum waargenomen", en="observed only after the date asked"),
    _NEVER,
    ASK_SUPPLIER,
    Text(nl="Kies een latere datum.", en="Choose a later date."),
)
ARCHITECTURE = Said(
    Text(nl="de gevraagde processorarchitectuur", en="the processor architecture asked"),
    Text(nl="een andere processorarchitectuur", en="another processor architecture"),
    Text(nl="de processorarchitectuur is onbekend", en="the processor architecture is unknown"),
    ASK_SUPPLIER,
    Text(nl="Laat een andere processorarchitectuur toe.", en="Allow another processor architecture."),
)
PRICE = Said(
    Text(nl="een bekende prijs in euro", en="a known price in euros"),
    Text(nl="geen prijs", en="no price"),
    Text(nl="de prijs in euro is onbekend", en="the price in euros is unknown"),
    Text(nl="Vraag de leverancier om een prijs in euro.", en="Ask the supplier for a price in euros."),
    Text(nl="De leverancier noemt een prijs in euro.", en="The supplier names a price in euros."),
)
CERTIFICATE = Said(
    Text(nl="certificaat {scheme}", en="certificate {scheme}"),
    Text(nl="certificaat {scheme} is geweigerd of ingetrokken", en="certificate {scheme} was refused or withdrawn"),
    Text(nl="geen bewijs van certificaat {scheme}", en="no evidence of certificate {scheme}"),
    Text(
        nl="Vraag de leverancier om het certificaat {scheme} met een link naar het bewijs.",
        en="Ask the supplier for certificate {scheme} with a link to the evidence.",
    ),
    Text(
        nl="Een verklaring over {scheme} met bewijs laat dit aanbod toe.",
        en="A claim on {scheme} with evidence admits this offer.",
    ),
)

VCPUS = Text(nl="vCPU's", en="vCPUs")
MEMORY = Text(nl="MiB geheugen", en="MiB of memory")
STORAGE = Text(nl="GB opslag", en="GB of storage")
GPUS = Text(nl="GPU's", en="GPUs")
AT_LEAST = Text(nl="minstens {wanted} {unit}", en="at least {wanted} {unit}")
TOO_FEW = Text(nl="minder dan {wanted} {unit}", en="fewer than {wanted} {unit}")
UNKNOWN_AMOUNT = Text(nl="onbekend hoeveel {unit}", en="unknown how many {unit}")
TELL_AMOUNT = Text(nl="De leverancier zegt hoeveel {unit} het aanbod heeft.", en="The supplier says how many {unit}.")
LESS = Text(
    nl="Neem genoegen met {have} {unit} in plaats van {wanted}.", en="Accept {have} {unit} instead of {wanted}."
)

CIRCLES = {
    "NL": Text(nl="Nederland", en="the Netherlands"),
    "EU": Text(nl="de Europese Unie", en="the European Union"),
    "EEA": Text(nl="de Europese Economische Ruimte", en="the European Economic Area"),
    "world": Text(nl="de wereld", en="the world"),
}
WITHIN_CIRCLE = Text(nl="staat in {circle}", en="located in {circle}")
OUTSIDE = Text(nl="staat buiten {circle}", en="located outside {circle}")
UNKNOWN_PLACE = Text(nl="de plaats is onbekend", en="the location is unknown")
TELL_PLACE = Text(nl="De leverancier zegt in welk land dit staat.", en="The supplier says in which country this is.")
WIDEN = Text(nl="Sta een plaats in {circle} toe.", en="Allow a location in {circle}.")

SEAL_ASKS = Text(
    nl="minstens SEAL {level} voor {objective} ({name})", en="at least SEAL {level} for {objective} ({name})"
)
SEAL_FAILS = Text(
    nl="lager dan SEAL {level} voor {objective} ({name})", en="below SEAL {level} for {objective} ({name})"
)
SEAL_UNKNOWN = Text(
    nl="geen bewezen SEAL-niveau voor {objective} ({name})", en="no proven SEAL level for {objective} ({name})"
)
SEAL_CLAIM = Text(
    nl="Een verklaring “SEAL {level} of hoger voor {objective}” met bewijs laat dit aanbod toe.",
    en="A claim “SEAL {level} or higher for {objective}” with evidence admits this offer.",
)
SEAL_LOWER = Text(
    nl="Verlaag het minimum voor {objective} van {level} naar {have}.",
    en="Lower the minimum for {objective} from {level} to {have}.",
)
SEAL_ASK = Text(
    nl="Vraag de leverancier om een beoordeling met bewijs.", en="Ask the supplier for an assessment with evidence."
)

HEADLINE = Text(nl="{fit} van {all} aanbiedingen passen.", en="{fit} of {all} offers fit.")
HEADLINE_ONE = Text(nl="1 van {all} aanbiedingen past.", en="1 of {all} offers fits.")
HEADLINE_SAMPLE = Text(
    nl="{fit} van {all} aanbiedingen passen, waarvan {sample} verzonnen voorbeelden.",
    en="{fit} of {all} offers fit, of which {sample} are invented examples.",
)
HEADLINE_ONLY_SAMPLE = Text(
    nl="Geen echt aanbod past zeker; wel {sample} verzonnen voorbeelden (van {all}).",
    en="No real offer surely fits; {sample} invented examples do (of {all}).",
)
OFFER_FITS = Text(nl="{offer} past bij deze behoefte.", en="{offer} fits this demand.")
OFFER_OUT = Text(nl="{offer} past niet: {why}.", en="{offer} does not fit: {why}.")
OFFER_UNKNOWN = Text(nl="Of {offer} past, is onbekend: {why}.", en="Whether {offer} fits is unknown: {why}.")
HEADLINE_NONE = Text(nl="Geen van {all} aanbiedingen past zeker.", en="None of {all} offers surely fits.")
FELL_OUT = Text(nl="Valt af ({count}): {why}.", en="Falls out ({count}): {why}.")
MIGHT = Text(
    nl="Zou passen als één ding bekend was ({count}): {why}.",
    en="Would fit if one thing were known ({count}): {why}.",
)
MISSING = Text(nl="Onbekend bij {count}: {why}.", en="Unknown for {count}: {why}.")
OFFERS_THIS = Text(
    nl="{supplier}: {title} heeft {capacity} in {place}, voor € {month} per maand.",
    en="{supplier}: {title} has {capacity} in {place}, for € {month} a month.",
)
CLAIMED = Text(
    nl="{issuer} bevestigt SEAL {level} voor {objective} van {subject}.",
    en="{issuer} confirms SEAL {level} for {objective} of {subject}.",
)
CERTIFIED = Text(nl="{issuer} bevestigt {scheme} voor {subject}.", en="{issuer} confirms {scheme} for {subject}.")
MONTH = Text(
    nl="Een maand is 730 uur; bedragen zijn lijstprijzen zonder btw en zonder korting.",
    en="A month is 730 hours; amounts are list prices without VAT and without discount.",
)
DATED = Text(
    nl="Een prijs geldt op de dag van de bron, niet vandaag. Vraag een actuele prijs voordat u kiest.",
    en="A price holds on the day of its source, not today. Ask for a current price before you choose.",
)
DROP = Text(nl="Laat deze eis los: {asks}.", en="Drop this requirement: {asks}.")
THEN_FIT = Text(nl="Aantal dat er dan bij komt: {count}.", en="Number that then also fits: {count}.")
FIRST = Text(nl="Dan past {offer} als eerste.", en="Then {offer} fits first.")
IT_FITS = Text(nl="Dit aanbod past al.", en="This offer fits already.")
THEN_IT_FITS = Text(nl="Samen met de andere stappen past {offer} dan.", en="With the other steps {offer} then fits.")
TABLE = Text(nl="Wat past, in volgorde van prijs", en="What fits, by price")
TABLE_SCORE = Text(nl="Wat past, in volgorde van soevereiniteit", en="What fits, by sovereignty")
GROUP_FITS = Text(
    nl="Samen laat dit toe: {count}, met {offer} als eerste.",
    en="Together this admits: {count}, {offer} first.",
)
OUT_TABLE = Text(nl="Waarom aanbiedingen afvallen", en="Why offers fall out")
FRONT_TITLE = Text(
    nl="Niets is goedkoper met evenveel bewezen soevereiniteit dan de lijn: aantal keuzes {count}",
    en="Nothing is cheaper at the same proven sovereignty than the line: number of choices {count}",
)
FRONT_NONE = Text(
    nl="Geen enkel aanbod haalt de eisen aan capaciteit en plaats", en="No offer meets capacity and place"
)
FRONT_X = Text(nl="prijs in euro per maand", en="price in euros a month")
FRONT_Y = Text(nl="bewezen soevereiniteit in procenten", en="proven sovereignty in percent")
SCORE_RULE = Text(
    nl="EU Cloud Sovereignty Framework 1.2.1, score: niveau gedeeld door 4, maal het gewicht, opgeteld over 8 doelen",
    en="EU Cloud Sovereignty Framework 1.2.1, score: level divided by 4, times the weight, summed over 8 objectives",
)
SCORE_REASON = Text(
    nl="De score telt alleen bewezen niveaus. Wat onbekend is, telt niet mee: de echte score kan hoger zijn.",
    en="The score counts proven levels only. What is unknown adds nothing: the real score may be higher.",
)
NO_OFFER = (
    Text(nl="Dit aanbod kennen we niet.", en="We do not know this offer."),
    Text(
        nl="Plak het webadres van de pagina van het aanbod, of zijn naam zoals die in de lijst staat.",
        en="Paste the web address of the offer's page, or its name as the list shows it.",
    ),
)
