# SPDX-License-Identifier: EUPL-1.2
"""`stelsel ...`: the commands in one list, and how errors leave."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated

import structlog
import typer

from stelsel.faces.cli import (
    account,
    ask,
    attach,
    audit,
    care,
    correct,
    dispute,
    dossier,
    erase,
    export,
    import_files,
    init,
    jobs,
    keys,
    mandate,
    migrate_to,
    newest,
    publish,
    retention,
    seal,
    search,
    serve,
    show,
    signer,
    synthesise,
    tasks,
    up,
    withdraw,
)
from stelsel.faces.cli.ends import End, Finished, explained, tell
from stelsel.faces.cli.shared_options import language, spoken

_ABOUT = spoken(
    "Stelsel: ondertekende vermeldingen, gedeelde afspraken, vragen met hun redenen.",
    "Stelsel: signed entries, shared rules, questions answered with their reasons.",
)
_USAGE_ERROR = typer.BadParameter.__mro__[2]
"""What the option parser raises for a command line that it does not understand."""

app = typer.Typer(help=_ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command("init")(init.init)
app.command("up")(up.up)
app.command("serve")(serve.serve)
app.command("publish")(publish.publish)
app.command("correct")(correct.correct)
app.command("withdraw")(withdraw.withdraw)
app.command("dispute")(dispute.dispute)
app.command("answer")(dispute.answer)
app.add_typer(ask.app, name="ask", cls=ask.Questions)
app.command("search")(search.search)
app.command("show")(show.show)
app.command("import")(import_files.import_files)
app.command("export")(export.export)
app.command("erase")(erase.erase)
app.command("attach")(attach.attach)
app.command("retention")(retention.retention)
app.command("fsck")(care.fsck)
app.command("backup")(care.backup)
app.command("restore")(care.restore)
app.add_typer(dossier.app, name="dossier")
app.add_typer(tasks.app, name="tasks")
app.command("migrate-to")(migrate_to.migrate_to)
app.add_typer(newest.app, name="receipt")
app.add_typer(keys.app, name="keys")
app.add_typer(seal.app, name="seal")
app.add_typer(audit.app, name="audit")
app.add_typer(account.app, name="account")
app.add_typer(mandate.app, name="mandate")
app.command("sign-in")(account.sign_in)
app.add_typer(jobs.app, name="jobs")
app.command("signer")(signer.signer)
app.command("synthesise")(synthesise.synthesise)


@app.callback()
def everywhere(
    at_home: Annotated[
        Path | None,
        typer.Option(
            "--at-home",
            help=spoken(
                "Map van de node; anders STELSEL_HOME, anders ./var.",
                "Folder of the node; else STELSEL_HOME, else ./var.",
            ),
        ),
    ] = None,
) -> None:
    """What holds for every command."""
    if at_home is not None:
        os.environ["STELSEL_HOME"] = str(at_home.expanduser().resolve())


def main(arguments: list[str]) -> int:
    """Run a command line; returns its exit code. Errors become one line each on the error stream."""
    try:
        found = app(arguments, prog_name="stelsel", standalone_mode=False)
        return int(found or End.OK)
    except Finished as end:
        return end.code
    except (typer.Abort, KeyboardInterrupt):
        return End.INTERRUPTED
    except typer.Exit as end:
        return int(end.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return End.OK
    except Exception as error:
        if isinstance(error, _USAGE_ERROR):
            print(_usage(error), file=sys.stderr)
            return End.BAD_INPUT
        known = explained(error)
        if known is None:
            raise
        code, findings = known
        tell(findings, language())
        return code


def _usage(error: Exception) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "stelsel"
    said = error.format_message() if hasattr(error, "format_message") else str(error)
    return f"{command}: {said} {spoken(f'Probeer: {command} --help', f'Try: {command} --help')}"


def run() -> None:
    """The command `stelsel`. What it answers is on standard output, what it has to tell besides on standard error."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=lambda *parts: structlog.PrintLogger(sys.stderr),
    )
    sys.exit(main(sys.argv[1:]))
