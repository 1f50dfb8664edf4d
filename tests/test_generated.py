"""Generated files are committed, fresh, and what their standards ask for."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefkit.cli import main
from briefkit.cli.reference import reference
from briefkit.publish.renderers.html.webfonts import pieces
from briefkit.schema.attributes import ATTRIBUTES
from briefkit.schema.columns import columns
from briefkit.schema.descriptor import datapackage, dictionary
from briefkit.schema.tables import TABLES

ROOT = Path(__file__).parents[1]
GENERATED = {
    "data/datapackage.json": datapackage(),
    "docs/data-dictionary.md": dictionary(),
    "docs/cli.md": reference(main),
    "src/briefkit/fonts/pieces.json": pieces(),
}


@pytest.mark.parametrize("path", GENERATED)
def test_a_generated_file_is_fresh(path):
    assert (ROOT / path).read_text(encoding="utf-8") == GENERATED[path], "run 'make docs'"


@pytest.fixture
def checkout(tmp_path):
    for path, text in GENERATED.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def docs(*words):
    return CliRunner().invoke(main, ["docs", *map(str, words)])


def test_docs_writes_what_is_stale_and_nothing_else(checkout):
    (checkout / "docs" / "cli.md").write_text("old")
    (checkout / "data" / "datapackage.json").unlink()
    written = docs("--root", checkout).stdout.split()
    assert written == [str(checkout / "data/datapackage.json"), str(checkout / "docs/cli.md")]
    assert docs("--root", checkout).stdout == ""


def test_docs_check_names_what_is_stale_writes_nothing_and_exits_with_1(checkout):
    assert docs("--check", "--root", checkout).exit_code == 0
    (checkout / "docs" / "cli.md").write_text("old")
    result = docs("--check", "--root", checkout)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"stale: {checkout / 'docs/cli.md'}\n"
    assert (checkout / "docs" / "cli.md").read_text() == "old"


def test_docs_outside_a_checkout_is_refused(tmp_path):
    result = docs("--root", tmp_path)
    assert result.exit_code == 2
    assert "has no docs/" in result.stderr


# The descriptor, against the Data Package standard v2

PACKAGE = json.loads(datapackage())
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
PROFILES = "https://datapackage.org/profiles/2.0"
TYPES = {"string", "number", "date", "list"}
BOUNDS = {"minimum": int, "maximum": int}
CONSTRAINTS = {"required": bool, "unique": bool, "pattern": str, "enum": list, **BOUNDS}
CONSTRAINTS["maxLength"] = int


def test_the_package_names_its_profile_its_licence_and_one_resource_for_each_table():
    assert PACKAGE["$schema"] == f"{PROFILES}/datapackage.json"
    assert re.fullmatch(r"[a-z0-9-._/]+", PACKAGE["name"])
    assert PACKAGE["licenses"][0]["name"] == "CC-BY-4.0"
    assert list(RESOURCES) == list(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_resource_describes_its_table_column_by_column(table):
    resource = RESOURCES[table]
    assert resource["$schema"] == f"{PROFILES}/dataresource.json"
    assert (resource["type"], resource["path"]) == ("table", f"{table}.csv")
    assert resource["description"].endswith(".")
    schema = resource["schema"]
    assert [field["name"] for field in schema["fields"]] == [
        column.name for column in columns(TABLES[table])
    ]
    assert schema["missingValues"] == [""]
    assert schema["primaryKey"] == [schema["fields"][0]["name"]]


@pytest.mark.parametrize("table", TABLES)
def test_fields_have_types_formats_and_constraints_of_the_standard(table):
    for field in RESOURCES[table]["schema"]["fields"]:
        assert field["type"] in TYPES
        assert field["description"].endswith(".")
        assert field.get("format", "uri") == "uri"
        assert ("itemType" in field) == ("delimiter" in field) == (field["type"] == "list")
        for name, value in field.get("constraints", {}).items():
            assert isinstance(value, CONSTRAINTS[name])
            assert name not in BOUNDS or field["type"] == "number"
            assert name != "pattern" or field["type"] == "string"
        assert "(?" not in field.get("constraints", {}).get("pattern", "")  # XML Schema has none


@pytest.mark.parametrize("table", TABLES)
def test_foreign_keys_lead_to_the_key_of_a_table_and_name_no_resource_for_their_own(table):
    schema = RESOURCES[table]["schema"]
    for key in schema.get("foreignKeys", []):
        assert len(key["fields"]) == len(key["reference"]["fields"]) == 1
        other = key["reference"].get("resource", table)
        assert key["reference"].get("resource") != table
        assert key["reference"]["fields"] == RESOURCES[other]["schema"]["primaryKey"]


def test_every_reference_to_one_table_is_a_foreign_key():
    keys = {
        (table, *key["fields"], key["reference"].get("resource", table))
        for table, resource in RESOURCES.items()
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert keys >= {
        ("claims", "source_id", "sources"),
        ("claims", "speaker_id", "actors"),
        ("claims", "supersedes", "claims"),
        ("events", "part_of", "events"),
        ("places", "within", "places"),
        ("statements", "event_id", "events"),
    }
    assert not {key for key in keys if key[1] in {"origin_ids", "subject_id"}}


def test_the_tables_of_the_checkout_have_the_header_that_the_descriptor_says():
    for table, resource in RESOURCES.items():
        header = (ROOT / "data" / resource["path"]).read_text(encoding="utf-8").partition("\n")[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]], table


# The data dictionary


def test_the_dictionary_names_every_table_column_and_attribute_with_its_sentence():
    text = dictionary()
    for table, record in TABLES.items():
        section = text.partition(f"\n### {table}\n")[2].partition("\n### ")[0]
        for column in columns(record):
            assert f"| `{column.name}`" in section
            assert f"| {column.sentence} |" in section
    attributes = text.partition("\n## Attributes\n")[2].partition("\n## ")[0]
    for attribute in ATTRIBUTES.values():
        assert f"| `{attribute.name}`" in attributes
        assert f"| {attribute.sentence} |" in attributes


@pytest.mark.parametrize("text", [dictionary(), reference(main)])
def test_every_row_of_a_generated_table_has_as_many_cells_as_its_head(text):
    lines = text.splitlines()
    heads = [i for i, line in enumerate(lines) if line.startswith("| ---")]
    for head in heads:
        n_cells = lines[head].count("|")
        rows = lines[head - 1 : next(i for i in range(head, len(lines) + 1) if not row(lines, i))]
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {n_cells}


def row(lines, i):
    return i < len(lines) and lines[i].startswith("|")


@pytest.mark.parametrize("text", [dictionary(), reference(main)])
def test_every_link_inside_a_generated_page_leads_to_a_heading_of_it(text):
    headings = {
        line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if "#" in line[:1]
    }
    links = set(re.findall(r"\]\(#([^)]+)\)", text))
    assert links
    assert links <= headings
