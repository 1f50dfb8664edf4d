"""Draw the pictures of the README: pages of an edition in Chromium, at a desk's width."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from briefkit.publish.editions.edition import render

DAY, BEFORE = "2023-09-17", "2023-08-31"
IMAGES = Path(__file__).parents[1] / "docs" / "images"
#: Each page, and how much of it is shown.
PICTURES = {"sheet.html": 1090}


def main() -> None:
    """Render an edition and write a picture of each page."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        sys.exit("no Chromium on the path; install one (Debian: apt install chromium)")
    with tempfile.TemporaryDirectory() as out, sync_playwright() as playwright:
        render([], as_of=[DAY], previous=BEFORE, formats=["html"], out=Path(out))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, height in PICTURES.items():
            shown = browser.new_page(viewport={"width": 1280, "height": height})
            shown.goto((Path(out) / DAY / name).as_uri())
            shown.screenshot(path=IMAGES / f"{Path(name).stem}.png")
        browser.close()


if __name__ == "__main__":
    main()
