# SPDX-License-Identifier: EUPL-1.2
"""`stelsel signer`: run the signer of this node by itself, for this machine and, when told so, for other machines."""

import threading
from typing import Annotated

import typer

from stelsel.faces.cli.shared_options import Lang, home, spoken
from stelsel.faces.needs import needing
from stelsel.kernel.problem import bad_input
from stelsel.kernel.text import Text

Listen = Annotated[
    str,
    typer.Option(
        metavar="HOST:PORT",
        help=spoken(
            "Neem ook ondertekende verzoeken van andere machines aan, op dit adres.",
            "Also take signed requests from other machines, at this address.",
        ),
    ),
]


@needing("keep-node")
def signer(listen: Listen = "", lang: Lang = "") -> None:
    from stelsel.node.signing.process import folder_of, run, stops_on_signals
    from stelsel.node.signing.remote import key_at

    address = _address(listen) if listen else None
    stop = threading.Event()
    stops_on_signals(stop)

    def ready() -> None:
        print(spoken(f"De ondertekenaar van {home()} luistert.", f"The signer of {home()} listens."))
        if address:
            key = key_at(folder_of(home()) / "answer.key").public.hex()
            print(spoken(f"Op {listen}; antwoordsleutel {key}", f"At {listen}; answer key {key}"))
        print(spoken("Stoppen: Ctrl+C", "Stop: Ctrl+C"), flush=True)

    run(home(), ready, stop, address)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not (host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise bad_input(
            "address",
            "--listen",
            Text(nl=f"“{text}” is geen adres met poort.", en=f"“{text}” is no address with a port."),
            Text(nl="Schrijf bijvoorbeeld 10.0.0.5:8020.", en="Write for instance 10.0.0.5:8020."),
        )
    return host.strip("[]"), int(port)


signer.__doc__ = spoken("Start alleen de ondertekenaar.", "Start only the signer.")
