# SPDX-License-Identifier: EUPL-1.2
"""What stands in the audit log, in words for people."""

from stelsel.kernel.text import Text
from stelsel.node.audit import OPERATOR
from stelsel.node.audit_chain import CUT

ACTIONS = {
    "sign-in": Text(nl="aangemeld", en="signed in"),
    "sign-out": Text(nl="afgemeld", en="signed out"),
    "add-account": Text(nl="account toegevoegd", en="account added"),
    "change-role": Text(nl="rol gewijzigd", en="role changed"),
    "give-role": Text(nl="rol gegeven", en="role given"),
    "remove-role": Text(nl="rol weggehaald", en="role taken away"),
    "change-password": Text(nl="wachtwoord gewijzigd", en="password changed"),
    "account-linked": Text(nl="account van elders gekoppeld", en="account from elsewhere linked"),
    "session-ended": Text(nl="moest opnieuw aanmelden", en="had to sign in again"),
    "grant-mandate": Text(nl="mandaat verleend", en="mandate granted"),
    "revoke-mandate": Text(nl="mandaat ingetrokken", en="mandate revoked"),
    "representation-made": Text(nl="machtiging gegeven", en="representation given"),
    "representation-taken": Text(nl="machtiging aangenomen", en="representation taken"),
    "representation-ended": Text(nl="machtiging beëindigd", en="representation ended"),
    "acting-begun": Text(nl="handelt voor een ander", en="acts for another"),
    "acting-ended": Text(nl="handelt weer voor zichzelf", en="acts for oneself again"),
    "publish": Text(nl="gepubliceerd", en="published"),
    "correct": Text(nl="verbeterd", en="corrected"),
    "withdraw": Text(nl="ingetrokken", en="withdrawn"),
    "erase": Text(nl="gewist", en="erased"),
    "attach": Text(nl="bijlage toegevoegd", en="attachment added"),
    "dispute": Text(nl="betwist", en="disputed"),
    "answer-dispute": Text(nl="betwisting beantwoord", en="dispute answered"),
    "change-keys": Text(nl="sleutels vervangen", en="keys changed"),
    "next-keys": Text(nl="nieuwe sleutels gemaakt", en="next keys made"),
    "activate-keys": Text(nl="sleutels in gebruik genomen", en="keys activated"),
    "retire-keys": Text(nl="oude sleutels vernietigd", en="old keys destroyed"),
    "forbidden": Text(nl="wilde iets dat niet mag", en="wanted what is not allowed"),
    "budget": Text(nl="vroeg te veel achter elkaar", en="asked too much in a row"),
    "journey-state": Text(nl="stap van een wegwijzer niet te lezen", en="step of a guide not readable"),
    "change-held": Text(nl="wijziging wacht op een tweede persoon", en="change waits for a second person"),
    "change-failed": Text(nl="goedgekeurde wijziging niet gepubliceerd", en="approved change not published"),
    "publish-approved": Text(nl="publicatie goedgekeurd", en="publication approved"),
    "correct-approved": Text(nl="verbetering goedgekeurd", en="correction approved"),
    "withdraw-approved": Text(nl="intrekking goedgekeurd", en="withdrawal approved"),
    "erase-approved": Text(nl="wissing goedgekeurd", en="erasure approved"),
    "task-approved": Text(nl="taak goedgekeurd", en="task approved"),
    "task-refused": Text(nl="taak geweigerd", en="task refused"),
    "task-delegated": Text(nl="taak doorgegeven", en="task passed on"),
    "task-taken-back": Text(nl="verzoek teruggetrokken", en="request taken back"),
    "task-closed": Text(nl="taak gesloten", en="task closed"),
    "task-escalated": Text(nl="taak ook bij de beheerders", en="task goes to the administrators too"),
    "task-rule": Text(nl="vier ogen of termijn ingesteld", en="four eyes or term set"),
    "substitution": Text(nl="vervanging geregeld", en="standing in arranged"),
    "substitution-ended": Text(nl="vervanging beëindigd", en="standing in ended"),
    "digest-channel": Text(nl="dagelijks bericht ingesteld", en="daily digest set"),
    "digest-off": Text(nl="dagelijks bericht uitgezet", en="daily digest turned off"),
    "digest-sent": Text(nl="dagelijks bericht verstuurd", en="daily digest sent"),
    "job-asked": Text(nl="werk aangevraagd", en="work asked for"),
    "job-cancel-asked": Text(nl="gevraagd werk te stoppen", en="asked to stop work"),
    "job-cancelled": Text(nl="werk gestopt", en="work stopped"),
    "job-retried": Text(nl="werk opnieuw gestart", en="work started again"),
    "job-set-aside": Text(nl="werk opzijgezet na fouten", en="work set aside after faults"),
    "dossier.openen": Text(nl="dossier geopend", en="dossier opened"),
    "dossier.lezen": Text(nl="dossier lezen", en="reading a dossier"),
    "dossier.schrijven": Text(nl="in dossier schrijven", en="writing in a dossier"),
    "dossier.delen": Text(nl="dossier gedeeld", en="dossier shared"),
    "dossier.sluiten": Text(nl="dossier afgesloten", en="dossier closed"),
    "dossier.vasthouden": Text(nl="dossier vastgehouden", en="dossier held"),
    "dossier.vrijgeven": Text(nl="dossier losgelaten", en="dossier released"),
    "dossier.weggooien": Text(nl="concept weggegooid", en="draft thrown away"),
    "dossier.vernietigen": Text(nl="dossier vernietigd", en="dossier destroyed"),
    "dossier.inzageverzoek": Text(nl="inzageverzoek beantwoord", en="access request answered"),
    "publisher-enrolled": Text(nl="uitgever ingeschreven", en="publisher enrolled"),
    CUT: Text(nl="auditlog ingekort na de termijn", en="audit log shortened after its term"),
}
"""An action in words; one of another part of the product stands as it is."""
FACTS = {
    "entries": Text(nl="vermeldingen: {value}", en="entries: {value}"),
    "index": Text(nl="nummer {value}", en="number {value}"),
    "lastIndex": Text(nl="tot en met {value}", en="up to {value}"),
    "log": Text(nl="in logboek {value}", en="in log {value}"),
    "role": Text(nl="nu {value}", en="now {value}"),
    "former": Text(nl="was {value}", en="was {value}"),
    "times": Text(nl="keer: {value}", en="times: {value}"),
    "by": Text(nl="met {value}", en="with {value}"),
    "acr": Text(nl="zekerheid {value}", en="assurance {value}"),
    "task": Text(nl="taak {value}", en="task {value}"),
    "asked_by": Text(nl="gevraagd door {value}", en="asked by {value}"),
    "instead_of": Text(nl="in plaats van {value}", en="instead of {value}"),
    "to": Text(nl="aan {value}", en="to {value}"),
    "reason": Text(nl="reden: {value}", en="reason: {value}"),
    "generation": Text(nl="generatie {value}", en="generation {value}"),
}
"""A further fact in words; one of another part of the product stands as it is."""
SUBJECTS = {"page": Text(nl="deze site", en="this site"), "api": Text(nl="de API", en="the API")}
OUTCOMES = {
    "done": Text(nl="gedaan", en="done"),
    "refused": Text(nl="geweigerd", en="refused"),
    "failed": Text(nl="mislukt", en="failed"),
}
ACTORS = {
    "": Text(nl="niemand in het bijzonder", en="nobody in particular"),
    OPERATOR: Text(nl="technisch beheerder", en="operator"),
    "stelsel": Text(nl="deze node zelf", en="this node itself"),
    "provider": Text(nl="aanmelddienst", en="sign-in provider"),
}
"""Who is no account, in words."""
VALUES = {
    "AccountBackend": Text(nl="een wachtwoord", en="a password"),
    "OpenIdBackend": Text(nl="een account elders", en="an account elsewhere"),
}
"""A value of a fact in words."""
