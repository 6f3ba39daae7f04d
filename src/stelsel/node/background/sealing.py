# SPDX-License-Identifier: EUPL-1.2
"""The daily seal of every log as a job: made once a day, so a second time changes nothing."""

from typing import Any

from django.conf import settings

from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.node.background.outcome import outcome
from stelsel.node.jobs import Work, job
from stelsel.node.node import node
from stelsel.node.seal_means import means_of
from stelsel.node.seals import make

_NONE = Text(
    nl="Niet verzegeld: deze node heeft geen sleutel om mee te verzegelen (STELSEL_SEAL_KEY).",
    en="Not sealed: this node has no key to seal with (STELSEL_SEAL_KEY).",
)


@job(Text(nl="Verzegel de logboeken van vandaag", en="Seal today's logs"))
def seal_day(context: Work) -> dict[str, Any]:
    """Every log with entries. One that cannot be sealed is told and does not stop the rest; where the time-stamp
    authority does not answer, the job fails and is tried again."""
    here = node()
    try:
        means = means_of(here.home, settings.SEAL_KEY, settings.SEAL_CERTIFICATES, settings.TIMESTAMP_URL)
    except BadInput as problem:
        if problem.findings[0].code == "no-seal-key":  # a choice, not a fault
            return outcome(_NONE)
        raise
    logs = [log for log, size in sorted(here.logs.sizes().items(), key=lambda one: one[0].origin) if size]
    sealed, findings = 0, list[Finding]()
    for done, log in enumerate(logs):
        context.report(done, len(logs), Text(nl=f"Logboek {log.origin}", en=f"Log {log.origin}"))
        try:
            sealed += make(here, log, means).fresh
        except BadInput as problem:
            findings += problem.findings
    context.report(len(logs), len(logs))
    trial_nl, trial_en = (" (PROEF)", " (PROEF, a trial)") if means.trial else ("", "")
    said = Text(nl=f"Nieuwe zegels: {sealed}{trial_nl}.", en=f"New seals: {sealed}{trial_en}.")
    return outcome(said, findings, sealed=sealed, logs=len(logs))
