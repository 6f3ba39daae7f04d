# SPDX-License-Identifier: EUPL-1.2
"""Give a publisher new keys, in every log that it has, without a moment in which a reader loses the way.

For each log: an entry that the old keys sign names the new ones; the checkpoint that ends with it is kept under its
size; then the new keys take over and sign the same checkpoint again. When every log has changed, the old private keys
are destroyed. A change that was interrupted goes on where it stopped.
"""

from collections.abc import Callable

from stelsel.kernel.entry import decode_envelope
from stelsel.kernel.personal_data import find_in_entry
from stelsel.kernel.problem import BadInput
from stelsel.node import clock
from stelsel.node.node import Node
from stelsel.node.signing import SignerClient
from stelsel.register._refusals import refuse
from stelsel.register.append import append
from stelsel.register.keys import key_submission
from stelsel.register.log import LogName, Submission, head
from stelsel.register.signer import vkeys

Told = Callable[[LogName], None]


def change_keys(node: Node, publisher: str, why: str, told: Told = lambda log: None) -> int:
    """New keys for every log of a publisher; the number of the generation that signs from now on. BadInput without a
    reason, or for one with personal data in it, before any key is made: it stays readable in every log."""
    if not why.strip():
        raise refuse("no-reason", publisher)
    if found := find_in_entry(publisher, "", None, why):
        raise BadInput(*found)
    signer = node.signer(publisher)
    number = _next(signer)
    for log in node.logs.sizes():
        if log.publisher == publisher:
            _change(node, signer, log, number, why)
            told(log)
    for one in signer.publics().generations:
        if one.number < number and one.state == "replaced":
            signer.retire(one.number)
    return number


def _next(signer: SignerClient) -> int:
    """The generation that was added and is not used by every log yet, else a new one."""
    keys = signer.publics()
    newest = keys.generations[-1].number
    waiting = keys.generations[-1].state == "next" or any(log.active < newest for log in keys.logs)
    return newest if waiting and newest > 1 else signer.add_generation().generation


def _change(node: Node, signer: SignerClient, log: LogName, number: int, why: str) -> None:
    states = {one.origin: one for one in signer.publics().logs}
    if log.origin not in states:
        return  # nothing was signed here yet; its first checkpoint takes the keys of the other logs
    if states[log.origin].active != number:
        one = signer.publics().generations[number - 1]
        item = key_submission(log, vkeys(log.origin, one.ed25519, one.ml_dsa_44), why)
        if not _stands_last(node, log, item):
            append(node.logs, log, signer, [item], clock.now(), clock.salt)
        node.logs.keep_checkpoint(log.origin)
        signer.activate(log.origin, number)
    if states[log.origin].signed_by != number:
        with node.logs.writing(log.origin):
            note = signer.sign(head(node.logs, log.origin), node.logs.note(log.origin), [])
            node.logs.sign_again(log.origin, note)


def _stands_last(node: Node, log: LogName, item: Submission) -> bool:
    """Whether the newest entry of a log is this one already."""
    size = head(node.logs, log.origin).size
    last = node.logs.stored(log.origin, size - 1, size)
    return any(decode_envelope(one.leaf).op == "key" and one.payload == item.payload for one in last)
