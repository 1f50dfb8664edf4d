"""Editions: assembled aside, exchanged whole, with a history; same inputs, same bytes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from corpus import edit_cell, make_corpus

import briefkit as bk
from briefkit.errors import (
    AsOfError,
    DataError,
    DateError,
    ParameterError,
    RenderError,
    UnknownNameError,
)
from briefkit.publish.catalogue.briefs import find_briefs, stem
from briefkit.publish.editions import assemble as assembling
from briefkit.publish.editions.edition import Rendered, by_file, render
from briefkit.publish.runners.report import make
from briefkit.publish.runners.watcher import Watcher
from briefkit.publish.store.snapshot import read_edition
from briefkit.publish.store.swap import aside, clean

FLOWS = """\
import briefkit as bk
from briefkit.present.blocks import *
ds = bk.load(as_of=as_of)
claims = ds.claims_of("diesel-alf-bet", "quantity")
ids = tuple(claim.claim_id for claim in claims)
total = sum(claim.amount_value for claim in claims)
value = (None, total, None, "t")
number = Run(f"{total:,.0f} t", "num", ids, "sum of the claims", "flows.total", value)
Stack((
    Cover(as_of, (("Compared with", (Run(previous or "nothing", "date", rule="parameter"),)),)),
    Bullets(((Run("They moved "), number, Run(f" {word}.", "name")),), "findings"),
))
"""
EVIDENCE = """\
def item(claim):
    words = Run(claim.printed, "printed", claims=(claim.claim_id,))
    says, source = (Run(claim.value, "coded"),), (Run(claim.source_id, "id"),)
    return EvidenceItem(claim.claim_id, words, says, Run("p1", "id"), source, ())
Evidence(tuple(map(item, claims)))
"""
FILES = ("flows.html", "flows.ipynb", "flows.pdf")
PARAMETERS = """\
as_of = ""  # day or month: the cut-off
previous = ""  # day or month: compared with
states = []  # states: only these
word = "in all"  # text: a word
"""


def notebook(
    path: Path, *code: str, parameters: str = PARAMETERS, title: str = "Flows", brief: bool = True
) -> None:
    cell = nbformat.v4.new_code_cell(parameters)
    cell.metadata["tags"] = ["parameters"]
    cells = [nbformat.v4.new_markdown_cell(f"# {title}\n\nHow much?"), cell]
    cells += [nbformat.v4.new_code_cell(source) for source in code]
    for n, made in enumerate(cells):
        made["id"] = f"{path.stem}-{n}"
    nb = nbformat.v4.new_notebook(cells=cells, metadata={"briefkit": {"brief": brief}})
    nb.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(nb, path)


def corpus(folder: Path, *extra: dict[str, Any]) -> Path:
    quantity = {"subject_id": "diesel-alf-bet", "attribute": "quantity"}
    rows = [
        {**quantity, "source_id": "herald-2023-01-15", "value": "1000"},
        {**quantity, "source_id": "herald-2023-02-15", "value": "500"},
        *({**quantity, **row} for row in extra),
    ]
    return make_corpus(folder, flows=[{"flow_id": "diesel-alf-bet"}], claims=rows)


class House:
    """A corpus, its notebooks, and a folder of reports."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = corpus(root / "data")
        self.notebooks = root / "notebooks"
        self.notebooks.mkdir()
        notebook(self.notebooks / "flows.ipynb", FLOWS, EVIDENCE)
        self.out = root / "reports"
        self.said: list[str] = []

    def render(self, *briefs: str, **more: Any) -> Rendered:
        watcher = Watcher()
        watcher.said = self.said.append  # type: ignore[method-assign]
        places = {"data": self.data, "notebooks": self.notebooks, "out": self.out}
        return render(briefs, watcher=watcher, **{**places, **more})

    def edition(self, as_of: str = "2023-02-15") -> Path:
        return self.out / as_of

    def json(self, name: str, as_of: str = "2023-02-15") -> Any:
        return json.loads((self.edition(as_of) / name).read_text(encoding="utf-8"))

    def history(self, as_of: str = "2023-02-15") -> list[Any]:
        text = (self.edition(as_of) / "history.jsonl").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Rendered]:
    house = House(tmp_path_factory.mktemp("house"))
    return house, house.render(as_of=["2023-01", "2023-02-15"])


