"""Blocks and runs: what is written as JSON is read again, and whatever is not one is refused."""

from __future__ import annotations

import json
from typing import Any

import nbformat
import pytest
from publishing import blocks, num

from briefkit.errors import RenderError, UnknownNameError
from briefkit.present.blocks import MIME, Block, Para, Run, Stack
from briefkit.present.html import fragment
from briefkit.present.packed import unpack
from briefkit.present.reading import from_json
from briefkit.publish.document.notebook import document


def test_what_is_written_is_read_again() -> None:
    shown = Stack(tuple(block for _, own in blocks() for block in own))
    assert from_json(Block, json.loads(json.dumps(shown.to_json()))) == shown
    run = num("60 t", "n", ("a-1.001",), "r", value=(None, 60, 61.5, "t"), headline="Fuel")
    again = from_json(Run, json.loads(json.dumps(run.to_json())))
    assert again == run
    assert type(again.value[1]) is int  # a number is read as it was written


RUN = {"text": "a", "kind": "text"}


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"block": "poem"}, "no block of kind 'poem'. Allowed: bullets, caveats, cover, "),
        ({"block": "numbers", "items": []}, "no block of kind 'numbers'. Allowed: "),
        ([1, 2], "[1, 2] is no block: it has no field 'block'"),
        (
            {"block": "para", "runs": [], "colour": "red"},
            "block 'para' has no field 'colour'. Allowed: runs, style",
        ),
        ({"block": "figure", "id": "f", "alt": "x"}, "block 'figure' lacks caption, svg"),
        ({"block": "para", "runs": "words"}, "'words' stands where a list is expected"),
        ({"block": "para", "runs": ["words"]}, "'words' is no Run"),
        (
            {"block": "para", "runs": [{"text": "a", "kind": "verse"}]},
            "no run of kind 'verse'. Allowed: text, strong, num, ",
        ),
        ({"block": "para", "runs": [{"text": 60}]}, "60 stands where a text is expected"),
        ({"block": "para", "runs": [{**RUN, "way": None}]}, "Run has no field 'way'"),
        (
            {"block": "para", "runs": [{**RUN, "value": [1, 2]}]},
            "[1, 2] stands where 4 values are expected",
        ),
        (
            {"block": "para", "runs": [{**RUN, "value": [True, None, None, "t"]}]},
            "True stands where a number is expected",
        ),
    ],
)
def test_what_is_no_block_is_refused_with_its_cell(found: Any, told: str) -> None:
    cell = nbformat.v4.new_code_cell("x")
    data = {MIME: json.dumps(found)}
    cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# T"), cell])
    with pytest.raises(RenderError) as caught:
        document(nb, "x")
    assert str(caught.value).startswith(f"x, cell 2 shows what is no block: {told}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["{", "", "e30", "e30=", "öö", "eJwDAAAAAAE", "eJyrrgUAAXUA+Q="])
def test_what_is_no_json_is_refused_with_its_cell(text: str) -> None:
    cell = nbformat.v4.new_code_cell("x")
    cell.outputs = [nbformat.v4.new_output("display_data", data={MIME: text})]
    with pytest.raises(RenderError, match="x, cell 1 shows what is no block: "):
        document(nbformat.v4.new_notebook(cells=[cell]), "x")


def test_a_kind_that_is_none_is_told_where_it_is_shown() -> None:
    with pytest.raises(UnknownNameError, match="no block or run of kind 'verse'"):
        fragment(Para((Run("a", "verse"),)))  # type: ignore[arg-type]


def test_lists_stand_for_tuples_in_a_notebook() -> None:
    shown = Para([Run("60", "num", claims=["a-1.001"])])  # type: ignore[arg-type]
    bundle = shown._repr_mimebundle_()
    assert from_json(Block, unpack(bundle[MIME])) == Para((Run("60", "num", ("a-1.001",)),))
