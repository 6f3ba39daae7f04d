# SPDX-License-Identifier: EUPL-1.2
"""Words by which a name or a mailbox is known: given names, words of organisations, functional mailboxes.

A table that a reader can extend. Given names: the most used in the Netherlands, without those that are also a Dutch
word, a place or a system so often that they would refuse plain text.
"""

GIVEN = frozenset(
    "aad aafke abdel abdul achmed ad adam adriaan agnes ahmed ahmet albert alex alexander ali alice amber amina "
    "andre andrea andreas andries angela angelique anita anja anke anna anne annelies annemarie annemieke anneke "
    "annet annette annie anouk anton antoinette antoon arend arie arjan arjen arno arnold arnoud arthur astrid ayse "
    "barbara bart bas bastiaan beatrix ben benjamin bernard bert bianca bob boris bram brigitte bruno carel carla "
    "carlo carolien caroline casper cees charlotte chantal chris christa christiaan christian christina christine "
    "claudia coen connie cor corine cornelis daan daniel danielle danny david debby deborah dennis diana diederik dick "
    "dirk dominique dorien edith eduard edwin eelco elisabeth elise elizabeth ellen els elsbeth emiel emma eric erica "
    "erik erwin esther eva evelien evert fatima fatma femke ferdinand fleur floor floris frank frans frederik freek "
    "fred frits gea geert geertje gerard gerben gerda gerrit gert gertjan gijs ginny greet guus hanneke hannah hans "
    "harald harm harrie harry hassan heleen helen helena henk hendrik herman hester hilde huub hugo ibrahim ilse ineke "
    "ingrid irene iris irma isabel ivo jaap jack jacco jacob jacqueline jacques jan janine janneke jasmijn jasper "
    "jeanette jelle jeroen jessica jesse jim joan job joep joey johan johanna johannes john jolanda joost joris "
    "jorrit joseph joyce judith jules julia jurgen karel karen karin karina karlijn kees khalid kevin kim klaas koen "
    "kristel lars laura leen lennart leo leon leonie lianne lies liesbeth linda lisa lisette loes lotte louis louise "
    "luc lucas luuk maaike maarten machteld manon marc marcel marco margot margriet maria marianne marieke marije "
    "marijke marijn marina mario marion mariska marit mark marleen marloes marlies martha martijn martin martine "
    "mathijs matthijs maurice maurits maud max melanie menno merel michael michel michiel miranda miriam mirjam mo "
    "mohamed mohammed monica monique mustafa nadia nancy natasja niels nicole nico nienke noor olaf olga omar oscar "
    "otto pascal patricia patrick paul paula pauline peter petra philip pien pieter pim quinten rachid ralf ralph "
    "ramon raymond rebecca renate rene renee richard rianne rick rik rob robert robin roel roelof roger rolf ron "
    "ronald roos rosa roy rudolf ruben rutger ruud sabine samira sander sandra sanne sara sarah saskia sebastiaan "
    "siebe simon simone sjaak sjoerd sofie sonja sophie stefan stephan steven stijn suzan suzanne sven sylvia tamara "
    "tanja teun theo thijs thomas tim timo tineke tjeerd tom ton tristan truus ursula vera victor vincent wendy "
    "werner wessel wiebe wilbert willem willemijn wilma wim wouter xander yasmin yolanda youssef yvette yvonne zoe "
    "james mary jennifer jane susan margaret karin elaine kenneth joe mike steve stephen andrew matthew gary jeff "
    "jeffrey scott brian edward timothy ryan gregory larry justin brandon raj priya wei juan carlos jose miguel "
    "pierre giovanni marie jean".split()
)
"""Given names in small letters."""

BODIES = frozenset(
    "academie afdeling agency association autoriteit bank bedrijf beheer belastingdienst bibliotheek board bureau bv "
    "b.v. centrum center centre cluster college commissie committee community company consortium contributors "
    "corp coöperatie council data department departement desk dienst directie division duo eenheid fonds foundation "
    "fund gemeente gmbh groep group hogeschool house inc inc. inspectie institute instituut kadaster kamer kanton lab "
    "labs limited llc loket ltd ltd. maatschappij markt ministerie ministry museum n.v. netwerk network nv office "
    "omgevingsdienst organisatie organisation overheid platform police politie project projects provincie "
    "programma raad rechtbank rijk rijksdienst rijkswaterstaat s.a. sarl sector servicedesk service services school "
    "security solutions software stichting systems software-team team teams technologies technology uitvoering "
    "umc unie universiteit university veiligheidsregio vereniging waterschap werkgroep werkplein ziekenhuis zaken "
    "straat laan weg plein hof kade singel prijs award".split()
)
"""Words that make a name the name of an organisation, a team or a place, not of a person."""

FUNCTIONAL = frozenset(
    "abuse admin api avg bag bgt bis brk brp bzk cert ciso cio csirt dpo fg foi geo git gis gr hr ict io it jz "
    "kcc kvk ndw nwb no-reply po pers post pr provincie question questions users user list lists announce issues "
    "commits bugs taken tasks inbox drenthe flevoland friesland fryslan gelderland limburg noordbrabant noordholland "
    "overijssel utrecht zeeland zuidholland roo root sales soc tooi vth wob woo woz wro".split()
)
"""Whole words that make a mailbox functional."""

STEMS = tuple(
    (
        "aanbested account advies advisory agenda algemeen algoritme applicat archief assets audit bedrijf beheer "
        "belasting beleid bericht bestuur bezoek bezwaar bibliothe bureau burgerz cartog cloud commun contact "
        "coordinat data datascience desk dev dienst digita directie enquir experience factu financ frontoffice "
        "gegevens gemeente generative geodata governance griffie handhav healthdata hello help helpdesk "
        "hostmaster indicat info informat inkoop innovat inspect integrit invoic klacht klant kwaliteit legal "
        "licens loket mail media meld mobili noreply office omgeving ondernem ondersteun ontwikkel open-data "
        "opendata openness overheid parkeer participat personeel platform postbus postmaster press privacy "
        "product programma project provincie publi raad receptie redact regist samenwerk secretar secur service "
        "social standaard statbel statisti subsidie support team techni terugmeld toegankelijk toezicht "
        "transparen urbanis vacature veiligheid vergunning verkeer verkiez voorlicht vragen waterschap webmaster "
        "webred welkom wereld zaken"
    ).split()
)
"""Beginnings that make a word in a mailbox functional; the long ones count inside a word too."""

PRIVATE_HOSTS = frozenset(
    "gmail.com googlemail.com hotmail.com hotmail.nl hotmail.be outlook.com outlook.nl live.nl live.com live.be "
    "msn.com icloud.com me.com mac.com yahoo.com yahoo.co.uk ymail.com aol.com gmx.net gmx.de web.de mail.com "
    "zoho.com ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl hetnet.nl upcmail.nl casema.nl "
    "chello.nl quicknet.nl telfort.nl tele2.nl wxs.nl zeelandnet.nl caiway.nl solcon.nl telenet.be skynet.be "
    "protonmail.com proton.me pm.me tutanota.com tuta.io fastmail.com hey.com".split()
)
"""Mail hosts of consumers: an address there belongs to a person, whatever stands before the @."""
