"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["as_of_option", "data_option", "format_option"]

Function = TypeVar("Function", bound=Callable[..., Any])


def data_option(command: Function) -> Function:
    """Add ``--data``."""
    return click.option("--data", metavar="DIR", help="Data folder, in place of the nearest.")(
        command
    )


def as_of_option(command: Function) -> Function:
    """Add ``--as-of``."""
    return click.option(
        "--as-of",
        metavar="DAY",
        help="Count only what was published by then: a day, a month or a year. "
        "[default: the newest publication]",
    )(command)


def format_option(*choices: str) -> Callable[[Function], Function]:
    """Add ``--format`` with these choices; the first is the default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(choices),
        default=choices[0],
        help="How the result is printed.",
    )
