"""No cross-talk: a report carries the numbers of its own parameters and data, or it is none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from corpus import edit_cell
from test_publish_edition import EVIDENCE, FLOWS, House, contents, corpus, notebook
from test_publish_execute import DAY, write

from briefkit.dataset import load
from briefkit.publish.editions.edition import Rendered, render
from briefkit.publish.kernels.attestation import Attestation
from briefkit.publish.kernels.execute import ExecutionError, execute
from briefkit.publish.kernels.forkserver import is_available
from briefkit.publish.runners import report as reports
from briefkit.publish.runners import servers
from briefkit.publish.runners.pool import Pool
from briefkit.publish.runners.report import Report, Task, make
from briefkit.publish.runners.servers import Servers

forking = pytest.mark.skipif(not is_available(), reason="processes cannot be forked here")


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


class Swapped:
    """A pool whose reports are not what was asked for."""

    def __init__(self, change: Any) -> None:
        self.change = change

    def make_all(self, tasks: Any, watcher: Any) -> Iterator[Report]:
        made = [make(task) for task in tasks]
        yield from self.change(made)

    write_index = staticmethod(lambda root: root)


def rendered(house: House, change: Any, **how: Any) -> Rendered:
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    return render(pool=Swapped(change), **{**places, **how})  # type: ignore[arg-type]


def use_roles(house: House, monkeypatch: pytest.MonkeyPatch, **faults: str) -> None:
    """Have servers fork processes with a fault in them."""
    package = house.root / "faulty"
    package.mkdir()
    for role, home in [*servers._ROLES.items()]:
        name = home.rpartition(".")[2]
        own = f"from {home} import become, preload\n{faults.get(name, '')}"
        (package / f"{name}.py").write_text(own)
        monkeypatch.setitem(servers._ROLES, role, f"{package.name}.{name}")
    monkeypatch.setenv("PYTHONPATH", str(house.root), prepend=":")


def reasons(made: Rendered) -> dict[str, str]:
    return {stem: reason for edition in made.editions for stem, reason in edition.failed}


def variant(house: House) -> None:
    code = FLOWS.replace("flows.total", "other.total")
    notebook(house.notebooks / "other.ipynb", code, EVIDENCE, title="Other")


def crossed(made: list[Report]) -> list[Report]:
    one, two = made
    return [replace(one, files=two.files), replace(two, files=one.files)]


def renamed(made: list[Report]) -> list[Report]:
    """Give each the files of the other under its own names."""
    one, two = made
    return [
        replace(a, files={f.replace(b.task.stem, a.task.stem): c for f, c in b.files.items()})
        for a, b in ((one, two), (two, one))
    ]


def of_another_day(made: list[Report]) -> list[Report]:
    return [replace(one, task=replace(one.task, as_of=date(2023, 1, 31))) for one in made]


def of_other_parameters(made: list[Report]) -> list[Report]:
    return [
        replace(one, task=replace(one.task, parameters={**one.task.parameters, "word": "x"}))
        for one in made
    ]


@pytest.mark.parametrize("change", [crossed, renamed, of_other_parameters])
def test_reports_that_change_places_are_refused(house: House, change: Any) -> None:
    variant(house)
    found = reasons(rendered(house, change))
    assert found.keys() == {"flows", "other"}
    assert all("what came back is not what was asked for" in reason for reason in found.values())
    assert house.json("numbers.json") == {}


def test_a_report_of_other_parameters_with_the_words_of_this_one_is_refused(house: House) -> None:
    def other(made: list[Report]) -> list[Report]:
        (own,) = made
        task = replace(own.task, parameters={**own.task.parameters, "word": "at last"})
        return [replace(make(task), task=own.task)]

    assert "not what was asked for" in reasons(rendered(house, other))["flows"]


def test_a_report_whose_kernel_saw_other_data_is_refused(house: House) -> None:
    elsewhere = corpus(house.root / "other", {"source_id": "post-2023-02-01", "value": "7"})

    def other(made: list[Report]) -> list[Report]:
        (own,) = made
        return [replace(make(replace(own.task, data=elsewhere)), task=own.task)]

    assert "flows.ipynb: it read other data" in reasons(rendered(house, other))["flows"]
    assert house.json("numbers.json") == {}
    made = sorted(name for name in contents(house.edition()) if not name.startswith("dossiers/"))
    assert made == [
        "failed/flows.ipynb", "history.jsonl", "manifest.json", "numbers.json", "subjects.json",
    ]  # fmt: skip


def test_a_report_that_says_nothing_of_its_data_is_refused(house: House) -> None:
    def silent(made: list[Report]) -> list[Report]:
        return [replace(one, attestation=Attestation()) for one in made]

    assert "did not load the record" in reasons(rendered(house, silent))["flows"]


def test_a_brief_that_loads_another_day_than_its_own_is_refused(house: House) -> None:
    text = FLOWS.replace("as_of=as_of", "as_of='2023-01-20'")
    notebook(house.notebooks / "flows.ipynb", text, EVIDENCE)
    reason = reasons(rendered(house, lambda made: made))["flows"]
    assert "it loads the record as of 2023-01-20, and never as of 2023-02-15" in reason


def test_a_brief_may_load_all_and_cut_it(house: House) -> None:
    text = FLOWS.replace("bk.load(as_of=as_of)", "bk.load().at(as_of)")
    notebook(house.notebooks / "flows.ipynb", text, EVIDENCE)
    assert not reasons(house.render(as_of=["2023-01"]))
    assert house.json("numbers.json", "2023-01-31")["flows.total"]["best"] == 1000


def test_a_brief_that_names_another_folder_is_refused(house: House) -> None:
    elsewhere = corpus(house.root / "other")
    edit_cell(elsewhere, "claims", 2, "value", "7")
    text = FLOWS.replace("as_of=as_of", f"{str(elsewhere)!r}, as_of=as_of")
    notebook(house.notebooks / "flows.ipynb", text, EVIDENCE)
    assert "flows.ipynb: it read other data" in reasons(house.render())["flows"]


def test_data_that_are_written_between_plan_and_execution_fail_what_reads_them(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No claim comes or goes: only a value moves, under the same id."""
    house.render()
    before = house.json("numbers.json")
    execute_as_it_is = reports.execute

    def edited(*arguments: Any, **how: Any) -> Any:
        edit_cell(house.data, "claims", 2, "value", "7")
        return execute_as_it_is(*arguments, **how)

    monkeypatch.setattr(reports, "execute", edited)
    assert "it read other data: they were written" in reasons(house.render(force=True))["flows"]
    assert house.json("numbers.json") == {}
    monkeypatch.undo()
    (edition,) = house.render().editions
    assert before["flows.total"]["best"] == 1500
    assert house.json("numbers.json")["flows.total"]["best"] == 507
    assert edition.revision == 2


