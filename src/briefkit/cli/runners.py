"""Who makes reports for a command: processes here, or the workers of a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from briefkit.publish.runners.servers import Servers

if TYPE_CHECKING:
    from briefkit.publish.editions.edition import Makers

__all__ = ["runner_options", "runners"]

Function = TypeVar("Function", bound=Callable[..., Any])

_JOBS = "Briefs that are made at once."
_SCHEDULER = "Address of a Dask scheduler whose workers make the briefs, in place of --jobs."


def runner_options(command: Function) -> Function:
    """Add ``--jobs`` and ``--scheduler``."""
    scheduler = click.option("--scheduler", metavar="ADDRESS", help=_SCHEDULER)
    kinds = {"type": click.IntRange(1), "metavar": "N", "show_default": "cores"}
    return click.option("--jobs", help=_JOBS, **kinds)(scheduler(command))  # type: ignore[arg-type]


@contextmanager
def runners(
    scheduler: str | None, jobs: int | None, kernels: str, data: str | None
) -> Iterator[Makers]:
    """Open what makes reports, and close it.

    Parameters
    ----------
    scheduler : str or None
        Address of a Dask scheduler.
    jobs : int or None
        Reports that are made at once here.
    kernels : str
        ``fork`` or ``spawn``.
    data : str or None
        Data folder, as the user names it.

    Yields
    ------
    briefkit.publish.editions.edition.Makers

    Raises
    ------
    click.UsageError
        If both a scheduler and a number of jobs are given.
    """
    if scheduler is not None:
        if jobs is not None:
            raise click.UsageError(
                "--jobs is for briefs that are made here; with --scheduler its workers make them."
            )
        from briefkit.publish.runners.cluster import Cluster

        with Cluster(scheduler, kernels) as cluster:
            yield cluster
        return
    with Servers(kernels, data) as servers:  # they load while we do
        from briefkit.publish.runners.pool import Pool

        with Pool(servers, jobs) as pool:
            yield pool
