# SPDX-License-Identifier: EUPL-1.2
"""`stelsel keys`: the inventory of keys, and the steps of replacing one: next, activate, retire."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from stelsel.faces.cli import say
from stelsel.faces.cli.correct import Why
from stelsel.faces.cli.shared_options import Json, Lang, NoNode, has_node, home, language, open_node, spoken, start
from stelsel.faces.needs import needing
from stelsel.kernel.text import Text, number

if TYPE_CHECKING:
    from stelsel.node.signing import Connection, Keys, Line

app = typer.Typer(help=spoken("De sleutels van deze node.", "The keys of this node."), invoke_without_command=True)

Publisher = Annotated[str, typer.Argument(metavar="PUBLISHER", help=spoken("Uitgever.", "Publisher."))]
Generation = Annotated[int, typer.Argument(metavar="GENERATION", min=1, help=spoken("Generatie.", "Generation."))]
Origin = Annotated[str, typer.Argument(metavar="ORIGIN", help=spoken("Naam van het logboek.", "Name of the log."))]

_STATES = {
    "active": Text(nl="in gebruik", en="active"),
    "next": Text(nl="volgende", en="next"),
    "replaced": Text(nl="vervangen", en="replaced"),
    "retired": Text(nl="vernietigd", en="retired"),
}
_PLACES = {
    "key-file": Text(nl="sleutelbestand", en="key file"),
    "token": Text(nl="token", en="token"),
    "destroyed": Text(nl="vernietigd", en="destroyed"),
}
_NOTE = Text(
    nl="De ML-DSA-44-sleutel is een sleutelbestand bij de ondertekenaar; de Ed25519-sleutel kan in een token zitten.",
    en="The ML-DSA-44 key is a key file at the signer; the Ed25519 key may be in a token.",
)


@app.callback()
@needing("keep-node")
def keys(context: typer.Context, json: Json = False, lang: Lang = "") -> None:
    """Every key: what it is, where it lives, how old it is and what it does."""
    if context.invoked_subcommand:
        return
    from stelsel.node.signing import inventory

    connection = _signer()
    found = inventory(connection)
    private = _of_dossiers()
    if json:
        lines = [_wire(one, connection.place) for one in found]
        say.as_json({"sleutels": lines, "dossiersleutels": private, "toelichting": _NOTE.to(language())})
        return
    headings = (
        Text(nl="Uitgever", en="Publisher"),
        Text(nl="Generatie", en="Generation"),
        Text(nl="Algoritme", en="Algorithm"),
        Text(nl="Vingerafdruk (SHA-256)", en="Fingerprint (SHA-256)"),
        Text(nl="Plaats", en="Place"),
        Text(nl="Gemaakt", en="Made"),
        Text(nl="Dagen oud", en="Days old"),
        Text(nl="Toestand", en="State"),
    )
    say.rows(headings, (_row(one, connection.place) for one in found))
    print(_NOTE.to(language()))
    for one in private:
        state = _STATES["active" if one["inGebruik"] else "replaced"].to(language())
        about = f"{one['algoritme']} {one['vingerafdruk']} ({one['gemaakt']}): {state}"
        print(spoken("Sleutel van de dossiers", "Key of the dossiers") + f" {one['generatie']}: {about}")


@app.command("change", help=spoken("Geef een uitgever nieuwe sleutels.", "Give a publisher new keys."))
@needing("keep-node")
def change(publisher: Publisher, why: Why = "", lang: Lang = "") -> None:
    """In every log: the old keys name the new ones, the new ones take over, and the old ones are destroyed."""
    node = open_node()
    from stelsel.node.key_change import change_keys
    from stelsel.register.log import LogName

    def told(log: LogName) -> None:
        print(log.origin)

    number = change_keys(node, publisher, why, told)
    print(spoken(f"Generatie {number} ondertekent nu.", f"Generation {number} signs now."))


@app.command("next", help=spoken("Maak de volgende sleutels van een uitgever.", "Make the next keys of a publisher."))
@needing("keep-node")
def add_next(publisher: Publisher, json: Json = False, lang: Lang = "") -> None:
    """The new keys sign nothing yet: announce them first, then activate them."""
    from stelsel.node.signing import SignerClient

    made = SignerClient(_signer(), publisher).add_generation()
    _record("next-keys", publisher, made.generation)
    if json:
        say.as_json({"generatie": made.generation, "sleutels": made.vkeys})
        return
    print(spoken(f"Generatie {made.generation} van {publisher}:", f"Generation {made.generation} of {publisher}:"))
    for one in (key for keys_of_log in made.vkeys.values() for key in keys_of_log):
        print(f"  {one}")


@app.command("activate", help=spoken("Laat een generatie een logboek tekenen.", "Let a generation sign a log."))
@needing("keep-node")
def activate(origin: Origin, generation: Generation, json: Json = False, lang: Lang = "") -> None:
    """From the next checkpoint on."""
    from stelsel.node.signing import SignerClient

    found = SignerClient(_signer(), "").activate(origin, generation)
    _record("activate-keys", origin, generation)
    _show(found, json)


@app.command("retire", help=spoken("Vernietig de oude geheime sleutels.", "Destroy the old private keys."))
@needing("keep-node")
def retire(publisher: Publisher, generation: Generation, json: Json = False, lang: Lang = "") -> None:
    """Only when no log uses them; the public keys stay in the list."""
    from stelsel.node.signing import SignerClient

    found = SignerClient(_signer(), publisher).retire(generation)
    _record("retire-keys", publisher, generation)
    _show(found, json)


@app.command("request", help=spoken("Toon de sleutel voor verzoeken op afstand.", "Show the key for remote requests."))
@needing("keep-node")
def request(json: Json = False, lang: Lang = "") -> None:
    """The public key with which this node signs its requests to a signer elsewhere; made when there is none."""
    from stelsel.node.signing.process import folder_of
    from stelsel.node.signing.remote import key_at

    public = key_at(folder_of(home()) / "request.key").public.hex()
    if json:
        say.as_json({"sleutel": public})
    else:
        print(public)


def _of_dossiers() -> list[dict[str, Any]]:
    """The generations of the key that wraps the keys of dossiers; none on a machine with only a signer."""
    if not (home() / "dossier-keys").is_dir():
        return []
    from datetime import UTC, datetime

    open_node()
    from stelsel.faces.cli.dossier import plain_key
    from stelsel.node.dossiers import key_lines

    return [plain_key(one) for one in key_lines(datetime.now(UTC))]


def _signer() -> "Connection":
    from stelsel.node.signing import open_signer

    if not (home() / "keys").is_dir() and not (home() / "signer" / "remote.json").exists():
        raise NoNode(home())
    return open_signer(home())


def _record(action: str, subject: str, generation: int) -> None:
    """In the audit log, where this machine has the node and not only its signer."""
    if not has_node():
        return
    start()
    from stelsel.node.audit import OPERATOR, audit

    publisher = subject.rsplit("/", 2)[-2] if "/" in subject else subject
    audit(action, OPERATOR, subject, publisher=publisher, generation=generation)


def _place(one: "Line", remote: str) -> str:
    place = f"{_PLACES[one.place].to(language())} {one.token}".strip()
    return f"{remote}: {place}" if remote else place


def _row(one: "Line", remote: str) -> tuple[str, ...]:
    return (
        one.publisher,
        str(one.generation),
        one.algorithm,
        one.fingerprint,
        _place(one, remote),
        one.made,
        number(one.age_days, language()),
        _STATES[one.state].to(language()),
    )


def _wire(one: "Line", remote: str) -> dict[str, Any]:
    return {
        "uitgever": one.publisher,
        "generatie": one.generation,
        "algoritme": one.algorithm,
        "vingerafdruk": one.fingerprint,
        "plaats": _PLACES[one.place].nl,
        "token": one.token or None,
        "opAfstand": remote or None,
        "gemaakt": one.made,
        "dagenOud": one.age_days,
        "toestand": _STATES[one.state].nl,
    }


def _show(found: "Keys", json: bool) -> None:
    if json:
        say.as_json(
            {
                "uitgever": found.publisher,
                "generaties": [
                    {"generatie": one.number, "toestand": _STATES[one.state].nl} for one in found.generations
                ],
                "logboeken": [{"oorsprong": one.origin, "generatie": one.active} for one in found.logs],
            }
        )
        return
    for one in found.generations:
        print(spoken(f"Generatie {one.number}: ", f"Generation {one.number}: ") + _STATES[one.state].to(language()))
    for log in found.logs:
        print(spoken(f"{log.origin}: generatie {log.active}", f"{log.origin}: generation {log.active}"))
