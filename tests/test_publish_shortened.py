"""The evidence of a paper: of each number what weighs most, and no link into what is left out."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from publishing import claim, day, evidence, num
from test_publish_document import made, parts

from briefkit.present.annex import ClaimEntry, NumberEntry
from briefkit.present.blocks import Evidence, Para, Run
from briefkit.present.reading import from_json
from briefkit.present.trees import runs_of
from briefkit.publish.document.document import Document
from briefkit.publish.document.notebook import document
from briefkit.publish.document.shortened import MOST_CLAIMS, shortened
from briefkit.publish.renderers.html.page import page
from briefkit.publish.renderers.markdown.escaping import escaped
from briefkit.publish.renderers.markdown.mail import mail
from briefkit.publish.renderers.pdf.typeset import typeset


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(claim(n) for n in numbers)


def para(*runs: Run) -> Para:
    return Para(tuple(part for run in runs for part in (run, Run(" "))))


TEN = num("10", "n.ten", ids(*range(10)), "count")


def weighed(**weights: dict[int, Any]) -> Evidence:
    """Return evidence whose claims have all one value and grade, but for what is told."""
    items = [replace(item, said="5", grade="C") for item in evidence().items]
    for name, told in weights.items():
        for n, value in told.items():
            items[n] = replace(items[n], **{name: value})
    return Evidence(tuple(items))


def short(*blocks: Any, of: Evidence | None = None) -> Document:
    return shortened(document(made(*blocks, of or weighed()), "flows"))


def entries(found: Document) -> list[NumberEntry]:
    return [entry for block in parts(found, "numbers") for entry in block.items]


def listed(found: Document) -> list[ClaimEntry]:
    return [entry for block in parts(found, "claims") for entry in block.items]


def named(entry: NumberEntry) -> list[str]:
    return [claim for run in entry.claims for claim in run.claims]


def assert_no_link_leads_nowhere(found: Document) -> None:
    items = [*entries(found), *listed(found)]
    items += [item for block in parts(found, "footnotes") for item in block.items]
    runs = [*runs_of(found)]
    at = {run.way.at for run in runs if run.way and run.way.at}
    assert {run.way.to for run in runs if run.way and run.way.to} <= {item.id for item in items}
    assert {use.at for item in items for use in item.uses} <= at


def test_a_number_of_six_claims_leads_to_all_of_them() -> None:
    six = num("6", "n.six", ids(*range(6)), "count")
    (entry,) = entries(short(para(six)))
    assert named(entry) == [*ids(*range(6))]
    assert entry.whole == ""


def test_a_number_of_ten_claims_names_six_and_where_all_are() -> None:
    found = short(para(TEN))
    (entry,) = entries(found)
    assert MOST_CLAIMS == len(entry.claims) == 6
    assert entry.rule == "count"
    assert entry.whole == "all 10 in the HTML of this brief"
    assert [item.claim_id for item in listed(found)] == named(entry)
    whole = document(made(para(TEN), weighed()), "flows")
    (entry,) = entries(shortened(replace(whole, page="flows.html")))
    assert entry.whole == "all 10 in flows.html"


@pytest.mark.parametrize(
    ("weights", "kept"),
    [
        ({}, (0, 1, 2, 3, 4, 5)),
        ({"is_denied": {9: True}}, (0, 1, 2, 3, 4, 9)),
        ({"is_denied": {9: True}, "grade": {9: "F"}}, (0, 1, 2, 3, 4, 9)),
        ({"grade": {7: "A", 0: "D"}}, (1, 2, 3, 4, 5, 7)),
        ({"is_own": {8: True}}, (0, 1, 2, 3, 4, 8)),
        ({"said": {9: "6"}, "grade": {9: "E"}}, (0, 1, 2, 3, 4, 9)),
        ({"said": {8: "6", 9: "6"}, "grade": {8: "E", 9: "B"}}, (0, 1, 2, 3, 4, 9)),
        ({"is_denied": dict.fromkeys(range(2, 10), True)}, (0, 2, 3, 4, 5, 6)),  # both sides
    ],
)
def test_what_weighs_most_is_kept(weights: dict[str, dict[int, Any]], kept: Any) -> None:
    (entry,) = entries(short(para(TEN), of=weighed(**weights)))
    assert named(entry) == [*ids(*kept)]


def test_of_equals_that_is_kept_on_which_most_numbers_rest() -> None:
    found = short(para(TEN, num("2", "n.two", ids(8, 9), "count")))
    assert named(entries(found)[0]) == [*ids(0, 1, 2, 3, 8, 9)]


def test_a_run_whose_claim_is_left_out_leads_to_the_number_or_nowhere() -> None:
    found = short(para(TEN, day("1 May", 0), day("2 May", 9), day("3 May", 20)))
    assert_no_link_leads_nowhere(found)
    first, second, third = (run.way.to for run in parts(found, "para")[0].runs[2::2])
    assert first == f"claim-{claim(0)}"
    assert second == "num-n.ten"
    assert third == ""


def test_a_number_of_one_claim_leads_to_it() -> None:
    found = short(para(TEN, num("60", claims=ids(9))))
    assert parts(found, "para")[0].runs[2].way.to == f"claim-{claim(9)}"
    assert claim(9) in [item.claim_id for item in listed(found)]


def test_rivals_are_named_where_they_are_kept() -> None:
    # 0 and 3 are rivals of 1 and 4; 21 is one of 22, which nothing leads to
    found = short(para(TEN, num("21", claims=ids(21))))
    rivals = {e.claim_id: [c for run in e.rivals for c in run.claims] for e in listed(found)}
    assert rivals == {
        **{name: [] for name in ids(1, 2, 4, 5, 21)}, claim(0): [*ids(1)], claim(3): [*ids(4)]
    }  # fmt: skip
    assert_no_link_leads_nowhere(found)


def test_numbers_that_print_the_same_are_one_entry() -> None:
    twins = [num("5", f"n.{name}", ids(1, 2), "count") for name in "ab"]
    other = num("5", "n.c", ids(1, 2), "sum")
    found = short("## One", para(twins[0]), "## Two", para(twins[1], other))
    first, second = entries(found)
    assert first.number == "n.a, n.b"
    assert [use.where for use in first.uses] == ["One", "Two"]
    assert second.number == "n.c"
    led = [parts(found, "para")[n].runs[0].way.to for n in (0, 1)]
    assert led == ["num-n.a", "num-n.a"]
    assert_no_link_leads_nowhere(found)


def test_each_source_stands_over_the_first_of_its_claims_that_is_left() -> None:
    found = short(para(num("5", "n", ids(4, 7), "count")))
    assert [entry.heads for entry in listed(found)] == [True, False]


def test_the_paper_says_how_many_there_are_and_the_page_has_all() -> None:
    pypdf = pytest.importorskip("pypdf")
    whole = document(made("# Ten", "## Numbers", para(TEN), weighed()), "flows")
    whole = replace(whole, page="flows.html")
    pages = pypdf.PdfReader(io.BytesIO(typeset(whole))).pages
    text = " ".join(" ".join(p.extract_text() for p in pages).replace("\u200b", "").split())
    assert "all 10 in flows.html" in text
    assert claim(5) in text
    assert claim(6) not in text
    html = page(whole)
    assert all(f'id="claim-{claim(n)}"' in html for n in range(10))
    assert "all 10 in" not in html


def test_our_english_stands_behind_foreign_words() -> None:
    told = weighed(gloss={2: "Sergei <Lavrov>"}, lang={2: "ru", 1: "ko"})
    whole = document(made("# Words", para(num("2", "n", ids(1, 2), "count")), told), "flows")
    html = page(whole)
    assert '<q class="words" lang="ru">Сергей Лавров</q> [Sergei &lt;Lavrov&gt;]<code>' in html
    assert 'lang="ko"' not in html
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(typeset(whole))).pages
    text = " ".join(" ".join(p.extract_text() for p in pages).split())
    assert "“Сергей Лавров” [Sergei <Lavrov>]" in text


def test_what_a_claim_weighs_travels_with_it() -> None:
    told = weighed(is_denied={1: True}, is_own={2: True}, gloss={3: "words"}, lang={3: "sr-Latn"})
    assert from_json(Evidence, {k: v for k, v in told.to_json().items() if k != "block"}) == told


def test_our_english_stands_in_tables_too() -> None:
    from briefkit.dataset import load
    from briefkit.present.formats import glossed

    ds = load()
    foreign = next(c for c in ds.records.claims.values() if c.gloss)
    words, english = glossed(ds, foreign)
    assert words.lang == ds.records.sources[foreign.source_id].language != "en"
    assert english.text == f" [{foreign.gloss}]"
    assert from_json(Run, words.to_json()) == words
    own = next(c for c in ds.records.claims.values() if not c.gloss)
    assert glossed(ds, own) == (Run(own.printed, "printed", (own.claim_id,)),)
    shown = document(made(Para((words, english))), "x", allow_orphans=True)
    assert f' lang="{words.lang}">' in page(shown)
    assert escaped(english.text.strip()) in mail(shown)
