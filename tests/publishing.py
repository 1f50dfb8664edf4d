"""What the tests of publishing share: blocks that hold everything a brief can, and a notebook."""

from __future__ import annotations

import io
import json
from typing import Any

import nbformat

from briefkit.present.blocks import (
    MIME,
    Block,
    Bullets,
    Caveats,
    Column,
    Cover,
    Datum,
    Evidence,
    EvidenceItem,
    Figure,
    Para,
    Run,
    Section,
    Table,
)

HANGUL, HAN, CYRILLIC = "최선희 외무상", "中俄友好 习近平", "Сергей Лавров"
FAMILIES = ["Source Sans 3", "Droid Sans Fallback"]
LONG_WORD = "a" * 10_000
HOSTILE = (
    "<script>alert(0)</script>",
    '#import "x": *',
    "=HYPERLINK(1)",
    "{{ 7 * 7 }}",
    "`rm -rf`",
    "\"quotes\" 'single' \\ back$slash _under_ *star* @ref <label> ~ //",
    "\u200fright to left\u200e",
    "\u202eturned\u202c",
    "grin \U0001f600",
    "]]></svg>",
)


def claim(n: int) -> str:
    return f"wion-2023-09-15.{n:03d}"


def num(
    text: str, name: str = "", claims: tuple[str, ...] = (), rule: str = "", **more: Any
) -> Run:
    return Run(text, "num", claims=claims, rule=rule, number=name, **more)


def day(text: str, n: int) -> Run:
    return Run(text, "date", claims=(claim(n),))


def picture(title: str = "Contacts", fonttype: str = "path") -> str:
    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    from briefkit.present.charts import canvas

    own = {"svg.hashsalt": "briefkit", "svg.fonttype": fonttype, "font.family": FAMILIES}
    with canvas._our_own(), plt.rc_context(own):
        figure, axes = plt.subplots(figsize=(7.2, 3.2), facecolor="#ffffff")
        axes.set_facecolor("#ffffff")
        colours = ("#1f5fa8", "#c2410c", "#1a7f5a", "#7c3f98", "#a16a00", "#0e7490")
        for i, colour in enumerate(colours):
            axes.barh(i, 3 + i * 2, left=i, color=colour, height=0.5)
        axes.set_yticks(
            range(6), ["PRK-RUS", "BLR-RUS", "BLR-PRK", "CHN-RUS", "CHN-PRK", "BLR-CHN"]
        )
        axes.set_title(title, color="#1b1f24", loc="left")
        axes.tick_params(colors="#5b6470")
        for side in axes.spines.values():
            side.set_color("#d9dee5")
        axes.grid(axis="x", color="#d9dee5")
        out = io.StringIO()
        figure.savefig(out, format="svg", metadata={"Date": None}, bbox_inches="tight")
        plt.close(figure)
    return out.getvalue()


def evidence(n: int = 24) -> Evidence:
    words = [HANGUL, HAN, CYRILLIC, *HOSTILE, "more than 10,000 tons", "60 tons of diesel fuel"]
    return Evidence(
        tuple(
            EvidenceItem(
                claim(i),
                Run(words[i % len(words)], "printed", claims=(claim(i),)),
                (
                    Run("fuel-prk-rus", "id"),
                    Run(" quantity "),
                    Run("at least 10,000 t", "coded", claims=(claim(i),)),
                ),
                Run("paragraph 3", "id"),
                (
                    Run("WION", "name"),
                    Run(", "),
                    Run("15 September 2023", "date", rule="as the page states"),
                    Run(", paragraph "),
                    Run("p7", "id"),
                    Run(", "),
                    Run(
                        "wionews.com/world/a-long-address/of-a-page",
                        "link",
                        href="https://www.wionews.com/x",
                    ),
                ),
                (Run("relays "), Run("KCNA", "name"), Run(", speaker "), Run(CYRILLIC, "name")),
                (claim(i + 1),) if i % 3 == 0 and i + 1 < n else (),
            )
            for i in range(n)
        )
    )


