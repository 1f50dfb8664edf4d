"""Notebooks as people leave them: without ids, broken, copied, not yet said to be briefs."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_publish_edition import EVIDENCE, FLOWS, House, contents, notebook

from briefkit.cli import main
from briefkit.errors import RenderError, UnknownNameError
from briefkit.publish.catalogue.briefs import find_briefs, pick
from briefkit.publish.catalogue.notebooks import read_notebook
from briefkit.publish.editions.verify import verify

BROKEN = {
    "empty": "",
    "blank": " \n",
    "torn": '{"cells": [',
    "conflict": "<<<<<<< HEAD\n{}\n=======\n",
    "list": "[]",
    "nothing": "{}",
    "cells": '{"cells": 5, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "cell": '{"cells": [{}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "later": '{"cells": [], "metadata": {}, "nbformat": 9, "nbformat_minor": 0}',
}


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def rewrite(path: Path, ids: list[Any], minor: int = 5) -> None:
    """Give the cells other ids, None for none, and the notebook another format."""
    nb = json.loads(path.read_text(encoding="utf-8"))
    nb["nbformat_minor"] = minor
    for cell, id_ in zip(nb["cells"], ids, strict=True):
        cell.pop("id", None)
        if id_ is not None:
            cell["id"] = id_
    path.write_text(json.dumps(nb), encoding="utf-8")


def ids_of(path: Path) -> list[str]:
    return [cell.id for cell in read_notebook(path).cells]


@pytest.mark.parametrize(
    ("ids", "minor", "read"),
    [
        ([None] * 4, 4, ["cell-00", "cell-01", "cell-02", "cell-03"]),
        ([None] * 4, 5, ["cell-00", "cell-01", "cell-02", "cell-03"]),
        (["a"] * 4, 5, ["a", "cell-01", "cell-02", "cell-03"]),
        (["a", None, "cell-01", "cell-01-"], 5, ["a", "cell-01--", "cell-01", "cell-01-"]),
        (["a b", 7, "", "x" * 65], 5, ["cell-00", "cell-01", "cell-02", "cell-03"]),
    ],
)
def test_ids_that_lack_are_made_from_the_place(
    house: House, ids: list[Any], minor: int, read: list[str]
) -> None:
    path = house.notebooks / "flows.ipynb"
    rewrite(path, ids, minor)
    with warnings.catch_warnings(action="error"):
        assert ids_of(path) == read == ids_of(path)


def test_a_notebook_of_an_old_format_has_the_same_ids_each_time(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "input": "1", "language": "python", "outputs": [], "metadata": {}}
    nb = {"worksheets": [{"cells": [cell]}], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    (tmp_path / "x.ipynb").write_text(json.dumps(nb))
    assert ids_of(tmp_path / "x.ipynb") == ["cell-00"]


@pytest.mark.parametrize("minor", [4, 5])
def test_a_brief_without_ids_comes_out_the_same(
    house: House, minor: int, capfd: pytest.CaptureFixture[str]
) -> None:
    rewrite(house.notebooks / "flows.ipynb", [None] * 4, minor)
    house.render()
    before = contents(house.edition())
    assert house.render().editions[0].is_kept
    house.render(force=True)
    assert contents(house.edition()) == before
    verdict = verify(house.edition(), data=house.data, notebooks=house.notebooks)
    assert (verdict.kind, verdict.inputs, verdict.files) == ("reproduced", (), ())
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_notebook_is_told_by_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(BROKEN[kind], encoding="utf-8")
    with pytest.raises(RenderError, match=r"^x\.ipynb is no notebook \(.+\)\. Mend it"):
        read_notebook(path)


def test_a_broken_notebook_fails_alone(house: House) -> None:
    house.render()
    for kind, text in BROKEN.items():
        (house.notebooks / f"{kind}.ipynb").write_text(text, encoding="utf-8")
    (house.notebooks / "gone.ipynb").symlink_to("nowhere")
    rendered = house.render()
    failed = dict(rendered.editions[0].failed)
    assert sorted(failed) == sorted([*BROKEN, "gone"])
    assert failed["empty"].startswith("empty.ipynb is no notebook (the file is empty)")
    assert failed["gone"] == "gone.ipynb cannot be read (No such file or directory)."
    assert (house.edition() / "flows.html").is_file()
    assert house.render("flows").editions[0].is_kept


def test_the_list_names_a_broken_notebook_and_shows_the_others(house: House) -> None:
    (house.notebooks / "torn.ipynb").write_text("{")
    command = ["list", "--data", str(house.data), "--notebooks", str(house.notebooks)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0
    assert "torn.ipynb is no notebook" in result.stderr
    assert "flows" in result.stdout
    assert "torn" not in result.stdout


def test_a_copy_and_a_notebook_not_yet_a_brief_are_told(house: House) -> None:
    notebook(house.notebooks / "flows-Copy1.ipynb", FLOWS, EVIDENCE)
    notebook(house.notebooks / "fresh.ipynb", "1", brief=False)
    (house.notebooks / "._flows.ipynb").write_bytes(b"\0")
    found = find_briefs(house.notebooks)
    assert list(found) == ["flows"]
    with pytest.raises(UnknownNameError, match=r"flows-Copy1\.ipynb is a copy, .* renamed"):
        pick(found, ["flows-Copy1"])
    with pytest.raises(UnknownNameError, match=r'fresh\.ipynb is .* no brief.*"brief": true'):
        pick(found, ["fresh.ipynb"])
    (house.notebooks / "flows-Copy1.ipynb").rename(house.notebooks / "mine.ipynb")
    assert list(find_briefs(house.notebooks)) == ["flows", "mine"]
