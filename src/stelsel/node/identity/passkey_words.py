# SPDX-License-Identifier: EUPL-1.2
"""What is said when a passkey is refused. An unknown passkey, another account's and a wrong signature share one text:
nobody learns which passkeys there are."""

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text

FIELD = "passkey"
"""Where on a page a passkey is used."""
_AGAIN = Text(nl="Probeer het opnieuw.", en="Try again.")
_WORDS: dict[str, tuple[Text, Text]] = {
    "unknown": (
        Text(nl="Met deze passkey kunt u hier niet aanmelden.", en="You cannot sign in here with this passkey."),
        Text(nl="Kies een andere, of meld u aan met uw wachtwoord.", en="Choose another, or sign in by password."),
    ),
    "expired": (
        Text(nl="Deze poging is verlopen of al gebruikt.", en="This attempt has expired or was used already."),
        Text(nl="Begin opnieuw. U hebt vijf minuten.", en="Begin again. You have five minutes."),
    ),
    "origin": (
        Text(nl="Deze passkey is op een ander adres gebruikt.", en="This passkey was used at another address."),
        Text(nl="Kijk of het adres in uw browser klopt.", en="See whether the address in your browser is right."),
    ),
    "verification": (
        Text(nl="Uw apparaat controleerde niet dat u het bent.", en="Your device did not check that it is you."),
        Text(
            nl="Stel op uw apparaat een pincode, vingerafdruk of gezichtsherkenning in.",
            en="Set a PIN, a fingerprint or face recognition on your device.",
        ),
    ),
    "counter": (
        Text(
            nl="Deze passkey is misschien gekopieerd: zijn teller loopt terug. Daarom is hij geweigerd.",
            en="This passkey may have been copied: its counter runs back. Therefore it was refused.",
        ),
        Text(
            nl="Meld u op een andere manier aan, verwijder deze passkey, en meld het uw beheerder.",
            en="Sign in another way, remove this passkey, and tell your administrator.",
        ),
    ),
    "unreadable": (
        Text(nl="Het antwoord van uw browser is niet te lezen.", en="The answer of your browser cannot be read."),
        _AGAIN,
    ),
    "not-taken": (
        Text(nl="Deze passkey kan hier niet worden toegevoegd.", en="This passkey cannot be added here."),
        Text(nl="Kies een ander apparaat of een andere sleutel.", en="Choose another device or another key."),
    ),
    "too-many": (
        Text(nl="Dit account heeft al twintig passkeys.", en="This account has twenty passkeys already."),
        Text(nl="Verwijder er eerst een.", en="Remove one first."),
    ),
    "name": (
        Text(nl="Geef een naam van 1 tot 60 tekens.", en="Give a name of 1 to 60 letters."),
        Text(nl="Bijvoorbeeld: laptop van het werk.", en="For instance: laptop at work."),
    ),
    "gone": (
        Text(nl="Deze passkey is er niet (meer).", en="This passkey is not there (any more)."),
        Text(nl="Kijk in de lijst.", en="See the list."),
    ),
    "needed": (
        Text(
            nl="Uw wachtwoord staat uit. Daarom hebt u deze passkey nodig.",
            en="Your password is off. Therefore you need this passkey.",
        ),
        Text(nl="Zet eerst uw wachtwoord weer aan.", en="First switch your password on again."),
    ),
    "two": (
        Text(
            nl="Uw wachtwoord kan pas uit als u twee passkeys hebt.",
            en="Your password can be switched off when you have two passkeys.",
        ),
        Text(nl="Voeg er eerst een toe.", en="First add one."),
    ),
    "confirm": (
        Text(nl="Bevestig eerst dat u het bent.", en="First confirm that it is you."),
        Text(nl="Dat geldt vijf minuten.", en="That holds for five minutes."),
    ),
    "password": (
        Text(nl="Dit is niet uw wachtwoord.", en="This is not your password."),
        Text(nl="Controleer het en probeer het opnieuw.", en="Check it and try again."),
    ),
    "not-local": (
        Text(nl="Dit account heeft hier geen wachtwoord.", en="This account has no password here."),
        Text(nl="Meld u aan waar het account is.", en="Sign in where the account is."),
    ),
}


def refused(code: str, where: str = FIELD) -> BadInput:
    """The refusal of this name."""
    what, cure = _WORDS[code]
    return BadInput(Finding(f"passkey-{code}", where, what, cure))
