"""No page of an edition of the record prints what only the program should see."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from briefkit.publish.editions.edition import render
from briefkit.schema.units import package_units

DAY = "2025-07-13"
BRIEFS = ("cadence", "discrepancies", "flows", "sheet")
#: What is not body text: code, printed words of sources, addresses, drawings.
HIDDEN = re.compile(
    r"<(style|svg|code|title|head|sup)\b.*?</\1>"
    r'|<(q|bdi|span|p)[^>]*class="(?:words|rule|source|path|uses)[^"]*".*?</\2>'
    r"|<a [^>]*href=\"https?:.*?</a>",
    re.S,
)
UNITS = "|".join(unit for unit in package_units().values() if unit != unit.plural)
#: What no reader should meet, and what it would look like.
FAULTS = {
    "a point behind a number and before a bracket": r"\d\.\)",
    "a unit in the singular": rf"\b(?!1 )(?:[\d,]*\d{{2,}}|[02-9]) (?:{UNITS})\b(?!s|-)",
    "a number sharpened to thousandths": r"\b[1-9]\d*\.(?!\d00\b)\d{3,}\b",
    "an interval in EDTF": r"\b\d{4}-\d\d(?:-\d\d)?/(?:\d{4}-\d\d|\.\.)|\.\./\d{4}-\d\d",
    "an id with blanks as hyphens": r"\d [A-Z]?[a-z]+(?:-[a-z]+){2,}\b",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("pages")
    render(as_of=[DAY], formats=["html"], out=out)
    return {brief: body(out / DAY / f"{brief}.html") for brief in BRIEFS}


def body(path: Path) -> str:
    text = HIDDEN.sub(" ", path.read_text(encoding="utf-8"))
    text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))
    return re.sub(r"“[^”]*”", "“…”", text)


@pytest.mark.slow
@pytest.mark.parametrize("brief", BRIEFS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_prints(pages, brief, fault):
    page = pages[brief]
    assert len(page) > 20_000
    found = [page[max(0, m.start() - 60) : m.end() + 20] for m in re.finditer(FAULTS[fault], page)]
    assert not found, f"{len(found)}: {found[:5]}"
