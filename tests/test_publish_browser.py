"""A brief in a real browser: on a phone and on a desk, in light and in dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from publishing import HANGUL, executed

from briefkit.publish.document import document
from briefkit.publish.page import page

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


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def view(browser: Any, file: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, scheme = request.param
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
    """Contrast of all words against the paper: 4.5:1 at least."""
    low = view.evaluate(
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
    assert low == []
