"""Fixtures that every test may use; the corpus itself is in ``corpus.py``."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from corpus import load_corpus
from corpus import make_corpus as write_corpus

from briefkit.dataset import Dataset

# What is started in the background may be deaf to an interrupt, and all that it starts with it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_corpus_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder in the environment of whoever runs the tests is none of theirs."""
    monkeypatch.delenv("BRIEFKIT_DATA", raising=False)


@pytest.fixture(scope="session")
def make_corpus() -> Callable[..., Path]:
    """``make_corpus(folder, claims=[...], events=[...])`` writes a corpus; see ``corpus.py``."""
    return write_corpus


@pytest.fixture
def load_rows(tmp_path: Path) -> Callable[..., Dataset]:
    """``load_rows(as_of="2023-09", claims=[...], ...)`` writes a corpus and loads it."""

    def load(as_of: str | None = None, **tables: object) -> Dataset:
        n_made = len(list(tmp_path.glob("corpus-*")))
        return load_corpus(tmp_path / f"corpus-{n_made}", as_of, **tables)  # type: ignore[arg-type]

    return load
