"""A forked kernel gives what a started one gives: streams, rich output, errors, all ends."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from queue import Empty
from typing import Any

import nbformat
import pytest
import zmq
from corpus import make_corpus
from jupyter_client.channels import AsyncZMQSocketChannel
from test_publish_edition import corpus
from test_publish_execute import DAY, write

from briefkit.publish.kernels.execute import ExecutionError, execute
from briefkit.publish.kernels.forkserver import Channel, ForkServer, is_available
from briefkit.publish.runners.servers import Servers

pytestmark = pytest.mark.skipif(not is_available(), reason="processes cannot be forked here")

STREAMS = (
    "import sys, os, time\nprint('out'); print('err', file=sys.stderr); print('out again')",
    "print('no end', end=''); print('é 최 \\x1b[31mred\\x1b[0m')",
    "os.write(1, b'low level\\n'); time.sleep(0.3)",
    "import subprocess; subprocess.run(['echo', 'from a child'], check=True); time.sleep(0.3)",
    "import threading\nt = threading.Thread(target=lambda: print('thread')); t.start(); t.join()",
    "import logging; logging.getLogger('x').warning('logged')",
    "import warnings; warnings.warn('warned')",
    "!echo from the shell",
    "print('x' * 100_000)",
)
RICH = (
    "from IPython.display import HTML, Latex, Markdown, SVG, JSON, display, clear_output\n"
    "display(HTML('<b>x</b>'), Latex('$x$'), Markdown('*x*'))",
    "display({'application/x-own+json': {'a': [1, None]}, 'text/plain': 'own'}, raw=True)",
    "handle = display('first', display_id='one'); display('second', display_id='two')",
    "handle.update('first, updated'); display('third', display_id='two', update=True)",
    "print('gone'); clear_output(); print('kept'); clear_output(wait=True); print('last')",
    "class Own:\n    def _repr_mimebundle_(self, **_):\n"
    "        return {'text/plain': 'o', 'text/html': 'h'}\nOwn()",
    "import pandas as pd; pd.DataFrame({'a': [1, 2]})",
    "_, __, In[1][:10], sorted(Out)",
    "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "%config InlineBackend.figure_formats = ['png']\nimport matplotlib.pyplot as plt\n"
    "plt.plot([1, 3, 2]); plt.title('a title');",
    "figure, axes = plt.subplots(); axes.bar([1, 2], [2, 1]); print('before the figure')",
    "plt.get_backend(), plt.rcParams['figure.dpi'], plt.rcParams['savefig.dpi']",
    "%matplotlib inline\nplt.scatter([1], [2])",
    "plt.title('x', family='monospace', weight='bold'); plt.xlabel('y', family='monospace');",
    "plt.rcParams['font.family'] = 'No Such Font'; plt.plot([1, 2]);",
)
PLACE = (
    "import os, sys, locale, time, threading, signal",
    "[hash(s) for s in ('a', 'b', b'c')], list({'x', 'y', 'z', 'w', 'v'})",
    "sorted(set(os.environ) - {'PYTHONPATH', 'TMPDIR', '_', 'SHLVL'})",
    "[os.environ.get(n) for n in ('TZ', 'LC_ALL', 'OMP_NUM_THREADS', 'MPLBACKEND', 'TERM')]",
    "os.path.basename(os.getcwd()), sys.path[0], [os.path.basename(p) for p in sys.path]",
    "os.path.basename(sys.argv[0]), sys.flags, sys.stdin.closed, sys.getrecursionlimit()",
    "locale.getlocale(), sys.getfilesystemencoding(), time.tzname, __name__, __doc__",
    "sorted(k for k in globals() if not k.startswith('_'))",
    "[signal.getsignal(s) in (signal.SIG_DFL, signal.SIG_IGN) for s in (15, 17, 1, 10)]",
    "threading.current_thread() is threading.main_thread(), threading.current_thread().name",
    "import random; random.seed(1); random.random()",
    "os.getpgid(0) == os.getpid(), os.umask(0o022)",
    "import matplotlib; matplotlib.rcParams == matplotlib.rcParamsDefault, "
    "sorted(k for k, v in matplotlib.rcParams.items() if v != matplotlib.rcParamsDefault[k])",
    "import numpy as np, pandas as pd; repr(np.get_printoptions()), pd.get_option('display.width')",
    "sorted(f[0] + str(f[1:]) for f in __import__('warnings').filters)",
)
ERRORS = (
    "def f(x):\n    return g(x)\n\ndef g(x):\n    return 1 / x\n\ntry:\n    f(0)\n"
    "except ZeroDivisionError as e:\n    raise ValueError('é outer') from e",
    "1 +",
    "import json; json.loads('{')",
    "import os, signal; os.kill(os.getpid(), signal.SIGINT); import time; time.sleep(5)",
    "raise SystemExit(3)",
    "raise KeyboardInterrupt",
    "input('asked')",
    "class Odd(Exception):\n    def __str__(self): raise RuntimeError\nraise Odd",
    "assert 1 == 2, 'no'",
    "raise ExceptionGroup('both', [ValueError(1), TypeError('x')])",
    "import no_such_module",
)
ENDS = (
    "import os; os._exit(3)",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "while True: pass",
    "import time; time.sleep(60)",
)


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    with Servers("fork", make_corpus(tmp_path_factory.mktemp("corpus"))) as servers:
        yield servers


@pytest.fixture(scope="module")
def channel(servers: Servers) -> Iterator[Channel]:
    assert servers.kernels is not None
    with closing(servers.kernels.client()) as line:
        yield line


def outcome(path: Path, channel: Channel | None, timeout: float | None = None) -> str:
    data = path.parent / "data"
    data.mkdir(exist_ok=True)
    how: dict[str, Any] = {"data": data, "as_of": DAY, "timeout": timeout, "channel": channel}
    try:
        return nbformat.writes(execute(path, {"as_of": "2023"}, **how))
    except ExecutionError as error:
        return f"{error}\n" + nbformat.writes(error.notebook)


def both(path: Path, channel: Channel, timeout: float | None = None) -> tuple[str, str]:
    return outcome(path, channel, timeout), outcome(path, None, timeout)


def test_a_lost_greeting_loses_no_brief(
    tmp_path: Path, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "print('heard')")
    heard = AsyncZMQSocketChannel.get_msg
    told: list[str] = []

    async def deaf(self: Any, *args: Any, **how: Any) -> Any:
        """Hear of a kernel's output only what it does for a second request."""
        message = await heard(self, *args, **how)
        if self.socket.type == zmq.SUB and told.count("idle") < 1:
            told.append(message["content"].get("execution_state", ""))
            raise Empty
        return message

    monkeypatch.setattr(AsyncZMQSocketChannel, "get_msg", deaf)
    assert "heard" in outcome(path, channel)
    assert told


