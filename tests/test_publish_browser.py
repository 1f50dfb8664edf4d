"""A brief and the index in a real browser: on a phone and on a desk, in light and in dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from corpus import load_corpus
from editions import brief, headline, number, put, subject
from publishing import HANGUL, executed

from briefkit.publish.document.notebook import document
from briefkit.publish.dossiers.files import dossier_files
from briefkit.publish.index.index import write_index
from briefkit.publish.renderers.html.page import page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path is not None, "these tests need Chromium"
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield found
        found.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "flows.html"
    path.write_text(page(document(executed(), "flows")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Editions of five years, most of them monthly, with long words and several in one month."""
    root = tmp_path_factory.mktemp("reports")
    words = "Munitions and military equipment from North Korea to Russia, to date"
    days = [f"202{year}-{month:02d}-{day}" for year in (1, 2, 5) for month in range(1, 13)
            for day in ((10, 28) if month == 5 else (28,))]  # fmt: skip
    for n, as_of in enumerate(days):
        numbers = {
            "visits": number(n, low=n, high=n + 3),
            "arms": number(None, f"at least {n:,} million rounds", low=n * 1e6, unit="round"),
            "x" * 90: number(n),
        }
        told = [headline("visits", "Visits"), headline("arms", words)]
        failed = (("flows", f"flows: {'y' * 300}"),) if n % 5 == 0 else ()
        revisions = 12 if n % 7 == 0 else 1
        put(root, as_of, numbers, {"cadence": brief("cadence", *told)}, failed=failed,
            revisions=revisions, subjects=SUBJECTS)  # fmt: skip
    (root / days[3] / "numbers.json").write_text("{ broken")
    (root / days[-1] / "cadence.html").write_text("<p id='name-41'>Kim Jong-un</p>")
    return write_index(root)