def blocks() -> list[tuple[str, tuple[Block, ...]]]:
    fuel = num(
        "10,000 t",
        "flows.diesel-rus-prk.quantity",
        (claim(1), claim(2), claim(13)),
        "log-median of 3 voices",
        value=(10000.0, None, None, "t"),
    )
    visits = num(
        "5",
        "cadence.visits",
        tuple(claim(i) for i in range(3, 9)),
        "count of visits",
        value=(5, 5, 6, "visit"),
    )
    single = num("60 tons", "flows.fuel.sixty", (claim(14),), value=(None, 60, None, "ton"))
    caveat = Run("single_voice", "caveat")
    table = Table(
        "contacts",
        (Run("Thirty contacts on record, most in "), Run("Moscow", "name")),
        (
            Column("Day", share=1.2),
            Column("Contact", share=3),
            Column("Place", share=1.4),
            Column("Level", share=1),
            Column("Sources", "right", 0.8),
        ),
        tuple(
            (
                (day(f"{i % 28 + 1} September 2023", i % 14),),
                (
                    Run(f"{CYRILLIC} and {HANGUL}" if i % 4 else HOSTILE[i % len(HOSTILE)], "name"),
                    *((caveat,) if i == 2 else ()),
                ),
                (Run("Vostochny Cosmodrome" if i % 3 else HAN, "name"),),
                (Run("minister", "id") if i % 2 else Run("leader"),),
                (num(str(i % 4 + 1), rule="count of sources"),),
            )
            for i in range(30)
        ),
    )
    register = Section(
        "diesel.quantity",
        (Run("Diesel from Russia to North Korea", "name"), Run(": how much")),
        (
            Para(
                (
                    Run("“"),
                    Run("60 tons of diesel fuel", "printed", claims=(claim(14),)),
                    Run("” against "),
                    fuel,
                    Run(", as "),
                    Run("a lost thousand", "coded", rule="magnitude"),
                    Run("."),
                )
            ),
            Para((Run("Decisive check: the customs ledger of the port."),), "note"),
        ),
        "severity 5",
    )
    return [
        (
            "",
            (
                Cover(
                    "2023-10-20",
                    (
                        (
                            "Compared with",
                            (Run("30 September 2023", "date", rule="parameter previous"),),
                        ),
                        ("Sources", (num("5", rule="count of sources"),)),
                        ("Claims", (num("222", rule="count of claims"),)),
                        ("Searched", (Run("in part"), Run("not_searched", "caveat"))),
                    ),
                ),
            ),
        ),
        (
            "## Key sentences",
            (
                Bullets(
                    (
                        (
                            Run("Russia and North Korea met "),
                            visits,
                            Run(" times at ministerial level or above, twice what the summer saw."),
                        ),
                        (
                            Run("Shipments of diesel reached at least "),
                            fuel,
                            Run(" by "),
                            day("1 October 2023", 1),
                            Run(", on the word of one voice"),
                            caveat,
                            Run("."),
                        ),
                        (
                            Run("“"),
                            Run("60 tons", "printed", claims=(claim(14),)),
                            Run("” is about "),
                            num("one rail tank wagon", rule="factor rail-tank-wagon"),
                            Run(": a thousand was lost."),
                        ),
                    ),
                    "findings",
                ),
            ),
        ),
        (
            "## What moved",
            (
                Para(
                    (
                        Run("The record names "),
                        Run(HANGUL, "name"),
                        Run(", "),
                        Run(HAN, "name"),
                        Run(" and "),
                        Run(CYRILLIC, "name"),
                        Run(", and gives "),
                        single,
                        Run("."),
                    )
                ),
                Figure(
                    "bars",
                    (Run("Flows grew along every route, fastest from Russia to North Korea"),),
                    picture(),
                    "Bars for six routes, longest CHN-BLR at 13.",
                ),
                table,
                Figure(
                    "more",
                    (Run("The same, with text as text "), Run(HAN, "name")),
                    picture("中俄 " + HANGUL, "none"),
                    "Bars again.",
                    columns=(Column("Who"), Column("Day"), Column("Best", "right")),
                    rows=tuple(Datum((h, "2023-09-15", "60000"), (claim(1),)) for h in HOSTILE),
                ),
            ),
        ),
        (
            "## Register",
            (
                register,
                Section(
                    "long",
                    (Run(HOSTILE[0], "name"),),
                    (
                        Para(tuple(Run(h + " ", "name") for h in HOSTILE)),
                        Para((Run(LONG_WORD, "name"),)),
                    ),
                    "severity 3",
                ),
            ),
        ),
        ("## Caveats", (Caveats(),)),
        ("## Evidence", (evidence(),)),
    ]


def show(*shown: Block) -> dict[str, Any]:
    return (
        {
            "output_type": "display_data",
            "metadata": {},
            "data": {MIME: json.dumps(shown[0].to_json()), "text/plain": "x"},
        }
        if shown
        else {}
    )


def executed(extra: tuple[tuple[str, tuple[Block, ...]], ...] = ()) -> Any:
    """Return a notebook as papermill leaves it: everything that a brief can hold is in it."""
    nb = nbformat.v4.new_notebook()
    nb.cells.append(
        nbformat.v4.new_markdown_cell(
            "# Who moved what\n\nHow much fuel went from Russia to North Korea, "
            "on whose word, and what do the sources *not* agree on?"
        )
    )
    parameters = nbformat.v4.new_code_cell('as_of = "2023-10-20"  # day: knowledge cut-off')
    parameters.metadata["tags"] = ["parameters"]
    nb.cells.append(parameters)
    for heading, shown in (*blocks(), *extra):
        if heading:
            nb.cells.append(nbformat.v4.new_markdown_cell(heading))
        for block in shown:
            cell = nbformat.v4.new_code_cell("show()")
            cell.outputs = [nbformat.from_dict(show(block))]
            nb.cells.append(cell)
        if heading == "## What moved":
            judged = nbformat.v4.new_markdown_cell(
                "It is *likely* that the smaller figure is a slip of translation: see `diesel`."
            )
            judged.metadata["tags"] = ["judgement"]
            nb.cells.append(judged)
    for n, cell in enumerate(nb.cells):
        cell["id"] = f"cell-{n:03d}"
    nb.metadata["briefkit"] = {
        "brief": True,
        "name": "flows",
        "as_of": "2023-10-20",
        "edition_id": "0123456789ab",
    }
    return nb
