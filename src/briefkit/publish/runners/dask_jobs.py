"""Reports that were sent to a Dask cluster together, and what is heard of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from briefkit.errors import RenderError
from briefkit.publish.catalogue.inputs import versions
from briefkit.publish.runners.remote_worker import Unwanted, station
from briefkit.publish.runners.report import Report, Task
from briefkit.publish.runners.transfer import Corpus, Order, difference

if TYPE_CHECKING:
    from briefkit.publish.runners.watcher import Watcher

__all__ = ["Dispatch", "first_line"]

_TOPIC = "briefkit"  # of what workers tell while they make reports
_OF_ALL = "all"  # Dask's own, of workers that come and go
_CANCELLED = {
    "scheduler-connection-lost": "the connection to the scheduler was lost before it came back",
    "scheduler-restart": "the scheduler was restarted before it came back",
}
_PATIENCE = 1.0  # seconds between two looks at whether the scheduler is there
_LONGEST = 60.0  # seconds that the files of one report may be on their way at once


def _make(
    place: tuple[str, int], kernels: str, wanted: Mapping[str, str], order: Order, corpus: Corpus
) -> Report:
    """Make a report: what a worker does."""
    from distributed import Reschedule, get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def tell(kind: str, said: Any) -> None:
        worker.log_event(_TOPIC, [*place, kind, said])

    def is_wanted() -> bool:
        known = worker.state.tasks.get(key)
        is_ending = worker.status.name in ("closing", "closed", "failed")
        return known is not None and known.state != "cancelled" and not is_ending

    differs = difference(wanted, versions(), f"the worker at {worker.address}")
    if differs:
        raise RenderError(differs)
    try:
        with station(corpus, kernels) as here:
            return here.make(order, tell, is_wanted)
    except Unwanted:
        raise Reschedule from None  # if it is wanted after all, then by another worker


class Dispatch:
    """Reports that are sent together.

    Parameters
    ----------
    client : distributed.Client
        Connected.
    tasks : sequence of Task
        What to make.
    kernels : str
        How kernels come to be on the workers: ``fork`` or ``spawn``.
    watcher : Watcher
        Told what happens.
    """

    def __init__(self, client: Any, tasks: Sequence[Task], kernels: str, watcher: Watcher) -> None:
        self.client, self.tasks, self.kernels, self.watcher = client, tasks, kernels, watcher
        self.name = uuid.uuid4().hex
        self.news: SimpleQueue[tuple[str, Any]] = SimpleQueue()
        self.sent: dict[int, Any] = {}
        self.killed: dict[int, str] = {}
        self.told: set[str] = set()
        for topic in (_TOPIC, _OF_ALL):
            self.client.subscribe_topic(topic, partial(self._hear, topic))
        self.workers = set(client.nthreads())
        self.corpora = self._send_corpora()

    def reports(self) -> Iterator[Report]:
        """Send the tasks and yield what comes of each, in the order in which they are done.

        Where several reports are said to have cost their workers, each is sent again alone: only
        one of them may have done it, and have had the others beside it.
        """
        self._send(range(len(self.tasks)))
        yield from self._taken()
        doubtful, self.killed = self.killed, {}
        for number, reason in doubtful.items():
            if len(doubtful) > 1:
                self._send([number])
                yield from self._taken()
                reason = self.killed.pop(number, "")
            if reason:
                yield self._failed(number, reason)

    def close(self) -> None:
        """Have what is not done yet left undone."""
        if self.client.status != "running":
            return
        with suppress(Exception):
            self.client.cancel([*self.sent.values(), *self.corpora.values()])
            for topic in (_TOPIC, _OF_ALL):
                self.client.unsubscribe_topic(topic)

    def _send_corpora(self) -> dict[tuple[Path, Path], Any]:
        """Send what the reports are made from, once; a worker that lacks it asks another."""
        notebooks: dict[tuple[Path, Path], dict[Path, None]] = {}
        for task in self.tasks:
            notebooks.setdefault(_origin(task), {})[task.brief.path] = None
        sent = {}
        for origin, paths in notebooks.items():
            corpus = Corpus.of(origin[0], list(paths))
            # A result, not scattered data, is made again if all workers that hold it die.
            sent[origin] = self.client.submit(
                Corpus, corpus.files, key=f"briefkit-corpus-{corpus.fingerprint}"
            )
        return sent

    def _send(self, numbers: Iterable[int]) -> None:
        numbers = list(numbers)
        futures = self.client.map(
            _make,
            [(self.name, number) for number in numbers],
            [self.kernels] * len(numbers),
            [versions()] * len(numbers),
            [Order.of(self.tasks[number]) for number in numbers],
            [self.corpora[_origin(self.tasks[number])] for number in numbers],
            key=[f"briefkit-report-{number:06d}-{uuid.uuid4().hex}" for number in numbers],
            pure=False,
        )
        self.sent = dict(zip(numbers, futures, strict=True))
        for number, future in self.sent.items():
            future.add_done_callback(partial(self._done, number))

    def _done(self, number: int, _: Any) -> None:
        self.news.put(("done", number))

    def _hear(self, topic: str, event: tuple[float, Any]) -> None:
        self.news.put((topic, event[1]))

    def _taken(self) -> Iterator[Report]:
        """Take what was sent, and pass on what is told meanwhile."""
        while self.sent:
            try:
                kind, said = self.news.get(timeout=_PATIENCE)
            except Empty:
                if self.client.status == "closed":
                    for number in list(self.sent):
                        yield from self._take(number)
                continue
            if kind == "done" and said in self.sent:
                yield from self._take(said)
            elif kind == _TOPIC and said[0] == self.name and said[1] in self.sent:
                self._tell(*said[1:])
            elif kind == _OF_ALL:
                self._tell_of_worker(said)

    def _take(self, number: int) -> Iterator[Report]:
        from distributed import CancelledError, KilledWorker

        future = self.sent.pop(number)
        try:
            report = future.result(timeout=_LONGEST)
        except KilledWorker as error:
            self.killed[number] = f"{error.allowed_failures + 1} workers died while they made it"
        except TimeoutError:
            if self.client.status == "running":  # it is on its way, or is made again
                self.sent[number] = future
                self._done(number, future)
            else:
                yield self._failed(number, _CANCELLED["scheduler-connection-lost"])
        except CancelledError as error:
            why = str(getattr(error, "reason", ""))
            yield self._failed(number, _CANCELLED.get(why, f"it was cancelled ({why})"))
        except RenderError as error:
            yield self._failed(number, str(error))
        except Exception as error:  # such as a full disk of a worker
            yield self._failed(number, f"{type(error).__name__}: {first_line(error)}")
        else:
            yield replace(report, task=self.tasks[number])

    def _failed(self, number: int, reason: str) -> Report:
        task = self.tasks[number]
        return Report(task, failure=f"{task.stem}: {reason}")

    def _tell(self, number: int, kind: str, said: Any) -> None:
        if kind == "cell":
            self.watcher.cell(self.tasks[number], *said)
        elif said not in self.told:
            self.told.add(said)
            self.watcher.said(said)

    def _tell_of_worker(self, event: Mapping[str, Any]) -> None:
        worker = event.get("worker")
        if event.get("action") == "add-worker":
            self.workers.add(worker)
        elif event.get("action") == "remove-worker":
            self.workers.discard(worker)
            own = {future.key for future in self.sent.values()}
            if not event["expected"] and own.intersection(event["processing-tasks"]):
                self.watcher.said(f"The worker at {worker} died while it made reports.")
            if not self.workers:
                self.watcher.said("The scheduler has no worker; waiting for one.")


def _origin(task: Task) -> tuple[Path, Path]:
    return task.data, task.brief.path.parent


def first_line(error: BaseException) -> str:
    """Return what an error says, in one line without a full stop."""
    return str(error).strip().partition("\n")[0].rstrip(".") or type(error).__name__
