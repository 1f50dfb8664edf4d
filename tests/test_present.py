"""Display objects: words, tables, sentences and pictures, each number with its claims."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import briefkit as bk
from briefkit import present
from briefkit.analysis.estimate import Estimate
from briefkit.dataset import Dataset
from briefkit.dates import span
from briefkit.errors import ParameterError, UnknownNameError
from briefkit.present.blocks import MIME, Block, Figure, Run
from briefkit.present.charts import claims_axis
from briefkit.present.charts.series import single_series
from briefkit.present.formats import number
from briefkit.present.packed import unpack
from briefkit.present.plain import plain
from briefkit.present.reading import from_json
from briefkit.present.trees import runs_of
from briefkit.present.values import value_text
from briefkit.present.words import amount_text, date_text
from briefkit.vocab import Caveat

Load = Callable[..., Dataset]


@pytest.mark.parametrize(
    ("low", "best", "high", "unit", "words"),
    [
        (1000, None, None, "container", "at least 1,000 containers"),
        (None, None, 60, "ton", "up to 60 tons"),
        (54, 60, 66, "ton", "60 tons (54–66)"),
        (60000, 60000, 60000, "t", "60,000 t"),
        (25000, None, 30000, "person", "25,000–30,000 people"),
        (1, 1, 1, "visit", "1 visit"),
        (None, None, None, "t", "unknown"),
        (None, 0.9667, None, "", "0.97"),
        (5_000_000, None, None, "round", "at least 5 million rounds"),
        (
            6.5e6 * 0.9,
            6.5e6,
            6.5e6 * 1.1,
            "round",
            "6.5 million rounds (5.85 million–7.15 million)",
        ),
    ],
)
def test_amounts_read_as_a_person_would_write_them(
    low: float | None, best: float | None, high: float | None, unit: str, words: str
) -> None:
    assert amount_text(low, best, high, unit) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-09-15", "15 September 2023"),
        ("2023-09", "September 2023"),
        ("2023", "2023"),
        ("2023-09-07/2023-10-01", "7 September to 1 October 2023"),
        ("2023-10-18/2023-10-19", "18–19 October 2023"),
        ("2023-09/..", "since 1 September 2023"),
        ("2022-12-31/2023-01-02", "31 December 2022 to 2 January 2023"),
    ],
)
def test_dates_are_never_sharpened_in_words(edtf: str, words: str) -> None:
    assert date_text(span(edtf)) == words


def test_a_number_carries_claims_rule_and_the_marks_of_its_caveats() -> None:
    estimate = Estimate(5, 5, 5, "t", "the one voice", ("a-2023.001",), (Caveat.SINGLE_VOICE,))
    run, mark = number(estimate, "flows.a")
    assert (run.kind, run.claims, run.rule, run.number) == (
        "num",
        ("a-2023.001",),
        "the one voice",
        "flows.a",
    )
    assert (mark.kind, mark.text) == ("caveat", "single_voice")


@pytest.fixture(scope="module")
def real() -> Dataset:
    return bk.load()


def _blocks(ds: Dataset) -> list[Block]:
    cadence, flows, register = bk.cadence(ds), bk.flows(ds), bk.discrepancies(ds)
    return [
        present.cover(ds, "2023-08"),
        present.findings(ds, cadence),
        present.findings(ds, flows),
        present.findings(ds, register),
        present.timeline(ds, cadence),
        present.rhythm(ds, cadence),
        present.gaps(ds, cadence),
        present.dyads(ds, cadence),
        present.contacts(ds, cadence),
        present.planned(ds, cadence),
        present.people(ds, cadence),
        present.venues(ds, cadence),
        present.ordinals(ds, bk.assess_ordinals(ds)),
        present.intervals(ds, flows),
        present.flows(ds, flows),
        present.voices(ds, flows),
        present.equivalents(ds, flows),
        present.factors(ds, flows),
        present.severities(ds, register),
        present.overview(ds, register),
        present.register(ds, register),
        present.variants(ds, register),
        present.coverage(ds),
        present.changes(ds, bk.changes(bk.flows, ds, "2023-09-15")),
        present.evidence(ds, cadence, flows, register),
    ]


def _all_runs(ds: Dataset) -> list[Run]:
    return [run for block in _blocks(ds) for run in runs_of(block)]


@pytest.mark.parametrize("as_of", ["2023-09-17", "2023-10-20", "2025-07-13"])
def test_no_digit_stands_in_plain_text_on_the_real_data(real: Dataset, as_of: str) -> None:
    loose = [
        run
        for run in _all_runs(real.at(as_of))
        if run.kind in {"text", "strong"} and re.search(r"\d", run.text)
    ]
    assert loose == []


def test_every_number_and_date_leads_to_claims_or_a_rule(real: Dataset) -> None:
    lost = [
        run
        for run in _all_runs(real)
        if run.kind in {"num", "date", "coded", "printed"} and not (run.claims or run.rule)
    ]
    assert lost == []


def test_every_claim_that_a_block_leads_to_exists_and_was_known(real: Dataset) -> None:
    ds = real.at("2023-10-20")
    named = {claim for run in _all_runs(ds) for claim in run.claims}
    assert named
    assert named <= set(ds.records.claims)


def test_every_block_has_three_forms_in_jupyter(real: Dataset) -> None:
    for block in _blocks(real):
        bundle = block._repr_mimebundle_()
        assert set(bundle) == {MIME, "text/html", "text/plain"}
        assert unpack(bundle[MIME])["block"] == block.kind


def test_a_brief_of_the_whole_record_fits_into_two_megabytes_of_notebook(real: Dataset) -> None:
    result = bk.cadence(real)
    shown = [present.findings(real, result), present.topics(real, result)]
    shown.append(present.evidence(real, *shown))
    bundles = [block._repr_mimebundle_() for block in shown]
    assert len(json.dumps(bundles, ensure_ascii=False).encode()) < 2_000_000
    for block, bundle in zip(shown, bundles, strict=True):
        assert len(bundle[MIME]) < len(bundle["text/html"])
        assert from_json(Block, unpack(bundle[MIME])) == block
        assert "\n" not in bundle[MIME]


def test_a_block_is_short_in_a_terminal_and_whole_when_printed(real: Dataset) -> None:
    result = bk.flows(real)
    blocks = [
        present.flows(real, result),
        present.evidence(real, result),
        present.intervals(real, result),
    ]
    for block in blocks:
        assert len(repr(block)) < 120
        assert repr(block).startswith(f"{type(block).__name__}(")
        assert str(block) == plain(block)
    shown = bk.explain("flows.diesel-blr-rus.quantity", real)
    assert repr(shown).startswith("Stack(Rule: ")
    assert "60,000 tonnes of diesel" in str(shown)
    assert repr(present.caveats()) == "Caveats()"


def test_only_what_is_public_is_listed() -> None:
    for module in (bk, present):
        assert dir(module) == sorted(module.__all__)
        assert all(hasattr(module, name) for name in dir(module))


def test_a_result_of_another_day_or_corpus_is_not_shown(real: Dataset, load_rows: Load) -> None:
    old = real.at("2023-09-17")
    result = bk.flows(real)
    told = rf"present.flows got Flows of {real.as_of} and a dataset of 2023-09-17\."
    with pytest.raises(ParameterError, match=told):
        present.flows(old, result)
    with pytest.raises(ParameterError, match=r"present.evidence got Changes of .*result\.dataset"):
        present.evidence(old, bk.flows(old), result.since("2023-10"))
    with pytest.raises(ParameterError, match="got Assessments of"):
        present.ordinals(old, bk.assess_ordinals(real))
    with pytest.raises(ParameterError, match="got Assessment of"):
        present.ordinals(old, list(bk.assess_ordinals(real)))
    other = load_rows(flows=[{"flow_id": "oil"}])
    same_day = dataclasses.replace(real, as_of=other.as_of)
    with pytest.raises(ParameterError, match="Flows of one corpus and a dataset of another"):
        present.flows(same_day, bk.flows(other))
    with pytest.raises(ParameterError, match="is no dataset"):
        present.flows("2023-09-17", result)  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="explain got Flows of"):
        bk.explain(result, old)


def test_a_result_of_another_analysis_is_refused_in_one_line(real: Dataset) -> None:
    told = r"^present\.timeline shows bk\.cadence\(ds\); it was given .* of bk\.flows\(ds\)\.$"
    with pytest.raises(ParameterError, match=told):
        present.timeline(real, bk.flows(real))  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match=r"findings shows bk\.cadence\(ds\) or .*given 3"):
        present.findings(real, 3)  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match=r"card shows bk\.discrepancies\(ds\)\.entries"):
        present.card(real, bk.discrepancies(real))  # type: ignore[arg-type]
    for name in {*present.__all__} - {"caveats", "cover", "coverage", "evidence", "ordinals"}:
        with pytest.raises(ParameterError, match=rf"^present\.{name} shows .* given None\.$"):
            getattr(present, name)(real, None)


def test_a_result_is_shown_with_its_own_dataset_or_the_same_loaded_again(real: Dataset) -> None:
    result = bk.flows(real)
    assert result.dataset is real
    again = bk.load(real.tables.path, as_of=real.as_of)
    assert present.flows(again, result) == present.flows(real, result)


def test_figures_say_in_words_what_they_draw_and_draw_it_the_same_twice(real: Dataset) -> None:
    flows = bk.flows(real, commodities=["fuel", "diesel", "gasoline"])
    first, second = present.intervals(real, flows), present.intervals(real, flows)
    assert first.svg == second.svg
    assert ["60000"] * 3 in [list(row.cells[3:6]) for row in first.rows]
    assert first.svg.startswith("<svg")


def _figures(ds: Dataset) -> list[Figure]:
    cadence, flows, register = bk.cadence(ds), bk.flows(ds), bk.discrepancies(ds)
    return [
        present.timeline(ds, cadence),
        present.rhythm(ds, cadence),
        present.gaps(ds, cadence),
        present.intervals(ds, flows),
        *single_series(ds, flows, "x", 9),
        present.severities(ds, register),
        *(claims_axis(ds, entry) for entry in register.entries[:40]),
    ]


def test_the_alternative_text_is_one_sentence_and_has_no_id(real: Dataset) -> None:
    ids = {key for table in real.tables.records.by_table().values() for key in table}
    ids = {key for key in ids if "-" in key and not key.istitle()}
    for figure in _figures(real):
        assert figure.alt.endswith(".")
        assert ". " not in figure.alt.replace("St. ", "").replace("No. ", "")
        assert "_" not in figure.alt
        assert not ids & set(re.split(r"[\s.,:;()]+", figure.alt))
        assert not re.search(r"\d{4}-\d{2}|\d{4}Q\d", figure.alt)


def test_the_rows_of_a_figure_are_what_it_draws(real: Dataset) -> None:
    figures = _figures(real)
    for figure in figures:
        assert figure.rows
        assert {len(row.cells) for row in figure.rows} == {len(figure.columns)}
        assert {claim for row in figure.rows for claim in row.claims} <= set(real.records.claims)
    _, rhythm, gaps, *_ = figures
    result = bk.cadence(real)
    drawn = {present.formats.label(real, dyad.dyad) for dyad in result.dyads[:12]}
    told = result.months[result.months["dyad"].isin([d.dyad for d in result.dyads[:12]])]
    assert {row.cells[0] for row in rhythm.rows} == drawn
    assert sum(int(row.cells[3]) for row in rhythm.rows) == told["n_in_person"].sum()
    assert sum(int(row.cells[4]) for row in rhythm.rows) == told["n_remote"].sum()
    n_gaps = sum(len(dyad.gaps) + (dyad.silence is not None) for dyad in result.dyads[:12])
    assert len(gaps.rows) == n_gaps
    (diesel,) = single_series(real, bk.flows(real, commodities="diesel"), "x", 1)
    assert {row.cells[2:6] for row in diesel.rows} == {("60000", "60000", "60000", "tonnes")}


def test_a_style_of_the_reader_changes_no_figure(real: Dataset) -> None:
    import matplotlib
    from matplotlib import style

    register, cadence = bk.discrepancies(real, least_severity=5), bk.cadence(real)
    drawn = [present.severities(real, register).svg, present.gaps(real, cadence).svg]
    own = {"timezone": "America/New_York", "font.size": 31, "figure.dpi": 300}
    with style.context("dark_background"), matplotlib.rc_context(own):
        again = [present.severities(real, register).svg, present.gaps(real, cadence).svg]
    assert again == drawn


def test_fonts_of_the_reader_are_left_to_her(real: Dataset) -> None:
    from matplotlib.font_manager import findfont, fontManager

    before = [*fontManager.ttflist]
    present.gaps(real, bk.cadence(real))
    assert fontManager.ttflist == before
    assert "mpl-data" in findfont("DejaVu Sans Mono:bold", fallback_to_default=False)


def test_hostile_words_are_drawn_as_words(load_rows: Load) -> None:
    label = "<script>$x^2$ {{ }} \u202e #import" + "x" * 100 + " \U0001f9ff"
    ds = load_rows(
        events=[{"event_id": "ann-bob-2023-01", "label": label}],
        claims=[
            {"subject_id": "ann-bob-2023-01", "attribute": "actor", "value": "ann; bob"},
            {"subject_id": "ann-bob-2023-01", "attribute": "date", "value": "2023-01-05"},
        ],
    )
    figure = present.timeline(ds, bk.cadence(ds))
    assert "<script" not in figure.svg
    table = present.contacts(ds, bk.cadence(ds))
    assert label in plain(table)
    assert "<script" not in table._repr_mimebundle_()["text/html"]


def test_values_keep_their_hedges(load_rows: Load) -> None:
    ds = load_rows(
        flows=[{"flow_id": "oil"}],
        claims=[
            {"subject_id": "oil", "attribute": "quantity", "value": "60", "hedge": "about"},
            {
                "subject_id": "oil",
                "attribute": "quantity",
                "value": None,
                "low": "9",
                "hedge": "over",
            },
            {"subject_id": "oil", "attribute": "quantity", "value": None, "hedge": "some"},
        ],
    )
    words = [value_text(ds, claim) for claim in ds.records.claims.values()]
    assert words == ["about 60 t", "over 9 t", "some tonnes"]


def test_explain_leads_from_a_number_to_its_printed_words(real: Dataset) -> None:
    line = bk.flows(real).line("flows.diesel-blr-rus.quantity")
    shown = plain(bk.explain(line.estimate, real))
    assert "60,000 tonnes of diesel" in shown
    with pytest.raises(UnknownNameError, match="leads to no claims"):
        bk.explain(3.5, real)
    with pytest.raises(UnknownNameError, match="no claim"):
        bk.explain("nobody-2023.001", real)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("flows.diesel-blr-rus.quantity", "60,000 tonnes of diesel"),
        ("\u200bflows.\u200bdiesel-\u00adblr-\u200brus.quantity ", "60,000 tonnes of diesel"),
        ("flows.fuel-blr-rus.quantity.rail-tank-wagon-fuel", "60,000"),
        ("fuel-blr-rus.quantity", "60 tons"),
        ("discrepancies.fuel-blr-rus.quantity.severity", "60 tons"),
        ("diesel-blr-rus", "60,000 tonnes of diesel"),
        ("cadence.person.lukashenko", "Lukashenko"),
        ("cadence.held.meeting", "Lukashenko"),
    ],
)
def test_explain_takes_every_name_that_leads_to_claims(real: Dataset, name: str, says: str) -> None:
    assert says in plain(bk.explain(name, real))


def test_explain_takes_a_claim_an_event_and_a_source(real: Dataset) -> None:
    claim = next(c for c in real.records.claims.values() if c.subject_id in real.records.events)
    for name in (claim.claim_id, claim.subject_id, claim.source_id):
        assert claim.claim_id in plain(bk.explain(name, real))


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("flows.deisel-blr-rus.quantity", "flows.diesel-blr-rus.quantity"),
        ("fuel-blr-rus.quantty", "fuel-blr-rus.quantity"),
        ("deisel-blr-rus", "diesel-blr-rus"),
    ],
)
def test_explain_suggests_the_nearest_names_of_the_kind(
    real: Dataset, name: str, nearest: str
) -> None:
    with pytest.raises(UnknownNameError, match=rf"'{name}' as of .* Nearest: {nearest}[,.]"):
        bk.explain(name, real)


def test_explain_tells_what_is_spoken_of_by_nobody_from_what_is_unknown(load_rows: Load) -> None:
    ds = load_rows(claims=[])
    with pytest.raises(UnknownNameError, match="no claim speaks of 'ann'"):
        bk.explain("ann", ds)


def test_explain_wants_a_dataset_in_its_place(real: Dataset) -> None:
    with pytest.raises(ParameterError, match="is no dataset"):
        bk.explain("diesel-blr-rus", "2023-09-17")  # type: ignore[arg-type]


def test_an_empty_record_makes_sentences_and_no_errors(load_rows: Load) -> None:
    ds = load_rows()
    assert [Run("No contact is on record in this window.").to_json()] == (
        present.findings(ds, bk.cadence(ds)).to_json()["items"][0]
    )
    assert present.intervals(ds, bk.flows(ds)).alt == "No data."
    assert "Nothing is on record" in plain(present.findings(ds, bk.discrepancies(ds)))


def test_gaps_that_are_known_within_bounds_are_said_within_bounds(
    load_rows: Callable[..., Dataset],
) -> None:
    met = [("ann-bob-2022-11", "2022-11-05"), ("ann-bob-2022-12", "2022-12")]
    ds = load_rows(
        events=[{"event_id": event} for event, _ in met],
        claims=[
            {"subject_id": event, "attribute": attribute, "value": value}
            for event, day in met
            for attribute, value in (("date", day), ("actor", "ann; bob"))
        ],
        coverage=[
            {"coverage_id": "all", "about": "ALF-BET", "from": "2022-11-01", "to": "2023-01-31"},
        ],
    )
    figure = present.gaps(ds, bk.cadence(ds))
    assert "31–61 days up to 31 January 2023" in figure.alt
    assert [row.cells[3:] for row in figure.rows] == [("26", "", "56"), ("31", "", "61")]
    assert not re.search("None|nan", figure.alt)


def test_no_door_has_the_name_of_a_module():
    folder = Path(present.__file__).parent
    modules = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert modules.isdisjoint(present.__all__)
