"""The rules of tradecraft: a brief that breaks each of them, and one that breaks none."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from briefkit.cli.main import main
from briefkit.present.blocks import (
    Block,
    Bullets,
    Evidence,
    EvidenceItem,
    Figure,
    Para,
    Run,
    Stack,
)
from briefkit.publish.document.notebook import document
from briefkit.publish.editions.edition import render
from briefkit.publish.tradecraft.lint import lint_notebook, noted
from briefkit.publish.tradecraft.rules import RULES, Broken
from briefkit.publish.tradecraft.words import found, scales
from briefkit.vocab import Likelihood

CLAIM = "herald-2023-01-31.001"
DAYS = ("2023-09-17", "2023-10-20", "2025-07-13", "2026-03-03")

TONNES = Run("300 t", "num", (CLAIM,))
LEAD = Para(
    (Run("It is very likely that "), Run("300 t", "num", (CLAIM,)), Run(" went.")), "judged"
)
GROUNDS = Para(
    (
        Run("Confidence ", "strong"),
        Run("moderate", "coded", (CLAIM,)),
        Run(": one page says so. "),
        Run("Alternatives: ", "strong"),
        Run("none of it went. "),
        Run("Would change it: ", "strong"),
        Run("the papers of the ships."),
    ),
    "note",
)
AUTHOR = Para((Run("Author: analyst, night desk."),), "note")
GAPS = Bullets(((Run("Not searched: the winter."),),))
SOURCES = Bullets(((Run("Herald", "name"), Run(", January", "date", (CLAIM,)), Run(", B")),))
FIGURE = Figure("fig", (Run("Tonnes by month."),), "<svg/>", "Tonnes by month, rising.")
ITEM = EvidenceItem(
    CLAIM, Run("300 t", "printed", (CLAIM,)), (Run("300 t", "coded"),), Run("p"),
    (Run("Herald", "name"),), (Run("printed"),), grade="B",
)  # fmt: skip

#: What stands under each heading of a brief that keeps every rule.
GOOD = {
    "Findings": Stack((LEAD, GROUNDS, AUTHOR)),
    "Figure": FIGURE,
    "Known gaps": GAPS,
    "Sources": SOURCES,
    "Evidence": Evidence((ITEM,)),
}


def shown(block: Block):
    return new_code_cell(
        "part", outputs=[new_output("display_data", data=dict(block._repr_mimebundle_()))]
    )


def brief(**parts):
    """Return an executed notebook: the parts of the good brief, some of them others."""
    cells = [new_markdown_cell("# Oil\n\nHow much went?")]
    for title, block in {**GOOD, **parts}.items():
        if block is not None:
            cells += [new_markdown_cell(f"## {title}"), shown(block)]
    return new_notebook(cells=cells)


def judged(*texts: str) -> dict[str, Block]:
    """Return the part of findings with other words of the judgement."""
    words = Para((Run(" ".join(texts)), TONNES), "judged")
    return {"Findings": Stack((words, GROUNDS, AUTHOR))}


def note(**texts: str) -> dict[str, Block]:
    """Return the part of findings with another note below the judgement."""
    runs = (
        Run("moderate", "coded", (CLAIM,)) if run.text == "moderate" else Run(run.text, run.kind)
        for run in GROUNDS.runs
    )
    made = tuple(dataclasses.replace(r, text=texts.get(r.text.strip(), r.text)) for r in runs)
    return {"Findings": Stack((LEAD, Para(made, "note"), AUTHOR))}


def written(text: str):
    """Return the good brief with a judgement that an analyst wrote into a cell."""
    made = brief()
    cell = new_markdown_cell(f"## What it means\n\n{text}", metadata={"tags": ["judgement"]})
    made.cells.insert(3, cell)
    return made


def rules(notebook) -> list[str]:
    return [broken.rule for broken in lint_notebook(notebook, "oil")]


def test_a_brief_that_keeps_every_rule_breaks_none():
    assert lint_notebook(brief(), "oil") == ()


WHOLE = (
    "It is likely that oil went, by `herald-2023-01-31`. Confidence is low: one page says so. "
    "An alternative is rail. The papers of the ships would change it. Author: night desk."
)


def test_a_judgement_in_a_cell_keeps_them_too():
    assert lint_notebook(written(WHOLE), "oil") == ()


BREAKING = {
    "mixed-likelihood": [
        brief(**judged("It is highly likely, and the rest very likely: ")),
        brief(**judged("It is likely, and presumably more: ")),
        written(WHOLE.replace("It is likely that", "It is probable that")),
    ],
    "bare-possibility": [
        brief(**judged("It may be that ")),
        brief(**judged("Possibly ")),
        brief(**judged("This could be ")),
        written(WHOLE.replace("It is likely that oil went", "It is possible that oil went")),
    ],
    "confidence-with-likelihood": [
        brief(**judged("We have high confidence that it is likely: ")),
        written(WHOLE.replace("Confidence is low:", "Confidence is low that it is likely:")),
    ],
    "no-confidence": [
        brief(**note(Confidence="Well ")),
        written(WHOLE.replace("Confidence is low: one page says so. ", "")),
    ],
    "no-alternative": [
        brief(**{"Findings": note(**{"Alternatives:": "Else: "})["Findings"]}),
        written(WHOLE.replace("An alternative is rail. ", "")),
    ],
    "no-change": [
        brief(**{"Findings": note(**{"Would change it:": "Next: "})["Findings"]}),
        written(WHOLE.replace("The papers of the ships would change it. ", "")),
    ],
    "no-author": [
        brief(Findings=Stack((LEAD, GROUNDS))),
        written(WHOLE.replace(" Author: night desk.", "")),
    ],
    "no-basis": [
        brief(
            Findings=Stack(
                (
                    Para((Run("It is likely that oil went."),), "judged"),
                    Para(tuple(dataclasses.replace(r, claims=()) for r in GROUNDS.runs), "note"),
                    AUTHOR,
                )
            )
        ),
        written(WHOLE.replace(", by `herald-2023-01-31`", "")),
    ],
    "no-gap": [brief(**{"Known gaps": None})],
    "source-without-grade": [
        brief(Sources=Bullets((SOURCES.items[0][:2],))),
        brief(Evidence=Evidence((dataclasses.replace(ITEM, grade=""),))),
    ],
    "figure-without-caption": [
        brief(Figure=dataclasses.replace(FIGURE, caption=())),
        brief(Figure=dataclasses.replace(FIGURE, alt="")),
    ],
}


def test_there_is_a_brief_that_breaks_each_rule():
    assert BREAKING.keys() == {rule.name for rule in RULES}


@pytest.mark.parametrize(
    ("rule", "made"), [(rule, made) for rule, all_ in BREAKING.items() for made in all_]
)
def test_what_breaks_a_rule_is_found_and_nothing_else(rule, made):
    assert set(rules(made)) == {rule}


def test_what_is_found_has_its_cell_its_line_and_its_standard():
    (one,) = lint_notebook(brief(**judged("It may be that ")), "oil")
    assert one == Broken(
        "bare-possibility", 3, 1,
        "'may' says nothing of how likely it is; write a term of likelihood "
        "(bare-possibility: ICD 203, uncertainty; PHIA, one yardstick)",
    )  # fmt: skip
    made = written(WHOLE.replace("It is likely that", "So.\n\nMuch went, or\n\nit could be that"))
    assert [(b.rule, b.cell, b.line) for b in lint_notebook(made, "oil")] == [
        ("bare-possibility", 4, 7)
    ]


def test_words_of_others_and_the_month_of_may_are_no_words_of_ours():
    own = Para(
        (
            Run("Kim will probably come", "printed", (CLAIM,)),
            Run(" in May, which might be said of "),
            Run("it could be", "coded", (CLAIM,)),
            Run("."),
        ),
        "finding",
    )
    assert rules(brief(More=own)) == []
    assert list(found("possibility", "In May it may rain, perhaps.")) == ["may", "perhaps"]
    assert list(found("likelihood", "very likely, unlikely, likely")) == [
        "very likely", "unlikely", "likely",
    ]  # fmt: skip


def test_the_terms_of_the_judgements_are_one_scale_of_the_table():
    assert set(Likelihood) <= scales()["icd203"]
    assert not scales()["none"] & (scales()["icd203"] | scales()["phia"])


# the command


def run(*args: object):
    return CliRunner().invoke(main, ["lint", *map(str, args)])


def written_to(path: Path, notebook) -> Path:
    nbformat.write(notebook, path)
    return path


def test_the_command_prints_one_line_for_each_and_ends_with_one(tmp_path):
    good = written_to(tmp_path / "good.ipynb", brief())
    bad = written_to(tmp_path / "bad.ipynb", BREAKING["no-gap"][0])
    assert (run(good).exit_code, run(good).output) == (0, "")
    done = run(bad, good)
    assert done.exit_code == 1
    assert done.output == (
        f"{bad}:3:1: no gap is named in the brief; say what is not known or was not searched "
        "(no-gap: ICD 203, uncertainty)\n"
    )
    whole = run(tmp_path, "--format", "json")
    assert whole.exit_code == 1
    told = json.loads(whole.output)
    assert told["briefs"] == [str(bad), str(good)]
    assert [(x["path"], x["cell"], x["line"], x["rule"]) for x in told["broken"]] == [
        (str(bad), 3, 1, "no-gap")
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (None, "Error: no notebook '"),
        ("{", "is no notebook: "),
        (nbformat.writes(new_notebook(cells=[new_code_cell("1")])), "was not executed: none of"),
    ],
)
def test_a_mistake_is_one_line(tmp_path, content, line):
    path = tmp_path / "brief.ipynb"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = run(path)
    assert done.exit_code == 2
    assert line in done.output
    assert done.output.count("\n") == 1


def test_a_folder_without_a_notebook_is_one_line(tmp_path):
    done = run(tmp_path)
    assert done.exit_code == 2
    assert "has no executed notebook. Name a notebook" in done.output


# what an edition says of itself


def test_a_brief_that_breaks_a_rule_says_so_at_its_foot_and_one_that_keeps_all_does_not():
    made = document(brief(Evidence=None), "oil", allow_orphans=True)
    assert noted(made, ()) is made
    broken = lint_notebook(brief(**judged("It may be that ")), "oil")
    foot = noted(made, broken).parts[-1].body[-1]
    assert str(foot) == "Against the rules of tradecraft, in 1 line: bare possibility."
    with_annex = noted(document(brief(), "oil", allow_orphans=True), broken)
    titles = ["".join(run.text for run in part.title) for part in with_annex.parts]
    assert titles[-1] == "Evidence"
    assert str(with_annex.parts[-2].body[-1]) == str(foot)


def test_an_edition_that_breaks_a_rule_says_so_on_itself(tmp_path):
    own = tmp_path / "notebooks"
    own.mkdir()
    made = new_notebook(
        cells=[
            new_markdown_cell("# Mine"),
            new_markdown_cell("## Meaning\n\nIt may be so.", metadata={"tags": ["judgement"]}),
        ],
        metadata={"briefkit": {"brief": True}},
    )
    written_to(own / "mine.ipynb", made)
    out = tmp_path / "reports"
    done = render(
        as_of="2023-09-17", notebooks=own, formats=["html", "md"], out=out,
    )  # fmt: skip
    assert done.exit_code == 0
    for file in ("mine.html", "mine.md"):
        said = (out / "2023-09-17" / file).read_text(encoding="utf-8")
        assert "Against the rules of tradecraft, in" in said
        assert "bare possibility" in said


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_the_shipped_briefs_keep_every_rule(tmp_path, day):
    done = render(as_of=day, formats=["md"], out=tmp_path)
    assert done.exit_code == 0
    assert (tmp_path / day / "sheet.md").is_file()
    held = run(tmp_path / day)
    assert held.output == ""
    assert held.exit_code == 0
    for file in (tmp_path / day).glob("*.md"):
        assert "Against the rules of tradecraft" not in file.read_text(encoding="utf-8")