def test_an_edition_holds_its_files(made: tuple[House, Rendered]) -> None:
    house, rendered = made
    assert sorted(contents(house.edition())) == [
        "dossiers/dossier.css", "dossiers/flow-diesel-alf-bet.html", "dossiers/index.html",
        "flows.html", "flows.ipynb", "flows.pdf", "history.jsonl", "manifest.json", "numbers.json",
        "subjects.json",
    ]  # fmt: skip
    assert [edition.as_of.isoformat() for edition in rendered.editions] == [
        "2023-01-31",
        "2023-02-15",
    ]
    assert [path.name for path in rendered.editions[0].files] == ["flows.html", "flows.pdf"]
    assert rendered.exit_code == 0
    assert not list(house.out.glob(".briefkit-*"))


def test_numbers_are_recorded_under_their_names(made: tuple[House, Rendered]) -> None:
    house, _ = made
    assert house.json("numbers.json") == {
        "flows.total": {
            "text": "1,500 t",
            "low": None,
            "best": 1500.0,
            "high": None,
            "unit": "t",
            "rule": "sum of the claims",
            "claim_ids": ["herald-2023-01-15.001", "herald-2023-02-15.001"],
            "briefs": ["flows"],
        }
    }


def test_an_edition_knows_nothing_published_later(made: tuple[House, Rendered]) -> None:
    house, _ = made
    assert house.json("numbers.json", "2023-01-31")["flows.total"]["best"] == 1000
    assert "herald-2023-02-15" not in (house.edition("2023-01-31") / "flows.html").read_text()


def test_previous_is_the_end_of_the_month_before_or_nothing(made: tuple[House, Rendered]) -> None:
    house, _ = made
    assert house.json("manifest.json")["previous"] == "2023-01-31"
    assert house.json("manifest.json", "2023-01-31")["previous"] == ""


def test_the_manifest_says_what_it_was_made_from(made: tuple[House, Rendered]) -> None:
    house, rendered = made
    manifest = house.json("manifest.json")
    assert manifest["edition_id"] == rendered.editions[1].edition_id
    assert len(manifest["edition_id"]) == 12
    assert set(manifest["versions"]) >= {"python", "briefkit", "matplotlib", "typst", "papermill"}
    assert {file for file in manifest["files"] if not file.startswith("dossiers/")} == {
        *FILES,
        "numbers.json",
        "subjects.json",
    }
    assert manifest["briefs"]["flows"]["parameters"] == {
        "as_of": "2023-02-15",
        "previous": "2023-01-31",
    }
    assert manifest["failed"] == []
    edition = read_edition(house.edition())
    assert all(edition.holds(file) for file in manifest["files"])
    page = (house.edition() / "flows.html").read_text()
    assert manifest["edition_id"] in page
    assert str(house.root) not in "".join(
        content.decode("utf-8", "replace") for content in contents(house.edition()).values()
    )


def test_the_first_line_of_the_history(made: tuple[House, Rendered]) -> None:
    (line,) = made[0].history()
    assert line["revision"] == 1
    assert line["numbers"]["flows.total"]["best"] == 1500
    assert line["causes"] == []


def test_the_index_leads_to_every_file(made: tuple[House, Rendered]) -> None:
    _, rendered = made
    page = rendered.index.read_text(encoding="utf-8")
    for as_of in ("2023-01-31", "2023-02-15"):
        for ending in ("html", "pdf", "ipynb"):
            assert f'href="{as_of}/flows.{ending}"' in page
    assert page.index("15 February 2023") < page.index("31 January 2023")
    assert 'href="2023-02-15/dossiers/index.html"' in page
    assert page.count("<script") == page.count("script-src 'sha256-") == 1


def test_same_inputs_same_bytes_in_another_folder(
    made: tuple[House, Rendered], tmp_path: Path
) -> None:
    house, _ = made
    other = House(tmp_path / "a folder with a much longer name")
    other.render(as_of=["2023-01", "2023-02-15"])
    assert contents(other.out) == contents(house.out)


def test_a_kept_notebook_exports_to_the_same_files(made: tuple[House, Rendered]) -> None:
    from briefkit.publish.renderers.export import BriefHTMLExporter, BriefPDFExporter

    house, _ = made
    for exporter, ending in ((BriefHTMLExporter, "html"), (BriefPDFExporter, "pdf")):
        face, _resources = exporter().from_filename(str(house.edition() / "flows.ipynb"))
        face = face if isinstance(face, bytes) else face.encode()
        assert face == (house.edition() / f"flows.{ending}").read_bytes()


def test_rendering_again_is_no_revision(house: House) -> None:
    house.render()
    before = contents(house.out)
    (edition,) = house.render(force=True).editions
    assert contents(house.out) == before
    assert (edition.revision, edition.changes) == (1, ())


