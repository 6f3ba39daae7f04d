# SPDX-License-Identifier: EUPL-1.2
"""`stelsel ...`: the commands in one list, and how errors leave."""

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from typer.core import TyperGroup

from stelsel.faces.cli.ends import End, Finished, explained, tell
from stelsel.faces.cli.shared_options import language, spoken

_ABOUT = spoken(
    "Stelsel: ondertekende vermeldingen, gedeelde afspraken, vragen met hun redenen.",
    "Stelsel: signed entries, shared rules, questions answered with their reasons.",
)
_USAGE_ERROR = typer.BadParameter.__mro__[2]
"""What the option parser raises for a command line that it does not understand."""

COMMANDS = {
    "init": "init.init",
    "up": "up.up",
    "serve": "serve.serve",
    "publish": "publish.publish",
    "correct": "correct.correct",
    "withdraw": "withdraw.withdraw",
    "bottleneck": "bottleneck",
    "dispute": "dispute.dispute",
    "answer": "dispute.answer",
    "ask": "ask",
    "route": "route.route",
    "rules": "rules",
    "agreement": "agreement",
    "search": "search.search",
    "show": "show.show",
    "import": "import_files.import_files",
    "export": "export.export",
    "erase": "erase.erase",
    "attach": "attach.attach",
    "retention": "retention.retention",
    "fsck": "care.fsck",
    "backup": "care.backup",
    "restore": "care.restore",
    "dossier": "dossier",
    "tasks": "tasks",
    "migrate-to": "migrate_to.migrate_to",
    "receipt": "newest",
    "keys": "keys",
    "seal": "seal",
    "audit": "audit",
    "account": "account",
    "mandate": "mandate",
    "sign-in": "account.sign_in",
    "jobs": "jobs",
    "signer": "signer.signer",
}
"""Each command: the module here and its function; of a group of commands only the module, which has an `app`."""


class Commands(TyperGroup):
    """The commands, each loaded when it is asked for: most need a part of the product only."""

    def list_commands(self, ctx: Any) -> list[str]:
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(".")
        found = import_module(f"stelsel.faces.cli.{module}")
        if function:
            own = typer.Typer(add_completion=False)
            own.command(cmd_name)(getattr(found, function))
            return typer.main.get_command(own)
        group = typer.main.get_group(found.app)
        group.name = cmd_name
        return group


app = typer.Typer(cls=Commands, help=_ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


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
