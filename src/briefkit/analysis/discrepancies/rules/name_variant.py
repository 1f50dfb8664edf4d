"""Variant: one name, spelt in several ways."""

from __future__ import annotations

from briefkit.analysis.discrepancies.case import Case
from briefkit.analysis.discrepancies.sentence import listing, publishers
from briefkit.analysis.discrepancies.spelling import is_shorter, plain
from briefkit.schema.tables import Claim


def find(case: Case) -> tuple[str, tuple[str, ...]] | None:
    """List the spellings of one name; short forms and capitals alone make none."""
    if case.family.attribute != "name":
        return None
    forms: dict[str, list[Claim]] = {}
    for claim in case.family.claims:
        forms.setdefault((claim.value or "").casefold(), []).append(claim)
    records = case.index.ds.records
    for table in (records.actors, records.places):
        if case.family.subject_id in table:
            # the name that briefs print is a spelling too, if it is another word
            name = table[case.family.subject_id].name
            if _letters(name) not in {_letters(form) for form in forms}:
                forms[name.casefold()] = []
    shape: dict[str, list[str]] = {}
    for form in forms:
        shape.setdefault(_letters(form), []).append(form)
    full = [
        form
        for form in forms
        # the same letters with other marks between them, or no short form of another
        if len(shape[_letters(form)]) > 1
        or not any(form != other and is_shorter(form, other) for other in forms)
    ]
    if len(full) < 2:
        return None
    parts = []
    for form in sorted(full):
        claims = forms[form]
        if claims:
            who = publishers(case.index, (claim.source_id for claim in claims))
            parts.append(f"“{claims[0].value}” ({who})")
        else:
            parts.append(f"“{case.index.name(case.family.subject_id)}” (these tables)")
    evidence = sorted(claim.claim_id for form in full for claim in forms[form])
    return f"One name is spelt {listing(parts)}.", tuple(evidence)


def _letters(name: str) -> str:
    return plain(name).replace(" ", "")
