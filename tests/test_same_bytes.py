"""Same inputs, same bytes: whoever renders, wherever, whenever, however, and with what at home."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from corpus import read_rows
from grid import Grid
from test_publish_edition import EVIDENCE, FLOWS, contents, corpus, notebook

from briefkit.dataset.folder import corpus_path
from briefkit.publish.kernels.forkserver import is_available

ROOT = Path(__file__).resolve().parents[1]
OWN_FONTS = ROOT / "src" / "briefkit" / "fonts"
COMMAND = [sys.executable, "-P", "-c", "from briefkit.cli import main; main()", "render"]
#: What a run of the tests may carry that is none of a run's.
PLAIN = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
PICTURE = """\
import matplotlib.pyplot as plt
import pandas as pd
figure, axes = plt.subplots()
axes.plot([1, 3, 2], label="line")
axes.set_title("İstanbul, Gänge, and a title")
axes.legend();
"""
FRAME = """\
print(*sorted({"x", "İ", "y", "ı"}), list({"b", "a"}), f"{0.5:n}" == "0.5")
pd.DataFrame({"word": ["a", "b"]}, index=["i", "j"])
"""


class Way(NamedTuple):
    """One way to render, other than every other in as much as can be."""

    name: str
    environment: dict[str, str]
    words: tuple[str, ...]
    umask: int = 0o022
    is_hostile: bool = False
    is_nobody: bool = False
    is_shuffled: bool = False


FORK, SPAWN = ("--kernels", "fork"), ("--kernels", "spawn")
WAYS = (
    Way("plain", {"TZ": "UTC"}, (*FORK, "--jobs", "2")),
    Way(
        "a user of another kind",
        {
            "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8",
            "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "SOURCE_DATE_EPOCH": "1", "COLUMNS": "20",
            "FORCE_COLOR": "1", "TERM": "xterm-256color", "PYTHONOPTIMIZE": "1",
        },
        (*SPAWN, "--jobs", "3"),
        umask=0o077, is_hostile=True, is_nobody=True, is_shuffled=True,
    ),
    Way(
        "Зи ma üç/日本",
        {
            "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "random", "NO_COLOR": "1",
            "COLUMNS": "300", "PYTHONUTF8": "1", "MPLBACKEND": "pdf", "OMP_NUM_THREADS": "2",
            "PYTHONWARNINGS": "error", "TERM": "dumb", "FONTCONFIG_FILE": "/dev/null",
        },
        (*FORK, "--jobs", "1"),
        umask=0o002, is_hostile=True, is_shuffled=True,
    ),
    Way(
        "d" * 60,
        {
            "TZ": "Asia/Kathmandu", "LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8",
            "PYTHONHASHSEED": "0", "PYTHONCOERCECLOCALE": "0", "LANGUAGE": "de:tr",
            "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "4102444800",
        },
        (*FORK, "--jobs", "3"),
        umask=0o027, is_hostile=True, is_nobody=True,
    ),
)  # fmt: skip


def cluster(grid: Grid) -> Way:
    """Return a way whose reports are made by workers that know nothing of where they are asked."""
    environment = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    return Way("a cluster", environment, ("--scheduler", grid.address), is_hostile=True)


def hostile_home(home: Path) -> dict[str, str]:
    """Fill a home with what would change a brief, were it read; return what points to it."""

    def write(path: str, text: str) -> None:
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, encoding="utf-8")

    style = "figure.figsize: 1, 1\nfont.size: 40\naxes.linewidth: 9\nlines.color: red\n"
    style += "font.family: monospace\nsvg.fonttype: none\nsavefig.dpi: 20\n"
    write(".config/matplotlib/matplotlibrc", style)
    write("matplotlibrc", style)  # the home is the working folder too
    write("pandas.py", "raise SystemExit('read from the working folder')")
    write(".ipython/profile_default/startup/00-own.py", "print('hostile'); as_of = '1999'")
    own = "c = get_config()\nc.InteractiveShellApp.exec_lines = ['print(\"hostile\")']\n"
    own += (
        "c.InlineBackend.figure_formats = ['svg']\nc.InteractiveShell.ast_node_interactivity='all'"
    )
    for name in ("ipython_config.py", "ipython_kernel_config.py"):
        write(f".ipython/profile_default/{name}", own)
        write(name, own)
    export = "c = get_config()\nc.TemplateExporter.exclude_output = True\n"
    write(".jupyter/jupyter_nbconvert_config.py", export + "c.Exporter.preprocessors = ['no.Such']")
    write(".jupyter/jupyter_nbconvert_config.json", '{"NbConvertBase": {"nothing": 1}}')
    spec = {"argv": ["/bin/false"], "display_name": "Python 3", "language": "python"}
    write(".local/share/jupyter/kernels/python3/kernel.json", json.dumps(spec))
    write("start.py", "raise SystemExit('started')")
    for folder in (".fonts", ".local/share/fonts"):
        for family in ("Source Sans 3", "DejaVu Sans", "Droid Sans Fallback"):
            path = home / folder / f"0 {family}.ttf"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(false_font(family))
    write("fonts.conf", f"<fontconfig><dir>{home / '.fonts'}</dir></fontconfig>")
    return {
        "HOME": str(home),
        "PYTHONSTARTUP": str(home / "start.py"),
        "JUPYTER_CONFIG_DIR": str(home / ".jupyter"),
        "IPYTHONDIR": str(home / ".ipython"),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }


@cache
def false_font(family: str) -> bytes:
    """Return a font that calls itself another and draws other letters."""
    from fontTools.ttLib import TTFont

    font = TTFont(OWN_FONTS / "DejaVuSansMono.ttf")
    for record in font["name"].names:
        if record.nameID in {1, 4, 6, 16}:
            record.string = family if record.nameID != 6 else family.replace(" ", "")
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


@cache
def as_nobody() -> tuple[str, ...]:
    """Return what makes a command believe that it is another user; nothing where that is barred."""
    command = ("unshare", "--user", "--map-user=65534", "--map-group=65534")
    try:
        test = subprocess.run([*command, sys.executable, "-c", ""], capture_output=True)
    except OSError:
        return ()
    return command if test.returncode == 0 else ()


def shuffle(folder: Path) -> None:
    """Turn the rows of each table round, as a spreadsheet would write them, at another time."""
    for path in folder.glob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        if len(read_rows(path)) == len(rows):  # no cell has a line end in it
            rows.reverse()
        text = "\ufeff" + "\r\n".join([header, *rows]) + "\r\n"
        path.write_bytes(text.encode())
        os.utime(path, (1, 1))


def render(
    way: Way, root: Path, data: Path, notebooks: Path, briefs: list[str], days: list[str]
) -> dict[str, bytes]:
    """Copy a corpus, render it one way from the command line, and return every byte."""
    folder = root / way.name
    home = folder / "home"
    home.mkdir(parents=True)
    temporary = folder / "tmp"
    temporary.mkdir()
    shutil.copytree(data, folder / "the data")
    shutil.copytree(notebooks, folder / "the notebooks")
    environment = {**PLAIN, "HOME": str(home), "TMPDIR": str(temporary), **way.environment}
    if way.is_hostile:
        environment = environment | hostile_home(home) | way.environment
    if way.is_shuffled:
        shuffle(folder / "the data")
        briefs, days = briefs[::-1], days[::-1]
    out = folder / "out"
    command = [*(as_nobody() if way.is_nobody else ()), *COMMAND, *briefs, *way.words]
    command += [word for day in days for word in ("--as-of", day)]
    places = {"--data": "the data", "--notebooks": "the notebooks", "--out": "out"}
    if way.is_nobody:  # by their full names, from elsewhere
        places = {option: str(folder / name) for option, name in places.items()}
    command += [word for pair in places.items() for word in pair]
    run = subprocess.run(
        command,
        cwd=home if way.is_nobody else folder,
        env=environment,
        umask=way.umask,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    lines = [line for line in run.stderr.splitlines() if not line.endswith("waiting for one.")]
    assert (run.returncode, lines) == (0, []), (way.name, run.stderr)
    assert not os.listdir(temporary)
    return contents(out)


def assert_same(made: dict[str, dict[str, bytes]]) -> None:
    (first, wanted), *others = made.items()
    for name, found in others:
        assert sorted(found) == sorted(wanted), name
        other = [file for file in wanted if found[file] != wanted[file]]
        assert not other, f"{name}, not as {first}: {other}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    root = tmp_path_factory.mktemp("ways")
    days = ["2023-01-31", "2023-02-15"]
    more = [{"source_id": f"times-{day}", "value": "700"} for day in ("2023-01-20", "2023-02-10")]
    data = corpus(root / "data", *more)  # a series, which is drawn
    notebooks = root / "notebooks"
    notebooks.mkdir()
    notebook(notebooks / "own.ipynb", FLOWS, PICTURE, FRAME, EVIDENCE, title="Own")
    shutil.copy(corpus_path("notebooks") / "flows.ipynb", notebooks)
    grid = Grid(root / "grid")
    grid.start_workers(2)
    ways = (*WAYS, cluster(grid))
    try:
        return {
            way.name: render(way, root, data, notebooks, ["own", "flows"], days) for way in ways
        }
    finally:
        grid.close()


@pytest.mark.skipif(not is_available(), reason="processes cannot be forked here")
def test_every_way_gives_every_byte(made: dict[str, dict[str, bytes]]) -> None:
    found = made["plain"]
    assert [*made] == [*(way.name for way in WAYS), "a cluster"]
    assert len(found) == 3 + 2 * (
        2 * 3 + 4
    )  # three over all editions; in each two briefs and four more
    assert "hostile" not in found["2023-02-15/own.ipynb"].decode()
    assert found["2023-02-15/own.html"].count(b"data:image/png") == 1
    assert b"<svg" in found["2023-02-15/flows.html"]
    assert_same(made)


def test_a_paper_holds_our_fonts_and_no_other(made: dict[str, dict[str, bytes]]) -> None:
    from fontTools.ttLib import TTFont
    from pypdf import PdfReader

    ours = {
        str(TTFont(path, lazy=True)["name"].getDebugName(6)) for path in OWN_FONTS.glob("*.ttf")
    }
    assert len(ours) == 5
    papers = {file: content for file, content in made["plain"].items() if file.endswith(".pdf")}
    for content in papers.values():
        found: set[str] = set()
        for page in PdfReader(io.BytesIO(content)).pages:
            for font in dict(page["/Resources"].get("/Font", {})).values():  # type: ignore[attr-defined]
                (inner,) = (part.get_object() for part in font.get_object()["/DescendantFonts"])
                found.add(inner["/BaseFont"].removeprefix("/").partition("+")[2])
                described = inner["/FontDescriptor"].get_object()
                assert {"/FontFile2", "/FontFile3"} & set(described)
        assert found
        assert found <= ours


@pytest.mark.soak
def test_every_way_gives_every_byte_of_the_real_briefs(tmp_path: Path) -> None:
    def of(way: Way) -> dict[str, bytes]:
        briefs: list[Any] = ["cadence", "discrepancies", "flows"]
        places = corpus_path("data"), corpus_path("notebooks")
        return render(way, tmp_path, *places, briefs, ["2024-06-30"])

    grid = Grid(tmp_path / "grid")
    grid.start_workers(2)
    try:
        assert_same({way.name: of(way) for way in (*WAYS, cluster(grid))})
    finally:
        grid.close()
