"""Execution: this interpreter, a clean environment, and a notebook that is always the same."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter

from briefkit.present.blocks import MIME, Para, Run
from briefkit.present.packed import unpack
from briefkit.publish.document.notebook import document
from briefkit.publish.kernels import kernel
from briefkit.publish.kernels.execute import ExecutionError, execute

DAY = date(2023, 10, 20)


def write(folder: Path, *sources: str, **metadata: Any) -> Path:
    """Write a notebook with a parameters cell and some code."""
    parameters = nbformat.v4.new_code_cell('as_of = ""  # day or month: the cut-off')
    parameters.metadata["tags"] = ["parameters"]
    cells = [nbformat.v4.new_markdown_cell("# T"), parameters]
    cells += [nbformat.v4.new_code_cell(source) for source in sources]
    for n, cell in enumerate(cells):
        cell["id"] = f"c-{n}"
    spec = {"name": "no-such-kernel", "display_name": "x", "language": "python"}
    nb = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec, **metadata})
    path = folder / "x.ipynb"
    nbformat.write(nb, path)
    return path


def run(path: Path, **more: Any) -> Any:
    data = path.parent / "data"
    data.mkdir(exist_ok=True)
    return execute(path, {"as_of": "2023-10-20"}, data=data, as_of=DAY, **more)


def printed(nb: Any) -> str:
    return "".join(o.text for cell in nb.cells for o in cell.get("outputs", ()) if "text" in o)


def test_it_runs_in_this_interpreter_with_the_data_and_nothing_of_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startup = tmp_path / "home" / ".ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("print('from the home')")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    code = (
        "import os, sys, pathlib\n"
        "print(as_of, sys.executable == os.environ['WANTED'])\n"
        "print(pathlib.Path(os.environ['BRIEFKIT_DATA']).name, os.environ['PYTHONHASHSEED'])\n"
        "print(os.environ['SOURCE_DATE_EPOCH'], os.environ['NO_COLOR'], os.environ['TZ'])"
    )
    monkeypatch.setenv("WANTED", sys.executable)
    done = run(write(tmp_path, code))
    assert printed(done) == "2023-10-20 True\ndata 0\n1697760000 1 UTC\n"


def test_what_is_kept_is_the_same_every_time(tmp_path: Path) -> None:
    code = (
        "import sys, warnings\nwarnings.warn('x')\nprint('a')\n"
        "print('b', file=sys.stderr)\nobject()"
    )
    folders = [tmp_path / name for name in ("one", "another-and-longer")]
    texts = []
    for folder in folders:
        folder.mkdir()
        texts.append(nbformat.writes(run(write(folder, code, f"print({str(folder)!r})"))))
    assert texts[0].replace(str(folders[0]), "") == texts[1].replace(str(folders[1]), "")
    assert str(tmp_path) not in texts[0].replace(repr(str(folders[0])), "")
    assert "0x…" in texts[0]


def test_the_notebook_is_normalised(tmp_path: Path) -> None:
    done = run(write(tmp_path, "1", briefkit={"brief": True}, widgets={}, authors=["x"]))
    assert done.metadata == {
        "briefkit": {"brief": True},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "papermill": {"parameters": {"as_of": "2023-10-20"}},
    }
    assert [cell.id for cell in done.cells] == ["c-0", "c-1", "injected-parameters", "c-2"]
    assert [cell.execution_count for cell in done.cells[1:]] == [1, 2, 3]
    assert all(set(cell.metadata) <= {"tags"} for cell in done.cells)
    nbformat.validate(done)


def test_figures_are_drawn_inline(tmp_path: Path) -> None:
    done = run(write(tmp_path, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"))
    assert "image/png" in done.cells[-1].outputs[0].data


def test_progress_is_told_cell_by_cell(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run(write(tmp_path, "1", "2"), progress=lambda cell, total: seen.append((cell, total)))
    assert seen == [(n, 5) for n in range(1, 6)]


def test_a_failure_keeps_what_there_is_with_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError) as caught:
        run(write(tmp_path, "print('before')", "1 / 0", "print('after')"))
    assert str(caught.value) == "x.ipynb, cell 4: ZeroDivisionError: division by zero"
    cells = caught.value.notebook.cells
    assert [cell.id for cell in cells] == ["c-0", "c-1", "injected-parameters", "c-2", "c-3", "c-4"]
    assert cells[3].outputs[0].text == "before\n"
    assert "1 / 0" in "".join(cells[4].outputs[0].traceback)
    assert cells[5].outputs == []


def test_a_kernel_that_dies_is_said_to_have_died(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match="cell 3: DeadKernelError: the kernel died") as caught:
        run(write(tmp_path, "import os; os._exit(1)"))
    assert caught.value.notebook.cells[3].outputs[0].ename == "DeadKernelError"


def test_a_cell_without_end_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(ExecutionError, match="took more than 1 seconds"):
        run(write(tmp_path, "import time; time.sleep(60)"), timeout=1)


def test_a_limit_may_be_part_of_a_second(tmp_path: Path) -> None:
    assert printed(run(write(tmp_path, "print(1)"), timeout=20.5)) == "1\n"
    with pytest.raises(ExecutionError, match=r"took more than 0\.5 seconds"):
        run(write(tmp_path, "import time; time.sleep(60)"), timeout=0.5)


def test_nothing_of_much_output_is_lost(tmp_path: Path) -> None:
    shown = "for n in range(900): display(n)"  # a started kernel holds a thousand for who is slow
    done = run(write(tmp_path, shown, "print('x' * 5_000_000)"))
    assert len(done.cells[3].outputs) == 900
    assert len(printed(done).splitlines()[-1]) == 5_000_000


def test_output_that_does_not_arrive_is_told_with_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "_OUTPUT", 0)
    with pytest.raises(
        ExecutionError, match=r"x\.ipynb, cell \d: TimeoutError: its output did not"
    ):
        run(write(tmp_path, "for n in range(3000): display(n)"))


def test_what_is_printed_in_pieces_is_joined_as_a_terminal_shows_it(tmp_path: Path) -> None:
    code = (
        "import sys, time\n"
        "for n in range(3):\n    print(n, end='\\r'); sys.stdout.flush(); time.sleep(0.01)\n"
        "print('last')\nprint('over', file=sys.stderr)\nprint('windows\\r\\nend')"
    )
    outputs = run(write(tmp_path, code)).cells[3].outputs
    assert [output.name for output in outputs] == ["stdout", "stderr"]
    assert outputs[0].text == "last\nwindows\r\nend\n"


def test_no_kernel_is_left_behind(tmp_path: Path) -> None:
    import psutil

    run(write(tmp_path, "1"))
    left = [child.cmdline() for child in psutil.Process().children(recursive=True)]
    assert not [line for line in left if "ipykernel_launcher" in line]


def test_stock_exporters_show_each_block_once_and_ours_read_it(tmp_path: Path) -> None:
    words = "Sixty tonnes <b>of</b> fuel"
    code = f"from briefkit.present.blocks import Para, Run\nPara((Run({words!r}),))"
    done = run(write(tmp_path, code))
    (output,) = done.cells[-1].outputs
    assert set(output.data) == {MIME, "text/html", "text/plain"}
    html, _ = HTMLExporter().from_notebook_node(done)
    shown = BeautifulSoup(html, "html.parser")
    assert [p.get_text() for p in shown.select(".bk p")] == [words]
    assert output.data[MIME] not in html
    assert output.data[MIME].isascii()
    (part,) = document(done, "x").parts
    assert part.body == (Para((Run(words),)),)


def test_a_notebook_that_was_executed_earlier_has_its_blocks_unpacked(tmp_path: Path) -> None:
    code = "from briefkit.present.blocks import Para, Run\nPara((Run('fuel'),))"
    done = run(write(tmp_path, code))
    packed = document(done, "x")
    data = done.cells[-1].outputs[0].data
    data[MIME] = json.dumps(unpack(data[MIME]), ensure_ascii=False)
    assert document(done, "x") == packed
