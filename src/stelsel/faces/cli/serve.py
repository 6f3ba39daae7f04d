# SPDX-License-Identifier: EUPL-1.2
"""`stelsel serve`: serve the node that is there, and load nothing."""

import os

from stelsel.faces.cli.shared_options import Lang, spoken, start
from stelsel.faces.cli.up import Host, Jobs, Port, address_of, open_up
from stelsel.faces.needs import needing


@needing("keep-node")
def serve(port: Port = 8000, host: Host = "127.0.0.1", jobs: Jobs = True, lang: Lang = "") -> None:
    from stelsel.node.serve import check_port, migrate

    check_port(host, port)
    os.environ.setdefault("STELSEL_URL", address_of(host, port))
    start()
    migrate()
    open_up(host, port, jobs)


serve.__doc__ = spoken("Start de node die er staat.", "Start the node that is there.")
