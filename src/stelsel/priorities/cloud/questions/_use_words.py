# SPDX-License-Identifier: EUPL-1.2
"""What the answer about cloud use says, in Dutch and English."""

from stelsel.kernel.text import Text

SENTENCE = Text(
    nl="Wat gebruiken wij uit de cloud, van wie en onder wiens zeggenschap?",
    en="What do we use from the cloud, from whom, under whose control?",
)
EXPLAIN = Text(
    nl="Telt de clouddiensten die u mag zien. Wat onbekend is, telt apart mee en krijgt een vervolgactie.",
    en="Counts the cloud services you may see. What is unknown counts apart and gets a next action.",
)
NOTHING = Text(
    nl="U ziet geen cloudgebruik. Dat zegt niet dat het er niet is.",
    en="You see no cloud use. That does not say there is none.",
)
NOTHING_WHAT = Text(
    nl="Cloudgebruik staat in het eigen logboek van een organisatie. Alleen die organisatie ziet het.",
    en="Cloud use stands in an organisation's own log. Only that organisation sees it.",
)
NOTHING_ASK = Text(
    nl="Meld u aan namens uw organisatie, of vraag de organisatie zelf.",
    en="Sign in on behalf of your organisation, or ask the organisation itself.",
)
HEADLINE = Text(
    nl="{count} clouddiensten van {suppliers} bekende leveranciers; bij {unknown} is iets onbekend.",
    en="{count} cloud services from {suppliers} known suppliers; for {unknown} something is unknown.",
)
HEADLINE_SAMPLE = Text(
    nl="{count} clouddiensten, {suppliers} bekende leveranciers; bij {unknown} is iets onbekend. Verzonnen: {sample}.",
    en="{count} cloud services, {suppliers} known suppliers; for {unknown} something is unknown. Invented: {sample}.",
)
UNKNOWN = Text(nl="onbekend", en="unknown")

GAPS: dict[str, tuple[Text, Text]] = {
    "cloud_kind": (
        Text(
            nl="Bij {count} diensten is de soort cloud onbekend", en="For {count} services the kind of cloud is unknown"
        ),
        Text(nl="Vraag de beheerder van de dienst.", en="Ask the manager of the service."),
    ),
    "supplier": (
        Text(nl="Bij {count} diensten is de leverancier onbekend", en="For {count} services the supplier is unknown"),
        Text(nl="Vraag de afdeling inkoop.", en="Ask the purchasing department."),
    ),
    "control": (
        Text(
            nl="Bij {count} diensten is het land van zeggenschap onbekend",
            en="For {count} services the country of control is unknown",
        ),
        Text(
            nl="Vraag de leverancier wie zijn uiteindelijke moeder is, met bewijs.",
            en="Ask the supplier who its ultimate parent is, with evidence.",
        ),
    ),
    "material": (
        Text(
            nl="Bij {count} diensten is onbekend of het gebruik materieel is",
            en="For {count} services it is unknown whether the use is material",
        ),
        Text(nl="Vraag de eigenaar van het proces.", en="Ask the owner of the process."),
    ),
    "risk": (
        Text(
            nl="Bij {count} diensten is geen risicoanalyse bekend",
            en="For {count} services no risk assessment is known",
        ),
        Text(nl="Vraag de CISO.", en="Ask the CISO."),
    ),
    "exit": (
        Text(nl="Bij {count} diensten is geen exitplan bekend", en="For {count} services no exit plan is known"),
        Text(nl="Vraag de contractmanager.", en="Ask the contract manager."),
    ),
}
NAMED = Text(nl="{what}: {names}.", en="{what}: {names}.")
PERSUPPLIER = Text(
    nl="{supplier} levert {count} diensten, onder zeggenschap van {control}.",
    en="{supplier} supplies {count} services, under control of {control}.",
)
CONTROL_LAND = Text(nl="land {country}", en="country {country}")
CONTROL_UNKNOWN = Text(nl="een onbekend land", en="an unknown country")
CONCENTRATION = Text(
    nl="Concentratie over bekende leveranciers: HHI {index} van 10.000; dat werkt als {effective} even grote.",
    en="Concentration over known suppliers: HHI {index} of 10,000; that works as {effective} suppliers of equal size.",
)
RULE = Text(
    nl="Rijksbreed cloudbeleid 2022: risicoafweging vóór en tijdens gebruik, en een exitstrategie",
    en="Dutch government-wide cloud policy 2022: risk assessment before and during use, and an exit strategy",
)
RULE_LINK = "https://zoek.officielebekendmakingen.nl/kst-26643-904.html"
RULE_SAYS = Text(
    nl="{count} materiële diensten missen een risicoanalyse of een exitplan.",
    en="{count} material services lack a risk assessment or an exit plan.",
)
RULE_UNKNOWN = Text(
    nl="Of het cloudbeleid van het Rijk voor uw organisatie geldt, bepaalt uw organisatie.",
    en="Whether the policy of central government binds your organisation is for your organisation to say.",
)
CHANGE = Text(nl="Vul aan bij “{title}”: {what}.", en="Complete “{title}”: {what}.")
EFFECT = Text(nl="Dan is over deze dienst alles bekend.", en="Then everything about this service is known.")
FIELDS: dict[str, Text] = {
    "cloud_kind": Text(nl="de soort cloud", en="the kind of cloud"),
    "supplier": Text(nl="de leverancier", en="the supplier"),
    "control": Text(nl="het land van zeggenschap", en="the country of control"),
    "material": Text(nl="of het materieel is", en="whether it is material"),
    "risk": Text(nl="de datum van de risicoanalyse", en="the date of the risk assessment"),
    "exit": Text(nl="de datum van het exitplan", en="the date of the exit plan"),
}
TABLE = Text(nl="Clouddiensten, wat het minst bekend is bovenaan", en="Cloud services, the least known first")
COUNTS = Text(nl="Hoeveel is bekend", en="How much is known")
CHART = Text(
    nl="{supplier} levert de meeste diensten: {count} van {all}", en="{supplier} supplies most: {count} of {all}"
)
CHART_X = Text(nl="aantal diensten", en="number of services")
ORGANISATION = (
    Text(nl="Van deze organisatie mag u geen cloudgebruik zien.", en="You may see no cloud use of this organisation."),
    Text(nl="Laat het veld leeg, of kies uw eigen organisatie.", en="Leave it empty, or choose your own organisation."),
)
YES_NO: dict[str, Text] = {
    "yes": Text(nl="ja", en="yes"),
    "no": Text(nl="nee", en="no"),
    "unknown": UNKNOWN,
}