@pytest.mark.parametrize("cells", [STREAMS, RICH, PLACE], ids=["streams", "rich", "place"])
def test_outputs_are_those_of_a_started_kernel(
    cells: tuple[str, ...], tmp_path: Path, channel: Channel
) -> None:
    forked, started = both(write(tmp_path, *cells), channel)
    assert forked == started
    assert '"output_type": "error"' not in forked


def test_nothing_is_lost_however_much_and_fast_it_comes(tmp_path: Path, channel: Channel) -> None:
    flood = "import sys\nfor n in range(10000):\n    print(n); sys.stdout.flush()"
    made = nbformat.reads(
        outcome(write(tmp_path, flood, "for n in range(5000): display(n)"), channel), 4
    )
    printed, shown = ([o for o in cell.outputs] for cell in made.cells[3:5])
    assert "".join(o.text for o in printed).splitlines() == [str(n) for n in range(10_000)]
    assert [o.data["text/plain"] for o in shown] == [str(n) for n in range(5000)]


def test_a_style_beside_the_notebook_counts_as_in_a_started_kernel(
    tmp_path: Path, channel: Channel
) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 31\nlines.linewidth: 7\nbackend: TkAgg\n")
    cells = (
        "from matplotlib import pyplot as plt, rcParams\n"
        "rcParams['font.size'], rcParams['lines.linewidth']",
        "plt.plot([1, 2]);",
    )
    forked, started = both(write(tmp_path, *cells), channel)
    assert forked == started
    assert "(31.0, 7.0)" in forked


