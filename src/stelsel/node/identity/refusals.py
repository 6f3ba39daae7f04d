# SPDX-License-Identifier: EUPL-1.2
"""Why signing in with an account elsewhere is refused: a code for the audit log, and words for the person."""

from stelsel.kernel.problem import Finding, NotAllowed
from stelsel.kernel.text import Text

_AGAIN = Text(nl="Begin opnieuw bij Aanmelden.", en="Begin again at Sign in.")
_TELL = Text(
    nl="Probeer het later opnieuw. Blijft het zo, meld dit dan bij de beheerder van deze node.",
    en="Try again later. If it stays so, tell the administrator of this node.",
)
_TRUST = Text(
    nl="U bent niet aangemeld. Meld dit bij de beheerder van deze node: de aanbieder is zo niet te vertrouwen.",
    en="You are not signed in. Tell the administrator of this node: like this the provider cannot be trusted.",
)

REASONS: dict[str, tuple[Text, Text]] = {
    "no-provider": (
        Text(nl="Zo aanmelden staat hier niet aan.", en="Signing in this way is not switched on here."),
        Text(nl="Kies een andere manier om u aan te melden.", en="Choose another way to sign in."),
    ),
    "provider-away": (
        Text(nl="De aanbieder van uw account antwoordt niet.", en="The provider of your account does not answer."),
        _TELL,
    ),
    "provider-error": (
        Text(nl="De aanbieder van uw account meldt een fout.", en="The provider of your account reports an error."),
        _TELL,
    ),
    "configuration": (
        Text(
            nl="Aanmelden bij deze aanbieder is niet goed ingesteld.",
            en="Signing in at this provider is not set up right.",
        ),
        _TELL,
    ),
    "stopped": (
        Text(nl="Het aanmelden is bij de aanbieder gestopt.", en="Signing in was stopped at the provider."),
        _AGAIN,
    ),
    "state": (
        Text(
            nl="Deze aanmelding is hier niet begonnen, of al gebruikt.",
            en="This sign-in was not begun here, or was used already.",
        ),
        _AGAIN,
    ),
    "state-old": (Text(nl="Deze aanmelding duurde te lang.", en="This sign-in took too long."), _AGAIN),
    "code": (
        Text(
            nl="De aanbieder neemt de code van deze aanmelding niet aan.",
            en="The provider does not take the code of this sign-in.",
        ),
        _AGAIN,
    ),
    "token": (
        Text(nl="Het bewijs van uw aanmelding is niet te lezen.", en="The proof of your sign-in cannot be read."),
        _TRUST,
    ),
    "algorithm": (
        Text(
            nl="Het bewijs van uw aanmelding is op een verboden manier ondertekend.",
            en="The proof of your sign-in is signed in a forbidden way.",
        ),
        _TRUST,
    ),
    "key": (
        Text(
            nl="Het bewijs van uw aanmelding is met een onbekende sleutel ondertekend.",
            en="The proof of your sign-in is signed with an unknown key.",
        ),
        _TRUST,
    ),
    "signature": (
        Text(
            nl="De handtekening onder uw aanmelding klopt niet.", en="The signature under your sign-in does not hold."
        ),
        _TRUST,
    ),
    "issuer": (
        Text(
            nl="Uw aanmelding komt van een andere aanbieder dan gevraagd.",
            en="Your sign-in comes from another provider than was asked.",
        ),
        _TRUST,
    ),
    "audience": (
        Text(nl="Uw aanmelding is voor een andere site bedoeld.", en="Your sign-in is meant for another site."),
        _TRUST,
    ),
    "nonce": (
        Text(nl="Uw aanmelding hoort niet bij deze browser.", en="Your sign-in does not belong to this browser."),
        _AGAIN,
    ),
    "expired": (
        Text(
            nl="Uw aanmelding is verlopen, of de klok van de aanbieder loopt niet gelijk.",
            en="Your sign-in has expired, or the provider's clock is off.",
        ),
        _AGAIN,
    ),
    "level": (
        Text(nl="U hebt zich met te weinig zekerheid aangemeld.", en="You signed in with too little assurance."),
        Text(
            nl="Meld u opnieuw aan op een hoger niveau, bijvoorbeeld met de app.",
            en="Sign in again at a higher level, for instance with the app.",
        ),
    ),
    "subject": (
        Text(
            nl="De aanbieder gaf geen bruikbaar kenmerk van uw account.",
            en="The provider gave no usable identifier of your account.",
        ),
        _TELL,
    ),
    "citizen-number": (
        Text(
            nl="De aanbieder gaf een burgerservicenummer. Dat bewaren wij nooit.",
            en="The provider gave a citizen service number. We never keep that.",
        ),
        Text(
            nl="U bent niet aangemeld. De beheerder moet de aanbieder om een pseudoniem vragen.",
            en="You are not signed in. The administrator must ask the provider for a pseudonym.",
        ),
    ),
    "representation": (
        Text(
            nl="De aanbieder zegt dat u namens een ander komt. Dat regelt u hier onder Machtigen.",
            en="The provider says that you come for another. Here you arrange that under Representation.",
        ),
        Text(nl="Meld u aan voor uzelf.", en="Sign in for yourself."),
    ),
    "other-group": (
        Text(
            nl="Dit account hoort bij een andere manier van aanmelden.",
            en="This account belongs to another way of signing in.",
        ),
        Text(nl="Meld u aan zoals de eerste keer.", en="Sign in as you did the first time."),
    ),
    "inactive": (
        Text(nl="Dit account is uitgezet.", en="This account is switched off."),
        Text(nl="Vraag de beheerder van uw organisatie.", en="Ask the administrator of your organisation."),
    ),
}
"""Code -> what happened, and what to do."""


class SignInRefused(NotAllowed):
    """Nobody is signed in. `code` is a key of REASONS; `detail` is for the audit log: no secret, no personal data."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(Finding(code, "", *REASONS[code]))
