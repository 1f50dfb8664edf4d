"""A brief as JSON: what it says, its numbers, and the claims behind them."""

from __future__ import annotations

import json

import pytest
from test_publish_edition import EVIDENCE, FLOWS, House, notebook

from briefkit.errors import ParameterError
from briefkit.publish.editions.verify import verify


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path)


def test_a_brief_as_json_leads_from_what_it_says_to_the_words(house: House):
    made = house.render(as_of="2023-02-15", formats=["html", "json"])
    assert made.exit_code == 0
    found = house.json("flows.json")
    assert (found["brief"], found["as_of"]) == ("flows", "2023-02-15")
    assert found["edition_id"] == made.editions[0].edition_id
    said = [block for part in found["parts"] for block in part["blocks"] if "1,500" in str(block)]
    assert said
    number = found["numbers"]["flows.total"]
    assert number["claims"] == house.json("numbers.json")["flows.total"]["claim_ids"]
    assert set(number["claims"]) <= set(found["claims"])
    claim = found["claims"][number["claims"][0]]
    assert claim["words"]
    assert claim["source"] == "herald-2023-01-15"


def test_the_same_inputs_give_the_same_json(house: House):
    house.render(as_of="2023-02-15", formats="json")
    first = (house.edition() / "flows.json").read_bytes()
    house.render(as_of="2023-02-15", formats="json", force=True)
    assert (house.edition() / "flows.json").read_bytes() == first


def test_a_brief_takes_no_file_of_the_edition(house: House):
    notebook(house.notebooks / "numbers.ipynb", FLOWS.replace("flows.total", "other"), EVIDENCE)
    with pytest.raises(ParameterError, match=r"numbers\.json is a file of the edition"):
        house.render(formats="json")
    assert not house.out.exists()
    assert house.render(formats="html").exit_code == 0


def test_everything_that_a_brief_says_is_in_its_json(house: House):
    house.render(as_of="2023-02-15", formats=["md", "json"])
    text = json.dumps(house.json("flows.json"), ensure_ascii=False)
    shown = (house.edition() / "flows.md").read_text(encoding="utf-8")
    headings = [line.lstrip("# ") for line in shown.splitlines() if line.startswith("## ")]
    assert all(heading in text for heading in headings if heading != "Sources")


def test_an_edition_without_json_is_verified_without_it(house: House):
    house.render(as_of="2023-02-15", formats="html")
    found = verify(house.edition(), data=house.data, notebooks=house.notebooks)
    assert found.kind.value == "reproduced"
    assert not found.files
