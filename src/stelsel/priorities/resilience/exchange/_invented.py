# SPDX-License-Identifier: EUPL-1.2
"""The invented landscapes as tables. Nothing here is real; only Keycloak, of which the files name the real parts, is.

Systems: local name | name | people it serves | group of people | what it rests on
Components: local name | name | kind | what it rests on
What a thing rests on is followed by what happens without it: `=stops`, `=degrades`, or nothing where nobody said.
"""

SUPPLIERS = {
    "voorbeelddatacentrum": "Voorbeelddatacentrum (verzonnen)",
    "voorbeeldpakket": "Voorbeeldpakket (verzonnen)",
    "voorbeeldsalaris": "Voorbeeldsalaris (verzonnen)",
    "voorbeeldbesturing": "Voorbeeldbesturing (verzonnen)",
    "voorbeeldmeting": "Voorbeeldmeting (verzonnen)",
}
"""Invented suppliers that publish nothing themselves; each organisation records those it uses."""

PUBLISHING = {"voorbeeldwolk": "Voorbeeldwolk (verzonnen)", "demowolk": "Demowolk (verzonnen)"}
"""Invented suppliers with a log and a supplier entry of their own."""

_CLOUD = """
databank | Databankdienst | service | voorbeeldwolk=stops platform=stops
platform | Containerplatform | platform | voorbeeldwolk=stops rekencentrum=stops
rekencentrum | Rekencentrum | service | voorbeelddatacentrum=stops
webhosting | Webhosting | service | demowolk=stops
"""

SYSTEMS = {
    "gemeente-voorbeeldstad": """
zaaksysteem | Zaaksysteem | 98000 | inwoners | databank=stops documenten=degrades
burgerzaken | Burgerzaken en reisdocumenten | 98000 | inwoners | zaaksysteem=stops baliekoppeling=stops
loket | Digitaal loket | 98000 | inwoners | zaaksysteem=stops inloggen=stops webhosting=stops
inloggen | Inloggen voor inwoners | 98000 | inwoners | platform=stops keycloak
belastingen | Gemeentelijke belastingen | 54000 | huishoudens | belastingpakket=stops
uitkeringen | Uitkeringen | 3100 | ontvangers van een uitkering | databank=stops zaaksysteem=degrades
zorg | Jeugdhulp en Wmo | 7400 | cliënten in de zorg | berichten=stops
vergunningen | Omgevingsvergunningen | | | zaaksysteem=stops kaartlaag
afval | Afvalinzameling | 54000 | huishoudens | afvalpakket=stops
parkeren | Parkeervergunningen | 12500 | parkeerders | parkeerpakket=stops
website | Website | 98000 | inwoners | webhosting=stops
archief | Archief | | | documenten=degrades
salarissen | Salarissen | 1150 | medewerkers | salarispakket=stops
meldsysteem | Oud meldsysteem | | |
""",
    "waterschap-voorbeeldwater": """
waterstanden | Waterstanden en waarschuwing | 430000 | inwoners | rekenmodel=degrades meetnet=stops
gemalen | Bediening van gemalen | 430000 | inwoners | besturing=stops meetnet=degrades
zuivering | Waterzuivering | 430000 | inwoners | besturing=stops
heffingen | Waterschapsbelasting | 190000 | huishoudens | belastingpakket=stops
zaaksysteem | Zaaksysteem | | | databank=stops
vergunningen | Watervergunningen | 2600 | aanvragers | zaaksysteem=stops
meldingen | Meldingen bij hoogwater | 430000 | inwoners | webhosting=stops berichten=degrades
website | Website | 430000 | inwoners | webhosting=stops
laboratorium | Laboratorium | | |
""",
    "provincie-voorbeeldland": """
zaaksysteem | Zaaksysteem | | | databank=stops
subsidies | Subsidieloket | 5200 | aanvragers | zaaksysteem=stops webhosting=degrades
bruggen | Bediening van bruggen | 1200000 | inwoners | besturing=stops
reisinformatie | Reisinformatie openbaar vervoer | 260000 | reizigers | berichten=stops kaartlaag=degrades
kaarten | Kaartenloket | 40000 | gebruikers van kaarten | kaartlaag=stops
natuur | Natuurbeheer | | | kaartlaag
website | Website | 1200000 | inwoners | webhosting=stops
salarissen | Salarissen | 900 | medewerkers | salarispakket=stops
""",
}
"""The systems of each invented organisation."""

COMPONENTS = {
    "gemeente-voorbeeldstad": f"""{_CLOUD}
documenten | Documentopslag | service | demowolk=stops
baliekoppeling | Baliekoppeling | library |
belastingpakket | Belastingpakket | application | voorbeeldpakket=degrades platform=stops
afvalpakket | Afvalpakket | application | voorbeeldpakket=stops
parkeerpakket | Parkeerpakket | application | voorbeeldpakket=degrades webhosting=stops
salarispakket | Salarispakket | application | voorbeeldsalaris=stops
berichten | Berichtenknooppunt | service | voorbeeldwolk=stops
kaartlaag | Kaartlaag | service | demowolk
""",
    "waterschap-voorbeeldwater": f"""{_CLOUD}
belastingpakket | Belastingpakket | application | voorbeeldpakket=degrades platform=stops
berichten | Berichtenknooppunt | service | voorbeeldwolk=stops
rekenmodel | Rekenmodel | application | demowolk=stops
meetnet | Meetnet | device | voorbeeldmeting=degrades
besturing | Besturing op afstand | device | voorbeeldbesturing=stops
""",
    "provincie-voorbeeldland": f"""{_CLOUD}
berichten | Berichtenknooppunt | service | voorbeeldwolk=stops
kaartlaag | Kaartlaag | service | demowolk=stops
salarispakket | Salarispakket | application | voorbeeldsalaris=stops
besturing | Besturing op afstand | device | voorbeeldbesturing=stops
""",
}
"""The components of each invented organisation."""
