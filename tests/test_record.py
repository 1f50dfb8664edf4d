"""The record itself: the curated data hold together, or say on a row why they do not.

Rows that break a rule for a known reason are named below with the reason; a name that no longer
needs to stand there fails too, so that the lists cannot rot.
"""

import itertools
import re
from collections import defaultdict

import pytest

from briefkit.analysis.events import contacts
from briefkit.dataset import load
from briefkit.dataset.folder import corpus_path
from briefkit.vocab import ActorKind, EventKind

#: Attributes of which one page gives several that all hold.
SEVERAL = {"name", "phrase", "leg", "means", "purpose"}
AMOUNTS = {"quantity", "stock", "casualties", "killed", "wounded", "captured"}
LANGUAGE = re.compile(
    r"English|Russian|Korean|Belarusian|Ukrainian|Polish|German|French|Spanish|Chinese|Japanese"
)

#: Held contacts of which the pages name one side, or nobody: no dyad can be computed for them.
ONE_SIDE = {
    "asean-fm-2025-07": "the page names nobody",
    "cis-summit-2022-10": "one leader is named",
    "cis-summit-2024-10": "one leader is named",
    "csto-ministers-2023-06": "one minister is named",
    "csto-security-2023-06": "one secretary is named",
    "eaeu-summit-2024-05": "one leader is named",
    "eaeu-summit-2025-12": "one leader is named",
    "kim-embassy-2025-05": "nobody of the embassy is named",
    "lukashenko-csto-ministers-2023-06": "the ministers are not named",
    "minsk-conference-2023-10": "one minister is named",
    "minsk-conference-2025-10": "one minister is named",
    "patrushev-lukashenko-2023-06": "the secretaries are not named",
    "russia-africa-2023-07": "one leader is named",
    "supreme-eurasian-2023-12": "one leader is named",
    "union-council-of-ministers-2024-11": "one premier is named",
}

#: People without an office on the day of a contact.
NO_OFFICE = {("putin", "putin-prk-2000-07"): "no page of the record dates his first presidency"}


#: Parts on a day outside their whole, because the pages disagree on the days of the visit.
OUTSIDE = {
    "krivoruchko-kim-2024-07": "the one page with an arrival puts it after the meeting",
}


@pytest.fixture(scope="module")
def ds():
    return load(corpus_path("data"))


@pytest.fixture(scope="module")
def held(ds):
    return [contact for contact in contacts(ds) if contact.is_held]


def notes_of(ds, event_id):
    return " | ".join(claim.note or "" for claim in ds.claims_of(event_id))


def line_of(ds, event_id):
    """Return an event and all that contain it."""
    line = [event_id]
    while parent := ds.records.events[line[-1]].part_of:
        line.append(parent)
    return line


def people_of(ds, contact):
    names = {*contact.actors, *contact.recipients}
    return {name for name in names if ds.records.actors[name].kind is not ActorKind.STATE}


# Claims


def test_no_source_contradicts_itself_without_a_note(ds):
    rows = defaultdict(list)
    for claim in ds.records.claims.values():
        if claim.attribute not in SEVERAL:
            key = (claim.source_id, claim.subject_id, claim.attribute, claim.unit, claim.window)
            rows[*key, claim.stage_or_done, claim.speaker_id].append(claim)
    bad = [
        [claim.claim_id for claim in group]
        for group in rows.values()
        if len({(c.value, c.low, c.high, c.hedge, c.is_denied) for c in group}) > 1
        and not any(claim.note for claim in group)
    ]
    assert bad == []


def test_a_total_is_not_below_its_parts_without_a_note(ds):
    """Of one speaker in one window; without a window only on one page, for a series grows."""
    rows = defaultdict(list)
    for claim in ds.records.claims.values():
        if claim.attribute in AMOUNTS:
            rows[claim.subject_id].append(claim)

    def key(claim):
        voice = claim.speaker_id or claim.source_id
        page = None if claim.window else claim.source_id
        day = (claim.attribute, claim.unit, claim.window, claim.stage_or_done, claim.is_denied)
        return (*day, voice, page)

    bad = []
    for flow in ds.records.flows.values():
        for whole, part in itertools.product(rows[flow.part_of], rows[flow.flow_id]):
            if key(whole) != key(part) or whole.note or part.note:
                continue
            tops = [n for n in (whole.amount_value, whole.high) if n is not None]
            floors = [n for n in (part.low, part.amount_value) if n is not None]
            is_open = whole.high is None and whole.hedge is not None
            if tops and floors and not is_open and max(tops) < min(floors):
                bad.append((whole.claim_id, part.claim_id))
    assert bad == []


# Contacts


def test_every_held_contact_has_participants_or_says_that_none_are_named(ds, held):
    bad = [
        contact.event_id
        for contact in held
        if not contact.actors
        and "not stated" not in (notes := notes_of(ds, contact.event_id))
        and "not named" not in notes
    ]
    assert bad == []


def test_every_held_contact_is_between_two_states_or_listed(held):
    assert {contact.event_id for contact in held if not contact.dyads} == set(ONE_SIDE)


def test_every_held_contact_has_a_date_or_says_that_the_pages_give_none(ds, held):
    bad = [
        contact.event_id
        for contact in held
        if contact.days is None and "no day" not in notes_of(ds, contact.event_id)
    ]
    assert bad == []


