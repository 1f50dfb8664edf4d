"""The group of all commands, and what an error looks like."""

from __future__ import annotations

import atexit
import errno
import gc
from typing import Any

import click

import briefkit
from briefkit.cli.assess import assess
from briefkit.cli.claim import claim
from briefkit.cli.compare import changes, verify
from briefkit.cli.decide import decide
from briefkit.cli.docs import docs
from briefkit.cli.dossier import dossier
from briefkit.cli.explain import explain
from briefkit.cli.judgements import judgements
from briefkit.cli.lint import lint
from briefkit.cli.render import list_briefs, render
from briefkit.cli.show import show
from briefkit.cli.stop import INTERRUPTED, TERMINATED, Terminated, stoppable
from briefkit.cli.tables import check, format_, init
from briefkit.errors import BriefkitError

__all__ = ["BAD_INPUT", "main"]

# What is held at the end need not be gone through once more, which takes a tenth of a second.
atexit.register(gc.freeze)
#: Exit code of bad usage and of bad data; a brief that failed gives 1.
BAD_INPUT = 2


class Commands(click.Group):
    """Commands whose expected errors are lines on stderr, never tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what briefkit or the disk refuses ends it with exit code 2.

        One that is stopped lets go of all that it holds, and ends as a shell expects it.
        """
        try:
            with stoppable():
                return super().invoke(ctx)
        except (KeyboardInterrupt, Terminated) as stopped:
            click.echo("Stopped. Nothing is half written.", err=True)
            return ctx.exit(TERMINATED if isinstance(stopped, Terminated) else INTERRUPTED)
        except BriefkitError as error:
            message = str(error)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader has left: click knows what to do
                raise
            message = f"{error.filename or 'the system'}: {error.strerror or error}"
        lines = message.splitlines()
        click.echo(f"Error: {message}" if len(lines) == 1 else message, err=True)
        return ctx.exit(BAD_INPUT)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "show_default": True},
)
@click.version_option(briefkit.__version__, "--version", prog_name="briefkit")
def main() -> None:
    """Turn contested reporting into dated briefs that can prove every number they print.

    The data folder is the one that --data names, else $BRIEFKIT_DATA, else the nearest data/ from
    the working folder upwards, else the one that comes with briefkit, which is only read.

    Exit codes: 0 done; 1 a brief failed or breaks a rule, an edition drifted, or a generated file
    is stale; 2 bad
    usage or bad data, nothing written; 3 nothing changed, with --fail-if-unchanged; 130 stopped
    from the keyboard, 143 by a signal to end.
    """


for command in (
    render, check, format_, list_briefs, show, assess, judgements, explain, dossier, changes,
    verify, claim, decide, lint, init, docs,
):  # fmt: skip
    main.add_command(command)