SUBJECTS = {
    "event": {f"e-{n}": subject(f"Visit {n} of Ñandú", cadence=f"name-{n}") for n in range(40)},
    "person": {
        "kim": subject("Kim Jong-un", cadence="name-41"),
        "long": subject("w" * 80, cadence="name-42"),
    },
}


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dossiers of a flow of which many documents tell, in words of two languages."""
    root = tmp_path_factory.mktemp("dossiers")
    own = {"subject_id": "oil-alf-bet", "attribute": "quantity"}
    claims = [
        {**own, "value": str(50 + n), "source_id": f"herald-2023-02-{n:02d}", "speaker_id": "dora",
         "printed": HANGUL if n % 2 else "so many tonnes", "gloss": "so many" if n % 2 else None,
         "extent": "conversion" if n == 3 else "capacity" if n == 4 else None}
        for n in range(1, 15)
    ]  # fmt: skip
    sources = [
        {"source_id": f"herald-2023-02-{n:02d}", "language": "ko" if n % 2 else "en",
         "publisher": f"Herald of a town with a long name {n}", "url": f"https://example.org/{n}",
         "reliability": "ABCDEF"[n % 6], "kind": "outlet"}
        for n in range(1, 15)
    ]  # fmt: skip
    flow = {"flow_id": "oil-alf-bet", "label": "Oil from Alfaland to Betaland"}
    ds = load_corpus(root / "data", flows=[flow], claims=claims, sources=sources)
    (root / "dossiers").mkdir()
    for name, content in dossier_files(ds).items():
        (root / name).write_bytes(content)
    return root / "dossiers"


VIEWS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture(params=VIEWS)
def view(browser: Any, file: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    yield from opened(browser, file, *request.param)


@pytest.fixture(params=VIEWS)
def index_view(browser: Any, index: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    yield from opened(browser, index, *request.param)


@pytest.fixture(params=VIEWS)
def dossier_view(browser: Any, dossiers: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    yield from opened(browser, dossiers / "flow-oil-alf-bet.html", *request.param)


def opened(browser: Any, file: Path, width: int, scheme: str) -> Iterator[Any]:
    shown = browser.new_page(viewport={"width": width, "height": 850}, color_scheme=scheme)
    shown.said = []
    shown.on("console", lambda message: shown.said.append(message.text))
    shown.on("pageerror", lambda error: shown.said.append(str(error)))
    shown.on("request", lambda request: shown.said.append(request.url[:80]))
    shown.goto(file.as_uri())
    shown.evaluate("document.fonts.ready")
    yield shown
    shown.close()


def test_nothing_is_asked_for_and_nothing_complains(view: Any, file: Path) -> None:
    own = [said for said in view.said if not said.startswith("data:")]
    assert own == [file.as_uri()]


def test_the_page_never_scrolls_sideways(view: Any) -> None:
    width = view.viewport_size["width"]
    assert view.evaluate("document.documentElement.scrollWidth") == width


def test_contents_stand_beside_the_text_on_a_desk_and_rows_stack_on_a_phone(view: Any) -> None:
    is_desk = view.viewport_size["width"] == 1280
    assert view.is_visible("nav.contents") == is_desk
    assert view.evaluate("getComputedStyle(document.querySelector('.stacks td')).display") == (
        "table-cell" if is_desk else "grid"
    )


def test_its_own_fonts_are_used(view: Any) -> None:
    faces = view.evaluate("[...document.fonts].map(f => [f.family, f.status])")
    loaded = {family.strip('"') for family, status in faces if status == "loaded"}
    assert loaded == {"Brief Text", "Brief Mono", "Brief Han"}
    assert view.evaluate(f"document.fonts.check('16px \"Brief Han\"', '{HANGUL}')")


def test_dark_pages_have_dark_paper_and_light_ink_also_in_charts(view: Any) -> None:
    is_dark = view.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    paper = view.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(20, 24, 29)" if is_dark else "rgb(255, 255, 255)")
    fills = view.evaluate(
        "[...document.querySelectorAll('svg path')].map(p => getComputedStyle(p).fill)"
    )
    assert ("rgb(119, 176, 240)" in fills) == is_dark


def test_a_number_leads_to_its_entry_and_the_entry_back(view: Any) -> None:
    number = view.locator("a.num").first
    number.click()
    target = view.evaluate("document.querySelector(':target').id")
    assert target.startswith("num-")
    back = view.locator(f"[id='{target}'] .uses a").first
    back.click()
    assert view.evaluate("document.querySelector(':target').tagName") == "A"


def test_text_can_be_told_from_its_ground(view: Any) -> None:
    assert faint(view) == []


def test_the_index_asks_for_nothing_never_scrolls_sideways_and_can_be_read(
    index_view: Any, index: Path
) -> None:
    own = [said for said in index_view.said if not said.startswith("data:")]
    assert own == [index.as_uri()]
    for details in index_view.query_selector_all("details"):
        details.evaluate("one => { one.open = true; }")
    width = index_view.viewport_size["width"]
    assert index_view.evaluate("document.documentElement.scrollWidth") == width
    assert faint(index_view) == []


def test_days_of_the_calendar_can_be_hit_and_lead_to_their_edition(index_view: Any) -> None:
    boxes = index_view.evaluate(
        "[...document.querySelectorAll('.calendar a')].map(a => a.getBoundingClientRect())"
        ".map(r => [r.left, r.top, r.right, r.bottom])"
    )
    assert len(boxes) == 39
    assert all(right - left >= 24 and bottom - top >= 24 for left, top, right, bottom in boxes)
    spills = index_view.evaluate(
        "[...document.querySelectorAll('.calendar a')].filter(a => a.scrollWidth > a.offsetWidth)"
        ".map(a => a.textContent)"
    )
    assert spills == []
    day = index_view.locator(".calendar a").first
    day.focus()
    index_view.keyboard.press("Tab")
    index_view.keyboard.press("Shift+Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert index_view.evaluate(outline) == "solid"
    index_view.keyboard.press("Enter")
    assert index_view.evaluate("document.querySelector(':target').id") == "e-2025-01-28"


def hits(view: Any) -> list[str]:
    return list(view.locator("#subjects li a:visible").all_inner_texts())


def test_a_subject_is_found_by_its_words_in_any_spelling_and_enter_leads_there(
    index_view: Any,
) -> None:
    field = index_view.get_by_role("searchbox")
    assert hits(index_view) == []
    field.fill("kim jong un")
    assert hits(index_view) == ["Kim Jong-un"]
    assert index_view.locator("#hits").inner_text() == "1 of 42"
    assert index_view.locator("#subjects h3:visible").all_inner_texts() == ["People"]
    field.fill("NANDU 3 visit")
    assert hits(index_view) == ["Visit 3 of Ñandú", *(f"Visit 3{n} of Ñandú" for n in range(10))]
    width = index_view.viewport_size["width"]
    assert index_view.evaluate("document.documentElement.scrollWidth") == width
    assert faint(index_view) == []
    field.fill("nobody")
    assert index_view.locator("#hits").inner_text() == "None has these words."
    field.fill("")
    assert hits(index_view) == []
    field.fill("kim")
    with index_view.expect_navigation():
        field.press("Enter")
    assert index_view.evaluate("document.querySelector(':target').textContent") == "Kim Jong-un"


def test_without_script_the_subjects_are_a_plain_list(browser: Any, index: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(index.as_uri())
    assert view.locator("#q").is_hidden()
    view.locator("#subjects summary").click()
    assert len(hits(view)) == 42
    context.close()


def test_no_label_of_a_chart_leaves_its_picture(index_view: Any) -> None:
    left = index_view.evaluate(
        """() => [...document.querySelectorAll('.multiples svg')].flatMap(svg => {
            const frame = svg.getBoundingClientRect();
            return [...svg.querySelectorAll('text')].filter(t => {
                const r = t.getBoundingClientRect();
                return r.left < frame.left - 1 || r.right > frame.right + 1
                    || r.top < frame.top - 1 || r.bottom > frame.bottom + 1;
            }).map(t => t.textContent); })"""
    )
    assert left == []
    assert index_view.locator(".multiples svg").count() == 2


def faint(view: Any) -> Any:
    """Return words whose contrast against the paper is below 4.5:1."""
    return view.evaluate(
        """() => {
        const rgb = c => c.match(/[\\d.]+/g).slice(0, 3).map(Number);
        const lum = c => { const [r, g, b] = rgb(c).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = e => { for (; e; e = e.parentElement) {
            const c = getComputedStyle(e).backgroundColor;
            if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; };
        return [...document.querySelectorAll('main *, header *')]
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
            .filter(e => !e.closest('svg') && e.getClientRects().length)
            .map(e => { const [a, b] = [lum(getComputedStyle(e).color), lum(ground(e))];
                return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.className]; })
            .filter(([c]) => c < 4.5); }"""
    )


def test_a_dossier_asks_for_its_style_alone_fits_and_can_be_read(
    dossier_view: Any, dossiers: Path
) -> None:
    own = [said for said in dossier_view.said if not said.startswith("data:")]
    assert [Path(said).name for said in own] == ["flow-oil-alf-bet.html", "dossier.css"]
    width = dossier_view.viewport_size["width"]
    assert dossier_view.evaluate("document.documentElement.scrollWidth") == width
    assert dossier_view.evaluate(f"document.fonts.check('16px \"Brief Han\"', '{HANGUL}')")
    assert dossier_view.is_visible("svg.wide") == (width == 1280)
    assert dossier_view.is_visible("svg.narrow") == (width == 390)
    assert faint(dossier_view) == []


def test_claims_of_a_dossier_are_searched_and_filtered_with_the_keyboard(dossier_view: Any) -> None:
    rows = "[...document.querySelectorAll('tr[data-v]')].filter(r => !r.hidden).length"
    assert dossier_view.evaluate(rows) == 14
    dossier_view.focus("input[type=search]")
    dossier_view.keyboard.type("town name 12")
    assert dossier_view.evaluate(rows) == 1
    assert dossier_view.inner_text("#n") == "1 of 14 shown"
    dossier_view.evaluate("location.hash = 'claim-herald-2023-02-03.001'")
    dossier_view.locator("#n", has_text="14 of 14 shown").wait_for()
    assert dossier_view.evaluate(rows) == 14
    dossier_view.select_option("select[name=s]", "quantity-conversion")
    assert dossier_view.evaluate(rows) == 1
    dossier_view.focus("button[type=reset]")
    dossier_view.keyboard.press("Enter")
    dossier_view.locator("#n", has_text="14 of 14 shown").wait_for()
    assert dossier_view.evaluate(rows) == 14


def test_a_dossier_is_whole_without_its_script(browser: Any, dossiers: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto((dossiers / "flow-oil-alf-bet.html").as_uri())
    assert not shown.is_visible("form")
    assert shown.locator("tr[data-v]:visible").count() == 14
    context.close()