def test_everybody_who_takes_part_belongs_to_a_state(ds):
    actors = ds.records.actors
    bad = {
        name
        for contact in contacts(ds)
        for name in people_of(ds, contact)
        if actors[name].state is None
    }
    assert bad == set()


def test_tenure_covers_the_date(ds, held):
    offices = defaultdict(list)
    for office in ds.records.offices.values():
        offices[office.actor_id].append(office)

    def in_office(name, days):
        return any(
            days is None
            or (
                (office.since is None or office.since.first <= days.last)
                and (office.until is None or office.until.last >= days.first)
            )
            for office in offices[name]
        )

    bad = {
        (name, contact.event_id)
        for contact in held
        for name in people_of(ds, contact)
        if ds.records.actors[name].kind is ActorKind.PERSON and not in_office(name, contact.days)
    }
    assert bad == set(NO_OFFICE)


def test_nobody_holds_one_office_twice(ds):
    seen = defaultdict(list)
    for office in ds.records.offices.values():
        seen[office.actor_id, office.level, office.state].append(office)
    bad = [
        (a.office_id, b.office_id)
        for group in seen.values()
        for a, b in itertools.combinations(group, 2)
        if a.office == b.office
        and (a.until is None or b.since is None or a.until.last >= b.since.first)
        and (b.until is None or a.since is None or b.until.last >= a.since.first)
    ]
    assert bad == []


def test_likely_duplicates_are_joined_or_noted_as_distinct(ds):
    """Same dyad, kind and people on overlapping days: one contains the other, or a note says why.

    Contacts whose day is known only to the week or worse are left out, and so are planned ones.
    """

    def is_dated(contact):
        return contact.days is not None and contact.precision == "day"

    bad = []
    found = [contact for contact in contacts(ds) if contact.is_held and is_dated(contact)]
    for a, b in itertools.combinations(found, 2):
        if a.kind is not b.kind or not set(a.dyads) & set(b.dyads) or not a.days.overlaps(b.days):
            continue
        if a.kind is EventKind.LETTER and set(a.actors) != set(b.actors):
            continue  # a letter and its answer
        one, other = people_of(ds, a), people_of(ds, b)
        if not one or not other or (not one <= other and not other <= one):
            continue
        if a.event_id in line_of(ds, b.event_id) or b.event_id in line_of(ds, a.event_id):
            continue
        noted = f"distinct from {a.event_id}:" in notes_of(
            ds, b.event_id
        ) or f"distinct from {b.event_id}:" in notes_of(ds, a.event_id)
        if not noted:
            bad.append((a.event_id, b.event_id))
    assert bad == []


def test_a_note_of_distinctness_names_an_event(ds):
    pattern = re.compile(r"distinct from ([a-z0-9-]+):")
    named = {
        name for claim in ds.records.claims.values() for name in pattern.findall(claim.note or "")
    }
    assert named
    assert named <= set(ds.records.events)


def test_a_part_lies_within_the_days_of_its_whole(ds):
    by_id = {contact.event_id: contact for contact in contacts(ds)}
    bad = [
        contact.event_id
        for contact in by_id.values()
        if (whole := by_id.get(contact.part_of or "")) is not None
        and contact.days is not None
        and whole.days is not None
        and contact.precision == whole.precision == "day"
        and not contact.days.overlaps(whole.days)
    ]
    assert sorted(bad) == sorted(OUTSIDE)


# Sources


def test_no_page_stands_twice(ds):
    pages = defaultdict(list)
    for source in ds.records.sources.values():
        if source.url:
            bare = re.sub(r"^https?://((www|m|amp)\.)?", "", source.url).split("#")[0]
            pages[re.sub(r"([./]amp)?/?$", "", bare)].append(source.source_id)
    assert [names for names in pages.values() if len(names) > 1] == []


def test_a_source_without_an_address_says_why(ds):
    bare = [source for source in ds.records.sources.values() if source.url is None]
    reason = re.compile(r"no address|neither address|no page")
    assert [s.source_id for s in bare if not reason.search(s.note or "")] == []
    assert len(bare) <= 10


def test_sources_are_published_before_they_are_read(ds):
    bad = [s.source_id for s in ds.records.sources.values() if s.published.last > s.accessed_on]
    assert bad == []


def test_chains_of_origins_end(ds):
    sources = ds.records.sources

    def depth(name, above=()):
        assert name not in above, f"{name} relays itself"
        origins = sources[name].origin_ids or () if name in sources else ()
        return 1 + max((depth(origin, (*above, name)) for origin in origins), default=0)

    assert max(depth(name) for name in sources) < 8


# Coverage


def test_coverage_does_not_run_past_the_day_of_the_search(ds):
    rows = ds.records.coverage.values()
    assert [row.coverage_id for row in rows if row.to > row.searched_on] == []


def test_coverage_of_dyads_names_languages(ds):
    rows = [
        row for row in ds.records.coverage.values() if re.fullmatch("[A-Z]{3}-[A-Z]{3}", row.about)
    ]
    assert rows
    assert [row.coverage_id for row in rows if not LANGUAGE.search(row.where)] == []