def test_other_numbers_are_a_revision_with_its_cause(house: House) -> None:
    house.render()
    corpus(house.data, {"source_id": "post-2023-02-01", "value": "7"})
    (edition,) = house.render().editions
    assert edition.revision == 2
    assert [cause.kind.value for cause in edition.changes[0].causes] == ["late_coding"]
    first, second = house.history()
    assert first["numbers"]["flows.total"]["best"] == 1500
    assert second["numbers"]["flows.total"]["best"] == 1507
    assert second["causes"][0]["ids"] == ["post-2023-02-01.001"]
    assert first["edition_id"] != second["edition_id"] == edition.edition_id
    assert "Revision 2" in (house.out / "index.html").read_text()
    assert "Revision" not in (house.edition() / "flows.html").read_text()


def test_a_brief_that_fails_is_absent_and_kept_aside_and_the_others_are_made(house: House) -> None:
    notebook(house.notebooks / "bad.ipynb", "print('before')", "1 / 0")
    notebook(house.notebooks / "orphan.ipynb", "'60 tons'")
    rendered = house.render()
    assert rendered.exit_code == 1
    assert dict(rendered.editions[0].failed).keys() == {"bad", "orphan"}
    assert "ZeroDivisionError" in dict(rendered.editions[0].failed)["bad"]
    assert "'60" in dict(rendered.editions[0].failed)["orphan"]
    assert (house.edition() / "flows.html").is_file()
    assert not (house.edition() / "bad.html").exists()
    kept = nbformat.read(house.edition() / "failed" / "bad.ipynb", 4)
    assert kept.cells[3].outputs[0].text == "before\n"
    assert kept.cells[4].outputs[0].ename == "ZeroDivisionError"
    assert [entry["brief"] for entry in house.json("manifest.json")["failed"]] == ["bad", "orphan"]
    assert "bad failed." in (house.out / "index.html").read_text()


class Here:
    """A pool that makes its reports in this process."""

    def make_all(self, tasks: Any, watcher: Any) -> Any:
        return (make(task) for task in tasks)

    write_index = staticmethod(lambda root: root)


