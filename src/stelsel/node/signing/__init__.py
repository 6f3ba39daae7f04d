# SPDX-License-Identifier: EUPL-1.2
"""The signer: a process of its own that holds the private keys and never signs two checkpoints that contradict.

    signer = SignerClient(open_signer(home), publisher)
    note = signer.sign(checkpoint, before, consistency)

A node only sees public keys and signed notes. `service` is the signer without sockets, `ledger` what it remembers,
`keyring` its keys, `process` how it starts, `remote` how it is reached from another machine.
"""

from stelsel.node.signing.client import Connection, SignerClient, inventory
from stelsel.node.signing.process import ensure_signer, open_signer, stop_signer
from stelsel.node.signing.wire import Keys, Line, Next

__all__ = [
    "Connection",
    "Keys",
    "Line",
    "Next",
    "SignerClient",
    "ensure_signer",
    "inventory",
    "open_signer",
    "stop_signer",
]
