"""The floor under publishing: the cells as plain scripts in forked, preloaded children.

No kernel, no protocol, no papermill, no edition: what is computed, drawn and set is the same, in
one process that imports once and forks a child for each report, as many at once as there are cores.
Usage: floor.py OUT BRIEF[,BRIEF ...] DAY [DAY ...]
"""

from __future__ import annotations

import ast
import importlib
import os
import sys
from datetime import date, timedelta
from pathlib import Path

os.environ |= {"OMP_NUM_THREADS": "1", "MPLBACKEND": "svg", "SOURCE_DATE_EPOCH": "0"}

import nbformat

from briefkit.dataset import find_data, load
from briefkit.dataset.tables import hold_tables
from briefkit.errors import AsOfError
from briefkit.present.charts.canvas import hold_fonts
from briefkit.publish.catalogue.briefs import find_briefs
from briefkit.publish.document.notebook import document
from briefkit.publish.kernels.forkkernel import MODULES
from briefkit.publish.renderers.html.page import page
from briefkit.publish.renderers.html.webfonts import hold
from briefkit.publish.renderers.pdf.typeset import fonts, typeset

#: What a kernel has loaded before it is forked, but for what makes it a kernel.
LOADED = [name for name in MODULES if name.partition(".")[0] in {"briefkit", "matplotlib"}]


def run(notebook, parameters):
    """Run the cells of a notebook here and put what they show into it."""
    space = {"__name__": "__main__"}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "<cell>", "exec"), space)
        if "parameters" in cell.metadata.get("tags", ()):
            space |= parameters
        shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space) if last else None
        if shown is not None:
            bundle = shown._repr_mimebundle_()
            bundle, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
            output = {"output_type": "display_data", "data": bundle, "metadata": metadata}
            cell.outputs = [nbformat.from_dict(output)]
    return notebook


def report(brief, day, previous, out):
    made = run(brief.notebook, {"as_of": day, "previous": previous})
    made.metadata["briefkit"] |= {"name": brief.name, "as_of": day, "edition_id": "0" * 12}
    content = document(made, brief.name)
    (out / f"{brief.name}.ipynb").write_text(nbformat.writes(made))
    (out / f"{brief.name}.html").write_text(page(content))
    (out / f"{brief.name}.pdf").write_bytes(typeset(content))


def main():
    root, names, *days = sys.argv[1:]
    found = find_briefs()
    briefs = [found[name] for name in names.split(",")]
    for name in LOADED:
        importlib.import_module(name)
    hold_tables()
    fonts()
    hold_fonts()
    hold("".join(table.read_text(encoding="utf-8") for table in find_data().glob("*.csv")))
    whole = load()
    running = set()
    for day in days:
        out = Path(root) / day
        out.mkdir(parents=True)
        before = date.fromisoformat(day).replace(day=1) - timedelta(days=1)
        try:
            previous = whole.at(before).as_of.isoformat()
        except AsOfError:
            previous = ""
        for brief in briefs:
            if len(running) >= len(os.sched_getaffinity(0)):
                running.discard(wait())
            process = os.fork()
            if process == 0:
                try:
                    report(brief, day, previous, out)
                except BaseException:
                    sys.excepthook(*sys.exc_info())
                    os._exit(1)
                os._exit(0)
            running.add(process)
    while running:
        running.discard(wait())


def wait():
    process, status = os.wait()
    if status:
        sys.exit("a report of the floor failed")
    return process


if __name__ == "__main__":
    main()
