"""The ways through a brief: from a number to its claims and back, and to the footnotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefkit.errors import RenderError
from briefkit.present.annex import Footnote, NumberEntry, Use
from briefkit.present.blocks import (
    Block,
    Caveats,
    Evidence,
    EvidenceItem,
    Image,
    Pre,
    Section,
)
from briefkit.present.runs import Run, Runs, Way, words
from briefkit.present.trees import changed
from briefkit.publish.document.amounts import beyond, value_text
from briefkit.publish.document.anchors import USE, claim_anchor, digest, number_anchor
from briefkit.publish.document.annexes import claim_list, place, refs
from briefkit.publish.document.document import Document, Headline, NamedNumber
from briefkit.vocab import Caveat

__all__ = ["link"]

_SENTENCES = {caveat.value: caveat.sentence for caveat in Caveat}
_LED = frozenset({"num", "date", "printed", "coded"})


def link(document: Document, sections: Mapping[str, str], *, is_strict: bool = True) -> Document:
    """Lead everything that leads somewhere to its anchor, and every anchor back.

    Parameters
    ----------
    document : Document
        With anchors.
    sections : mapping of str to str
        Anchors of the sections by the ids that they had.
    is_strict : bool
        Fail where a claim that is led to has no place in the evidence.

    Returns
    -------
    Document
        Runs have their ways; the annex stands in the place of the evidence and
        holds what is led to; ``numbers`` and ``headlines`` are filled.

    Raises
    ------
    RenderError
        If a claim or caveat is led to that is not there, or one number has two values.
    """
    items = {
        item.claim_id: item
        for part in document.parts
        for block in part.body
        if isinstance(block, Evidence)
        for item in block.items
    }
    return _Linker(document.brief, sections, items).linked(document, is_strict)


class _Linker:
    """What is led to so far, in reading order."""

    def __init__(
        self, brief: str, sections: Mapping[str, str], items: Mapping[str, EvidenceItem]
    ) -> None:
        self.brief, self.sections, self.items = brief, sections, items
        self.entries: dict[str, NumberEntry] = {}
        self.footnotes: dict[str, Footnote] = {}
        self.named: dict[str, NamedNumber] = {}
        self.headlines: dict[str, Headline] = {}
        self.claims: dict[str, None] = {}
        #: By anchor that is led to: the place by the title of the part that it is in.
        self.uses: dict[str, dict[str, str]] = {}
        self.n_uses = 0

    def linked(self, document: Document, is_strict: bool) -> Document:
        facts = tuple((label, self._runs(runs, "Cover")) for label, runs in document.facts)
        parts = tuple(
            replace(part, body=self._blocks(part.body, words(part.title) or "Opening"))
            for part in document.parts
        )
        if document.has_replaced_glyphs:
            self._footnote(Caveat.GLYPH_REPLACED.value)
        missing = [claim for claim in self.claims if claim not in self.items]
        if missing and is_strict:
            shown = ", ".join(missing[:8]) + (" ..." if len(missing) > 8 else "")
            raise RenderError(
                f"{self.brief} leads to claims that its evidence does not list: {shown}. "
                "End the notebook with the evidence block of the same dataset."
            )
        numbers = tuple(replace(e, uses=self._ways_back(e.id)) for e in self.entries.values())
        claims = claim_list(
            self.items, self.claims, self._ways_back, has_dossiers=bool(document.dossiers)
        )
        notes = tuple(replace(n, uses=self._ways_back(n.id)) for n in self.footnotes.values())
        return replace(
            document,
            facts=facts,
            parts=place(parts, numbers, claims, notes),
            numbers=self.named,
            headlines=tuple(self.headlines.values()),
        )

    # runs in reading order, with the title of the part they stand in

    def _blocks(self, blocks: tuple[Block, ...], where: str) -> tuple[Block, ...]:
        return tuple(self._block(block, where) for block in blocks)

    def _block(self, block: Block, where: str) -> Block:
        if isinstance(block, (Caveats, Evidence, Image, Pre)):
            return block
        own = words(block.title) if isinstance(block, Section) else where
        return changed(block, lambda _, value: self._field(value, own))

    def _field(self, value: object, where: str) -> object:
        match value:
            case (Run(), *_):
                return self._runs(value, where)  # type: ignore[arg-type]
            case (Block(), *_):
                return self._blocks(value, where)  # type: ignore[arg-type]
            case tuple():
                return tuple([self._field(part, where) for part in value])
            case _:
                return value

    def _runs(self, runs: Runs, where: str) -> Runs:
        found: list[Run] = []
        for run in runs:
            if run.kind == "caveat":  # two marks side by side are kept apart
                follows = bool(found) and found[-1].kind == "caveat"
                found.append(replace(run, way=self._mark(run.text, where, follows)))
            elif run.href.startswith("#"):
                # An entry that a parameter left out has no place to lead to.
                to = self.sections.get(run.href[1:])
                found.append(replace(run, href="", way=Way(to) if to else None))
            elif run.kind in _LED and (way := self._way(run, where)):
                found.append(replace(run, way=way))
            else:
                found.append(run)
        return tuple(found)

    # where a run leads

    def _mark(self, code: str, where: str, follows: bool) -> Way:
        note = self._footnote(code)
        return Way(note.id, self._use(where, note.id), note.mark, follows)

    def _way(self, run: Run, where: str) -> Way | None:
        kind, claims = run.kind, run.claims
        if kind == "num" and run.number:
            self._name(run)
        is_computed = bool(run.rule) and (kind == "num" or not claims)
        if (kind == "num" and (is_computed or len(claims) > 1)) or (kind == "date" and is_computed):
            behind = tuple(sorted(set(claims)))
            to = self._enter(run, behind)
            return Way(to, self._use(where, to, behind))
        if claims:
            to = claim_anchor(claims[0]) if claims[0] in self.items else ""
            return Way(to, self._use(where, claims=claims))
        return None

    def _name(self, run: Run) -> None:
        """Note a number under its stable name, for ``numbers.json``."""
        name, value = run.number, run.value
        if run.headline:
            series = run.series or name
            self.headlines.setdefault(series, Headline(series, run.headline, name))
        own = NamedNumber(run.text, value, run.rule, tuple(sorted(set(run.claims))))
        known = self.named.setdefault(name, own)
        if value is not None and known.value not in (None, value):
            raise RenderError(
                f"{self.brief}: the number '{name}' has two values, "
                f"{value_text(known.value)} and {value_text(value)}. "
                "One name stands for one value: name them apart."
            )

    def _enter(self, run: Run, claims: tuple[str, ...]) -> str:
        """Enter a number in the annex, which leads on to its claims; return its anchor."""
        # Numbers without a name that rest on the same claims share one entry.
        key = run.number or "x" + (digest(*claims) if claims else digest(run.text, run.rule))
        also = f"{run.rule}: {run.text}"
        entry = self.entries.get(key)
        if entry is None:
            value = beyond(run.text, value_text(run.value))
            entry = NumberEntry(
                number_anchor(key), run.number, run.text, value, run.rule, refs(claims, self.items)
            )
        elif not run.number and also not in f"{entry.rule}: {entry.text}; {entry.rule}":
            entry = replace(entry, rule=f"{entry.rule}; {also}")
        self.entries[key] = entry
        return entry.id

    def _footnote(self, code: str) -> Footnote:
        if code not in _SENTENCES:
            allowed = ", ".join(_SENTENCES)
            raise RenderError(f"{self.brief}: no caveat '{code}'. Allowed: {allowed}.")
        mark = len(self.footnotes) + 1
        own = Footnote(f"caveat-{code}", code, mark, _SENTENCES[code])
        return self.footnotes.setdefault(code, own)

    def _use(self, where: str, anchor: str = "", claims: tuple[str, ...] = ()) -> str:
        """Note the first place in each part that leads to something; return the place's anchor.

        It is empty where nothing leads back there: one way back is enough.
        """
        self.claims |= dict.fromkeys(claims)
        anchors = [*([anchor] if anchor else ()), *map(claim_anchor, claims)]
        new = [uses for a in anchors if where not in (uses := self.uses.setdefault(a, {}))]
        if not new:
            return ""
        self.n_uses += 1
        at = f"{USE}{self.n_uses}"
        for uses in new:
            uses[where] = at
        return at

    def _ways_back(self, anchor: str) -> tuple[Use, ...]:
        return tuple(Use(at, where) for where, at in self.uses.get(anchor, {}).items())
