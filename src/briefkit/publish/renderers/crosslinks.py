"""The ways through a brief: from a number to its claims and back, footnotes, anchors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefkit.errors import RenderError
from briefkit.publish.renderers.amounts import beyond, value_text
from briefkit.publish.renderers.anchors import (
    USE,
    claim_anchor,
    digest,
    name_parts,
    number_anchor,
    words,
)
from briefkit.vocab import Caveat

__all__ = ["resolve"]

Json = dict[str, Any]

_SENTENCES = {caveat.value: caveat.sentence for caveat in Caveat}
_LED = frozenset({"num", "date", "printed", "coded"})


def resolve(made: Json, *, is_strict: bool = True) -> Json:
    """Give everything that leads somewhere its anchor, and every anchor its way back.

    Parameters
    ----------
    made : dict
        A document as :func:`briefkit.publish.renderers.document.document` builds it; it is changed.
    is_strict : bool
        Fail where a claim that is led to has no place in the evidence.

    Returns
    -------
    dict
        The document: runs carry ``to``, ``at`` and ``mark``; the evidence holds what is led to;
        ``numbers`` has what ``numbers.json`` takes, ``headlines`` those of them that the index
        follows over time.

    Raises
    ------
    RenderError
        If a claim or caveat is led to that is not there, or one number has two values.
    """
    return _Resolver(made, is_strict).document()


class _Resolver:
    def __init__(self, made: Json, is_strict: bool) -> None:
        self.made, self.is_strict = made, is_strict
        self.entries: dict[str, Json] = {}
        self.claim_uses: dict[str, list[Json]] = {}
        self.caveats: dict[str, Json] = {}
        self.named: dict[str, Json] = {}
        self.headlines: dict[str, Json] = {}
        self.sections: dict[str, str] = {}
        self.n_uses = 0
        self.items = {
            item["claim_id"]: item
            for block in _annexes(made, "evidence")
            for item in block["items"]
        }

    def document(self) -> Json:
        self.sections = name_parts(self.made)
        for run, where in self._walk():
            self._run(run, where)
        self._annex()
        self.made["numbers"] = self.named
        self.made["headlines"] = list(self.headlines.values())
        return self.made

    # runs in reading order, with the title of the part they stand in

    def _walk(self) -> Iterator[tuple[Json, str]]:
        for _, runs in self.made["facts"]:
            yield from ((run, "Cover") for run in runs)
        for part in self.made["sections"]:
            where = words(part["title"]) or "Opening"
            for block in part["body"]:
                yield from self._walk_block(block, where)

    def _walk_block(self, block: Json, where: str) -> Iterator[tuple[Json, str]]:
        if block["block"] in {"evidence", "caveats", "pre", "image"}:
            return
        where = words(block["title"]) if block["block"] == "section" else where
        lists = [block.get("title", []), block.get("caption", []), block.get("runs", [])]
        lists += block.get("items", [])
        lists += [cell for row in block.get("rows", []) for cell in row]
        for runs in lists:
            for before, run in pairwise([None, *runs]):
                if before and before["kind"] == run["kind"] == "caveat":
                    run["follows"] = True  # two marks side by side are kept apart
                yield run, where
        for child in block.get("body", ()):
            yield from self._walk_block(child, where)

    # where a run leads

    def _run(self, run: Json, where: str) -> None:
        kind, claims = run["kind"], run.get("claims", [])
        if run.get("href", "").startswith("#"):
            section = self.sections.get(run.pop("href")[1:])
            if section is not None:  # an entry that a parameter left out has no place to lead to
                run["to"] = section
            return
        if kind == "caveat":
            item = self._caveat(run["text"])
            run["mark"], run["to"] = item["mark"], item["id"]
            self._use(run, where, item["uses"])
            return
        if kind == "num" and run.get("number"):
            self._name(run)
        is_computed = bool(run.get("rule")) and (kind == "num" or not claims)
        if (kind == "num" and (is_computed or len(claims) > 1)) or (kind == "date" and is_computed):
            self._enter(run, where)
        elif kind in _LED and claims:
            run["to"] = claim_anchor(claims[0])
            for claim in claims:
                self._use(run, where, self.claim_uses.setdefault(claim, []))

    def _name(self, run: Json) -> None:
        """Note a number under its stable name, for ``numbers.json``."""
        name, value = run["number"], run.get("value")
        if run.get("headline"):
            series = run.get("series") or name
            self.headlines.setdefault(
                series, {"series": series, "words": run["headline"], "number": name}
            )
        known = self.named.setdefault(
            name,
            {
                "text": run["text"],
                "value": value,
                "rule": run.get("rule", ""),
                "claims": sorted(set(run.get("claims", []))),
            },
        )
        if value is not None and known["value"] not in (None, value):
            raise RenderError(
                f"{self.made['brief']}: the number '{name}' has two values, "
                f"{value_text(known['value'])} and {value_text(value)}. "
                "One name stands for one value: name them apart."
            )

    def _enter(self, run: Json, where: str) -> None:
        """Lead a run to its entry in the annex, which leads on to its claims."""
        name, claims = run.get("number", ""), sorted(set(run.get("claims", [])))
        rule = run.get("rule", "")
        # Numbers without a name that rest on the same claims share one entry.
        key = name or "x" + (digest(*claims) if claims else digest(run["text"], rule))
        also = f"{rule}: {run['text']}"
        if key not in self.entries:
            self.entries[key] = {
                "id": number_anchor(key),
                "number": name,
                "text": run["text"],
                "value": beyond(run["text"], value_text(run.get("value"))),
                "rule": rule,
                "claims": claims,
                "uses": [],
            }
        elif not name and also not in _told(self.entries[key]):
            self.entries[key]["rule"] += f"; {also}"
        run["to"] = self.entries[key]["id"]
        self._use(run, where, self.entries[key]["uses"])
        for claim in claims:
            self._use(run, where, self.claim_uses.setdefault(claim, []))

    def _use(self, run: Json, where: str, uses: list[Json]) -> None:
        """Note the first place in each part that leads there: one way back is enough."""
        if any(use["where"] == where for use in uses):
            return
        if "at" not in run:
            self.n_uses += 1
            run["at"] = f"{USE}{self.n_uses}"
        uses.append({"at": run["at"], "where": where})

    def _caveat(self, code: str) -> Json:
        if code not in _SENTENCES:
            raise RenderError(
                f"{self.made['brief']}: no caveat '{code}'. Allowed: {', '.join(_SENTENCES)}."
            )
        if code not in self.caveats:
            self.caveats[code] = {
                "id": f"caveat-{code}",
                "code": code,
                "mark": len(self.caveats) + 1,
                "sentence": _SENTENCES[code],
                "uses": [],
            }
        return self.caveats[code]

    # the annex

    def _annex(self) -> None:
        if self.made.pop("has_replaced_glyphs", False):
            self._caveat(Caveat.GLYPH_REPLACED.value)
        missing = [claim for claim in self.claim_uses if claim not in self.items]
        if missing and self.is_strict:
            shown = ", ".join(missing[:8]) + (" ..." if len(missing) > 8 else "")
            raise RenderError(
                f"{self.made['brief']} leads to claims that its evidence does not list: {shown}. "
                "End the notebook with the evidence block of the same dataset."
            )
        kept = {claim for claim in self.claim_uses if claim in self.items}
        rivals = {rival for claim in kept for rival in self.items[claim]["rivals"]}
        kept |= rivals & self.items.keys()
        self._unlink(kept)
        evidence = [self._evidence(self.items[claim], kept) for claim in sorted(kept)]
        before = ""
        for item in evidence:  # claims of one source and path stand under one line that names both
            own = f"{_document(item)} {words(item['source'])} {words(item['path'])}"
            item["heads"], before = own != before, own
        for entry in self.entries.values():
            entry["claims"] = self._refs(entry["claims"], kept)
        numbers = list(self.entries.values())
        self._settle("evidence", [*_headed(numbers, evidence)])
        if self.caveats:
            items = list(self.caveats.values())
            self._settle("caveats", [{"block": "caveats", "items": items}], "Caveats")
        else:
            self._settle("caveats", [])

    def _evidence(self, item: Json, kept: set[str]) -> Json:
        claim = item["claim_id"]
        rivals = self._refs(item["rivals"], kept)
        uses = self.claim_uses.get(claim, [])
        return {**item, "id": claim_anchor(claim), "rivals": rivals, "uses": uses}

    def _refs(self, claims: list[str], kept: set[str]) -> list[Json]:
        """Return references to claims; those of one source after the first are named in short."""
        found, last = [], ""
        for claim in claims:
            source, _, n = claim.rpartition(".")
            ref = {"id": claim, "text": f".{n}" if source and source == last else claim}
            last = source
            found.append(ref | ({"to": claim_anchor(claim)} if claim in kept else {}))
        return found

    def _unlink(self, kept: set[str]) -> None:
        """Take away links to claims that are not there; only where orphans are allowed."""
        there = {claim_anchor(claim) for claim in kept}
        for run, _ in self._walk():
            if run.get("to", "").startswith("claim-") and run["to"] not in there:
                del run["to"]

    def _settle(self, kind: str, blocks: list[Json], title: str = "Evidence") -> None:
        """Put the blocks where the first one of the kind stands, and drop the others."""
        is_placed, parts = False, []
        for part in self.made["sections"]:
            body: list[Json] = []
            for block in part["body"]:
                if block["block"] != kind:
                    body.append(block)
                elif not is_placed and part["title"]:
                    is_placed = True
                    body += blocks
            if body or not part["body"]:  # a part that held nothing else goes with it
                parts.append({**part, "body": body})
        if blocks and not is_placed:
            name = [{"text": title, "kind": "text"}]
            parts.append({"id": f"annex-{kind}-part", "title": name, "body": blocks})
        self.made["sections"] = parts


def _document(item: Json) -> str:
    return str(item.get("claim_id", "")).rpartition(".")[0]


def _told(entry: Json) -> str:
    return f"{entry['rule']}: {entry['text']}; {entry['rule']}"


def _headed(numbers: list[Json], evidence: list[Json]) -> Iterator[Json]:
    parts = (
        ("numbers", "Where each number comes from", numbers),
        ("evidence", "The claims", evidence),
    )
    for kind, title, items in parts:
        if items:
            runs = [{"text": title, "kind": "text"}]
            yield {"block": "heading", "level": 3, "runs": runs, "id": f"annex-{kind}"}
            yield {"block": kind, "items": items}


def _annexes(made: Json, kind: str) -> Iterator[Json]:
    for part in made["sections"]:
        yield from (block for block in part["body"] if block["block"] == kind)