@pytest.mark.parametrize("n", range(len(ERRORS)))
def test_errors_are_those_of_a_started_kernel(n: int, tmp_path: Path, channel: Channel) -> None:
    path = write(tmp_path, "print('before')", ERRORS[n], "print('after')")
    forked, started = both(path, channel, 20)
    assert forked == started
    assert "x.ipynb, cell 4: " in forked


@pytest.mark.parametrize("cell", ENDS, ids=["exit", "killed", "loops", "sleeps"])
def test_ends_are_those_of_a_started_kernel(cell: str, tmp_path: Path, channel: Channel) -> None:
    path = write(tmp_path, "print('before')\nimport time; time.sleep(0.3)", cell)
    forked, started = both(path, channel, 2)
    assert forked == started
    assert "DeadKernelError" in forked or "TimeoutError" in forked


def test_briefs_are_those_of_started_kernels(tmp_path: Path, channel: Channel) -> None:
    from briefkit.publish.catalogue.briefs import find_briefs

    data = corpus(tmp_path / "data")
    parameters = {"as_of": "2023-02-15", "previous": "2023-01-31"}
    for brief in find_briefs().values():
        forked, started = (
            nbformat.writes(execute(brief.path, parameters, data=data, as_of=DAY, channel=one))
            for one in (channel, None)
        )
        assert forked == started
        # with so little on record nothing has a series and the sheet no finding
        assert "<svg" in forked or brief.name != "record"


def test_one_kernel_knows_nothing_of_another(tmp_path: Path, channel: Channel) -> None:
    first = write(tmp_path, "import os, json\njson.x = leaked = 1\nos.environ['LEAK'] = 'y'")
    outcome(first, channel)
    (tmp_path / "b").mkdir()
    code = "import os, json\nprint(hasattr(json, 'x'), 'leaked' in globals(), 'LEAK' in os.environ)"
    assert "False False False" in outcome(write(tmp_path / "b", code), channel)


def test_a_kernel_ends_with_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    with Servers("fork", make_corpus(folder)) as servers:
        assert servers.kernels is not None
        line = servers.kernels.client()
        code = "import os, subprocess, atexit\np = subprocess.Popen(['sleep', '1000'])\n"
        done = outcome(write(tmp_path, code + "print(os.getpid(), p.pid)"), line)
        cells = nbformat.reads(done, 4).cells
        processes = [int(word) for word in cells[3].outputs[0].text.split()]
        root = servers.folder
        pids = [server.process.pid for server in (servers.kernels, servers.workers) if server]
    assert root is not None
    assert not root.exists()
    wait_until_gone([*pids, *processes])
    line.close()


def wait_until_gone(processes: list[int]) -> None:
    for _ in range(100):
        left = [p for p in processes if Path(f"/proc/{p}").exists() and not is_zombie(p)]
        if not left:
            return
        time.sleep(0.05)
    raise AssertionError(f"still running: {left}")


def is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


ROLE = """
import os, pathlib, time

count = 0

def preload(argument):
    pathlib.Path(argument, "loaded").touch()

def when_idle(argument):
    global count
    count += 1

def become(order, descriptors):
    os.write(descriptors[0], str(count).encode())
"""


def test_a_server_uses_its_first_idle_moment_once(tmp_path: Path) -> None:
    (tmp_path / "role_of_a_test.py").write_text(ROLE)
    folder = tmp_path / "run"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    server = ForkServer("role_of_a_test", str(tmp_path), environment, folder)
    said = []
    try:
        for _ in range(3):
            reading, writing = os.pipe()
            server.fork({}, [writing])
            os.close(writing)
            said.append(os.read(reading, 10))
            os.close(reading)
            time.sleep(0.5)  # it is idle when it has looked for an order for a tenth of a second
    finally:
        server.close()
        server.wait()
    assert said == [b"0", b"1", b"1"]
    assert (tmp_path / "loaded").exists()
    assert not folder.exists()