def test_where_the_pdf_cannot_be_set_the_html_is_made_and_later_the_pdf(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(made: Any) -> bytes:
        raise RenderError("flows: the PDF could not be set: out of paper.")

    with monkeypatch.context() as broken:
        broken.setattr("briefkit.publish.renderers.pdf.typeset.typeset", refuse)
        rendered = house.render(pool=Here())
    assert rendered.exit_code == 1
    assert rendered.editions[0].failed == (
        ("flows.pdf", "flows: the PDF could not be set: out of paper."),
    )
    assert (house.edition() / "flows.html").exists()
    assert not (house.edition() / "flows.pdf").exists()
    assert list(house.json("manifest.json")["briefs"]) == ["flows"]
    again = house.render(pool=Here())  # what was lost is made, and nothing is taken to stand
    assert again.exit_code == 0
    assert (house.edition() / "flows.pdf").exists()


def test_a_number_of_a_brief_that_fails_for_a_while_is_not_forgotten(house: House) -> None:
    house.render()
    notebook(house.notebooks / "flows.ipynb", "1 / 0")
    house.render()
    assert house.json("numbers.json") == {}
    notebook(house.notebooks / "flows.ipynb", FLOWS.replace("1000", "1"), EVIDENCE)
    corpus(house.data, {"source_id": "post-2023-02-01", "value": "7"})
    (edition,) = house.render().editions
    assert edition.revision == 2
    assert edition.changes[0].before is not None


def test_one_name_with_two_values_in_one_edition_fails(house: House) -> None:
    notebook(house.notebooks / "more.ipynb", FLOWS.replace("total =", "total = 1 +"), EVIDENCE)
    rendered = house.render()
    ((name, reason),) = rendered.editions[0].failed
    assert name == "more"
    assert "the number 'flows.total' is 1,501 t here and 1,500 t in flows" in reason


def test_a_number_that_rests_on_what_was_not_known_on_the_day_fails(house: House) -> None:
    later = FLOWS.replace("(as_of=as_of)", "(as_of=as_of); ds = bk.load()").replace(
        "flows.total", "late.total"
    )
    notebook(house.notebooks / "late.ipynb", later, EVIDENCE)
    rendered = house.render(as_of=["2023-01"])
    ((name, reason),) = rendered.editions[0].failed
    assert name == "late"
    assert "rests on herald-2023-02-15.001, which was not known on 2023-01-31" in reason


def test_other_parameters_make_a_variant_beside_the_brief(house: House) -> None:
    house.render()
    before = contents(house.edition())
    house.render("flows", parameters={"word": "at-last"})
    after = contents(house.edition())
    assert "flows--word-at-last.html" in after
    for file in ("flows.html", "flows.pdf", "flows.ipynb"):
        assert after[file] == before[file]
    assert set(house.json("numbers.json")) == {"flows.total", "flows.total@word-at-last"}
    house.render("flows", parameters={"word": "at-last"}, name="mine")
    assert "flows--mine.html" in contents(house.edition())
    assert len(house.history()) == 1


def test_an_edition_is_one_whole_what_is_stale_is_made_again(house: House) -> None:
    notebook(
        house.notebooks / "more.ipynb",
        FLOWS.replace("flows.total", "more.total"),
        EVIDENCE,
        title="More",
    )
    house.render()
    notebook(
        house.notebooks / "more.ipynb",
        FLOWS.replace("flows.total", "more.sum"),
        EVIDENCE,
        title="More",
    )
    house.render("more")
    identifier = house.json("manifest.json")["edition_id"]
    assert identifier in (house.edition() / "flows.html").read_text()
    assert house.said == ["flows of 2023-02-15 is made again: its inputs have changed"]
    (house.notebooks / "more.ipynb").unlink()
    house.render("flows")
    assert "more.html" not in contents(house.edition())


@pytest.mark.parametrize(
    ("wrong", "error", "words"),
    [
        ({"briefs": ["flow"]}, UnknownNameError, "Did you mean 'flows'?"),
        ({"formats": ["htm"]}, UnknownNameError, "Did you mean 'html'?"),
        ({"formats": []}, ParameterError, "no format is asked for. Allowed: html, pdf"),
        ({"name": "mine"}, ParameterError, "name 'mine' is for a brief with other parameters"),
        ({"as_of": ["2023-13"]}, DateError, "Allowed"),
        ({"as_of": ["2022"]}, AsOfError, "The earliest choice is 2023-01-15"),
        ({"previous": "2023-03"}, ParameterError, "is not before as_of"),
        ({"parameters": {"stats": "ALF"}}, ParameterError, "did you mean 'states'?"),
        ({"parameters": {"states": "ALX"}}, ParameterError, "Did you mean 'ALF'?"),
        ({"notebooks": "/nowhere"}, UnknownNameError, "no folder"),
    ],
)
def test_what_does_not_exist_stops_before_anything_runs(
    house: House, wrong: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error) as caught:
        house.render(*wrong.pop("briefs", ()), **wrong)
    assert words in str(caught.value)
    assert not house.out.exists()


def test_a_folder_that_cannot_be_written_is_said(house: House) -> None:
    house.out.write_text("a file stands here")
    with pytest.raises(RenderError, match="cannot write to"):
        house.render()


def test_bad_data_touch_nothing(house: House) -> None:
    edit_cell(house.data, "claims", 2, "value", "many")
    with pytest.raises(DataError):
        house.render()
    assert not house.out.exists()


def test_papermill_and_nbconvert_alone_still_work(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    import papermill
    from nbconvert.exporters import HTMLExporter, NotebookExporter

    monkeypatch.setenv("BRIEFKIT_DATA", str(house.data))
    path = house.root / "alone.ipynb"
    papermill.execute_notebook(
        str(house.notebooks / "flows.ipynb"), str(path), {"as_of": "2023-01"}, progress_bar=False
    )
    assert "1,000 t" in HTMLExporter().from_filename(str(path))[0]
    assert "1,000 t" in NotebookExporter().from_filename(str(path))[0]


def test_the_notebook_is_what_papermill_would_inspect(house: House) -> None:
    import papermill

    found = papermill.inspect_notebook(str(house.notebooks / "flows.ipynb"))
    own = find_briefs(house.notebooks)["flows"].parameters
    assert list(found) == [parameter.name for parameter in own]
    assert "the cut-off" in found["as_of"]["help"]


def test_a_brief_tells_what_it_is(house: House) -> None:
    notebook(house.notebooks / "explore.ipynb", "1", brief=False)
    (brief,) = find_briefs(house.notebooks).values()
    told = brief.to_json()
    assert (told["brief"], told["title"]) == ("flows", "Flows")
    assert told["parameters"][0] == {
        "name": "as_of",
        "type": "day or month",
        "default": "",
        "allowed": None,
        "help": "the cut-off",
    }


def test_names_of_variants() -> None:
    assert stem("flows", {}) == "flows"
    assert stem("flows", {"states": ["A", "B"], "as": "x"}) == "flows--as-x--states-A+B"
    assert stem("flows", {"a": 1}, "My name") == "flows--My-name"
    assert stem("flows", {"a": 1}, "보고서 하나") == "flows--보고서-하나"
    assert stem("flows", {"a": "Рис"}) == "flows--a-Рис"
    assert stem("flows", {"a": "हिन्दी"}) == "flows--a-हिन्दी"
    for long in ("x", "가"):
        made = stem("flows", {"a": long * 200})
        assert len(made.encode()) < 110
        assert made != stem("flows", {"a": long * 201})
    with pytest.raises(ParameterError, match="nothing that can stand in a file name"):
        stem("flows", {"a": 1}, "***")


def test_different_values_never_share_a_file() -> None:
    texts = ["밀", "쌀", "a b", "a/b", "a-b", "a--b", "", "none", "/", "é", "e\u0301", "b--c-d"]
    lists = [["a", "b"], ["a+b"], ["a b"], [], [""]]
    made = [stem("flows", {"a": value}) for value in (*texts, *lists)]
    made.append(stem("flows", {"a": "b", "c": "d"}))
    assert len(set(made)) == len(made)


def test_a_name_that_other_parameters_have_is_refused_before_anything_runs(house: House) -> None:
    house.render(parameters={"word": "one"}, name="mine")
    before = contents(house.edition())
    with pytest.raises(ParameterError, match="flows--mine stands and is of 'flows word=one'"):
        house.render(parameters={"word": "two"}, name="mine", force=True)
    assert contents(house.edition()) == before
    assert house.render(parameters={"word": "one"}, name="mine").editions[0].is_kept


def test_formats_may_be_in_capitals(house: House) -> None:
    house.render(formats=["HTML"])
    assert (house.edition() / "flows.html").is_file()
    assert not (house.edition() / "flows.pdf").exists()


def test_two_briefs_that_would_be_one_file_are_refused() -> None:
    with pytest.raises(ParameterError, match=r"would both be flows--mine\.html"):
        by_file({"flows--mine": {}, "flows": {"word": "one"}}, "mine")


def test_a_crash_leaves_the_old_edition_and_the_next_run_cleans_up(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.render()
    before = contents(house.edition())

    def stop(*_: Any) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(assembling, "_history", stop)
        with pytest.raises(KeyboardInterrupt):
            house.render(force=True)
    assert contents(house.edition()) == before
    left = house.out / ".briefkit-999999999-new-2023-02-15"
    left.mkdir()
    moved = house.out / ".briefkit-999999999-old-2022-12-31"
    moved.mkdir()
    clean(house.out)
    assert not left.exists()
    assert (house.out / "2022-12-31").is_dir()


def test_a_folder_is_exchanged_also_where_the_system_has_no_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefkit.publish.store import swap

    monkeypatch.setattr(swap, "_exchange_names", lambda *_: False)
    for text in ("one", "two"):
        with aside(tmp_path / "x") as folder:
            (folder / "file").write_text(text)
    assert (tmp_path / "x" / "file").read_text() == "two"
    assert os.listdir(tmp_path) == ["x"]


def test_an_edition_that_cannot_be_read_is_said_and_made_again(house: House) -> None:
    house.render()
    (house.edition() / "numbers.json").write_text("{")
    house.render()
    assert "cannot be read" in house.said[0]
    assert house.json("numbers.json")["flows.total"]["best"] == 1500


def test_an_unknown_edition_or_number_has_the_nearest(made: tuple[House, Rendered]) -> None:
    house, _ = made
    with pytest.raises(UnknownNameError, match="There is: 2023-01-31, 2023-02-15"):
        read_edition(house.out / "2023-02-16")
    with pytest.raises(UnknownNameError, match=r"Nearest: flows\.total"):
        read_edition(house.edition()).number("flows.totl")


def test_an_edition_is_made_and_read_from_python(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(house.root)
    made = bk.render("flows", as_of="2023-02", formats="html", notebooks=house.notebooks)
    assert [file.name for file in made.editions[0].files] == ["flows.html"]
    assert repr(made.editions[0]) == "Edition(2023-02-28, revision 1, 1 files)"
    for named in ("2023-02-28", house.root / "reports" / "2023-02-28"):
        edition = bk.read_edition(named)
        assert edition.number("flows.total")["best"] == 1500
        assert repr(edition) == "Snapshot(2023-02-28, revision 1, 1 numbers)"