@forking
def test_tables_that_are_held_for_kernels_are_those_of_the_folder(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What forks kernels holds tables that the disk does not have any more, and is blind to it."""
    use_roles(
        house,
        monkeypatch,
        forkkernel="import briefkit.dataset.tables as tables\n"
        "tables.folder_state = lambda folder: ()\n",
    )
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    with Servers("fork", house.data) as both, Pool(both, 1) as pool:
        assert not reasons(render(pool=pool, **places))
        edit_cell(house.data, "claims", 2, "value", "7")
        found = reasons(render(pool=pool, **places))
    assert "it read other data" in found["flows"]


@forking
def test_a_worker_that_answers_with_the_report_before_fails_what_it_was_asked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    variant(house)
    use_roles(
        house,
        monkeypatch,
        worker="import briefkit.publish.runners.worker as worker\n"
        "made = []\n"
        "def again(*asked, make=worker.make):\n"
        "    made.append(make(*asked))\n"
        "    return made[0]\n"
        "worker.make = again\n",
    )
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    days = ["2023-01", "2023-02-15"]
    with Servers("fork", house.data) as both, Pool(both, 1) as pool:
        made = render(as_of=days, pool=pool, **places)
    failed = [(str(e.as_of), stem) for e in made.editions for stem, _ in e.failed]
    assert failed == [("2023-01-31", "other"), ("2023-02-15", "flows"), ("2023-02-15", "other")]
    assert "not what was asked for" in made.editions[0].failed[0][1]
    assert house.json("numbers.json", "2023-01-31").keys() == {"flows.total"}


def test_a_kernel_that_ran_something_else_is_found_out(tmp_path: Path) -> None:
    path = write(tmp_path, "print(as_of)")
    how: dict[str, Any] = {"data": tmp_path, "as_of": DAY}
    attestations: list[Attestation] = []
    assert execute(path, {"as_of": "2023"}, attestations=attestations, **how)
    assert len(attestations[0].cells) == 3
    assert attestations[0].taken == ()
    for code, words in (
        ("get_ipython().history_manager.input_hist_raw[:] = ['']", "did not run the parameters"),
        (
            "get_ipython().history_manager.input_hist_raw.append('as_of = 1')",
            "ran cells of another",
        ),
    ):
        with pytest.raises(ExecutionError, match=words):
            execute(write(tmp_path, code), {"as_of": "2023"}, **how)


def test_reports_of_other_parameters_carry_their_own_numbers(house: House) -> None:
    """Many at once, of one brief: what each prints follows from what it was given, and no other."""
    text = "states\n" + FLOWS.replace("total = sum(", "total = len(word) + sum(")
    notebook(house.notebooks / "flows.ipynb", text, EVIDENCE)
    places: dict[str, Any] = {"data": house.data, "notebooks": house.notebooks, "out": house.out}
    with Servers("fork", house.data) as both, Pool(both, 3) as pool:
        for n in range(1, 7):
            days = ["2023-01", "2023-02-15"]
            render(parameters={"word": "x" * n}, as_of=days, pool=pool, **places)
    for as_of, total in (("2023-01-31", 1000), ("2023-02-15", 1500)):
        found = house.json("numbers.json", as_of)
        assert {name: number["best"] for name, number in found.items()} == {
            f"flows.total@word-{'x' * n}": total + n for n in range(1, 7)
        }
        for n in range(1, 7):
            page = (house.edition(as_of) / f"flows--word-{'x' * n}.html").read_text()
            assert f"{total + n:,} t" in page
            cells = json.loads((house.edition(as_of) / f"flows--word-{'x' * n}.ipynb").read_text())
            assert cells["metadata"]["papermill"]["parameters"]["word"] == "x" * n


def test_a_cut_of_the_record_knows_the_bytes_that_it_was_read_from(house: House) -> None:
    first = load(house.data)
    assert first.at("2023-01").tables.digest == first.tables.digest
    assert load(house.data).tables.digest == first.tables.digest
    edit_cell(house.data, "claims", 2, "value", "7")
    assert load(house.data).tables.digest != first.tables.digest


def test_a_report_is_of_its_task_alone(house: House) -> None:
    from briefkit.publish.catalogue.briefs import find_briefs

    (brief,) = find_briefs(house.notebooks).values()
    given = {"as_of": "2023-02-15", "previous": ""}
    task = Task(brief, "flows", given, DAY, "0" * 12, house.data, ("html",))
    report = make(task)
    assert report.is_of(task)
    others: list[dict[str, Any]] = [
        {"stem": "flows--mine"},
        {"parameters": {**given, "previous": "2023-01-31"}},
        {"as_of": date(2023, 2, 14)},
        {"edition_id": "1" * 12},
    ]
    for other in others:
        assert not report.is_of(replace(task, **other))
        assert not replace(report, task=replace(task, **other)).is_of(replace(task, **other))
