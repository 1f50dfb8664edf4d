"""The invented cast: twelve states with their people, bodies and places, wires and outlets."""

from __future__ import annotations

import random
from dataclasses import dataclass

Row = dict[str, object]

ACCESSED_ON = "2026-06-01"


@dataclass(frozen=True, slots=True)
class State:
    """One invented state; every name in it is an id.

    Parameters
    ----------
    code, name : str
        Its code and its name.
    towns : tuple of str
        Capital, port, resort and garrison: four towns far from one another.
    longitude : float
        Of the capital; beyond 150 east or west it lies at the date line.
    """

    code: str
    name: str
    towns: tuple[str, str, str, str]
    longitude: float

    @property
    def venue(self) -> str:
        """A palace in the capital."""
        return f"{self.capital}-palace"

    @property
    def capital(self) -> str:
        """Its capital."""
        return self.towns[0]

    @property
    def port(self) -> str:
        """Its port."""
        return self.towns[1]

    @property
    def resort(self) -> str:
        """A town by a lake."""
        return self.towns[2]

    @property
    def garrison(self) -> str:
        """A town with a base."""
        return self.towns[3]

    def body(self, name: str) -> str:
        """Return the id of one of its bodies: presidency, foreign, defence, staff, intelligence."""
        return f"{self.code.lower()}-{name}"

    def person(self, role: str) -> str:
        """Return the id of one of its people: leader, minister, general, spokesman."""
        return PEOPLE[self.code][role]

    @property
    def wire(self) -> str:
        """The id of its state news agency."""
        return f"{self.code.lower()}-news-agency"


def _four(towns: str) -> tuple[str, str, str, str]:
    capital, port, resort, garrison = towns.split()
    return capital, port, resort, garrison


STATES = tuple(
    State(code, name, _four(towns), longitude)
    for code, name, towns, longitude in (
        ("AAA", "Aldania", "aldan ketra morava dobrin", 24.0),
        ("BBB", "Belmaria", "belmar sorvik tolna hadrun", 31.0),
        ("CCC", "Cordovia", "corda lunez palmera vistal", -4.0),
        ("DDD", "Dravinia", "dravin oskel yarrow kestrel", 44.0),
        ("EEE", "Estoria", "estor nivala rauma selkie", 27.0),
        ("FFF", "Farandia", "faran gulmar zahira qasrin", 51.0),
        ("GGG", "Gorlund", "gorla stavik hjelm brenna", 12.0),
        ("HHH", "Haruna", "haru minase kusado toyoka", 136.0),
        ("III", "Isleland", "isley coral-bay reefton lagoona", -157.0),
        ("JJJ", "Jacinta", "jacin pelorus tamaro upolu", -151.0),
        ("KKK", "Kamura", "kamur vostrik ridder tikhaya", 171.0),
        ("LLL", "Lorrain-Tai", "lorra whakat ohane rimuta", 177.0),
    )
)
FAR_EAST = tuple(state for state in STATES if state.longitude > 150)
FAR_WEST = tuple(state for state in STATES if state.longitude < -150)
MIDDLE = tuple(state for state in STATES if abs(state.longitude) < 150)

BODIES = {
    "presidency": "Presidency",
    "foreign": "Ministry of Foreign Affairs",
    "defence": "Ministry of Defence",
    "staff": "General Staff",
    "intelligence": "Intelligence Service",
}
_ROLES = ("leader", "minister", "general", "spokesman")
_ONSETS = ("And", "Bor", "Cast", "Dal", "Ek", "Far", "Gust", "Hiro", "Ioan", "Jor", "Kov", "Lav")
_ENDINGS = ("ensky", "akidze", "ortel", "umbaro")
PEOPLE = {
    state.code: {
        role: f"{onset}{ending}".lower() for role, ending in zip(_ROLES, _ENDINGS, strict=True)
    }
    for state, onset in zip(STATES, _ONSETS, strict=True)
}
WIRES = ("worldwire", "meridian-press", "polaris-news", "transocean", "northline", "continental")
_OUTLETS = {
    "en": "Harbour Herald, Morning Ledger, Daily Beacon, Evening Courier, City Dispatch, The Echo",
    "ru": "Vestnik Zaliva, Golos Reki, Utro Dnya, Novaya Pristan, Severny Vek",
    "ko": "Hangang Ilbo, Donghae Sinmun, Saebyeok Times, Namsan News",
    "es": "El Faro, La Tribuna del Sur, Diario Costero, El Mirador",
    "de": "Hafenbote, Tagesspur, Nordkurier Heute, Rheinblick",
    "ja": "Asagiri Shimbun, Minato Nippo, Sakura Tsushin",
    "fr": "Le Phare, La Vigie, Le Courrier du Port, Le Matin Clair",
    "en-IN": "Deccan Lantern, Malabar Post, Ganga Herald",
}
OUTLETS = {lang: tuple(names.split(", ")) for lang, names in _OUTLETS.items()}
LEVELS = {"leader": "leader", "minister": "minister", "general": "minister"}
OFFICES = {"leader": "President", "minister": "Foreign Minister", "general": "Defence Minister"}


def slug(name: str) -> str:
    """Make an id of a name."""
    return name.lower().replace(" ", "-")


def title(place_id: str) -> str:
    """Make the name of a place of its id."""
    return place_id.replace("-", " ").title()


def cast(rng: random.Random, *, with_extent: bool) -> dict[str, list[Row]]:
    """Make the rows of actors, offices, places, factors and coverage.

    Parameters
    ----------
    rng : random.Random
        Moves the towns about a little.
    with_extent : bool
        Whether actors get `part_of`.

    Returns
    -------
    dict of str to list of dict
        Rows by table.
    """
    actors: list[Row] = [{"actor_id": "unknown", "kind": "agency", "name": "unnamed"}]
    actors += [{"actor_id": wire, "kind": "agency", "name": title(wire)} for wire in WIRES]
    offices: list[Row] = []
    places: list[Row] = []
    for state in STATES:
        code = state.code

        def actor(actor_id: str, kind: str, name: str, part_of: str = "", code: str = code) -> None:
            row: Row = {"actor_id": actor_id, "kind": kind, "name": name, "state": code}
            actors.append({**row, "part_of": part_of} if with_extent else row)

        actors.append({"actor_id": code, "kind": "state", "name": state.name})
        for body, name in BODIES.items():
            actor(state.body(body), "body", f"{name} of {state.name}", code)
        actor(state.wire, "agency", f"{state.name} News Agency", code)
        for role, person in PEOPLE[code].items():
            speaks_for = state.body("presidency") if role == "spokesman" else ""
            actor(person, "person", title(person), speaks_for)
            if role in OFFICES:
                offices.append(
                    {
                        "office_id": f"{person}-office",
                        "actor_id": person,
                        "office": OFFICES[role],
                        "level": LEVELS[role],
                        "state": code,
                        "since": "2018-05-01",
                    }
                )
        places.append({"place_id": code, "name": state.name, "country": code})
        latitude = round(rng.uniform(20, 50), 2)
        for n, town in enumerate(state.towns):
            places.append(
                {
                    "place_id": town,
                    "name": title(town),
                    "country": code,
                    "latitude": latitude + 3 * (n % 2),
                    "longitude": state.longitude + (-1) ** n * n,
                    "within": code,
                }
            )
        places.append(
            {
                "place_id": state.venue,
                "name": title(state.venue),
                "country": code,
                "latitude": latitude,
                "longitude": state.longitude,
                "within": state.capital,
            }
        )
    return {
        "actors": actors,
        "offices": offices,
        "places": places,
        "factors": _factors(),
        "coverage": _coverage(),
    }


def _factors() -> list[Row]:
    rows = (
        ("bbl-diesel", "bbl", "diesel", 0.133, 0.134, 0.138, "t"),
        ("bbl-gasoline", "bbl", "gasoline", 0.117, 0.118, 0.12, "t"),
        ("bbl-fuel", "bbl", "fuel", 0.117, 0.124, 0.138, "t"),
        ("rounds-container", "container", "shells", 250, 275, 300, "round"),
        ("ton-any", "ton", "any", 0.907, 1, 1.016, "t"),
    )
    names = ("factor_id", "from", "to", "low", "best", "high", "unit")
    return [
        {**dict(zip(names, row, strict=True)), "why": "by hand", "url": f"https://x.org/{row[0]}"}
        for row in rows
    ]


def _coverage() -> list[Row]:
    return [
        {
            "coverage_id": f"aaa-bbb-{year}",
            "about": "AAA-BBB",
            "from": f"{year}-01-01",
            "to": f"{year}-12-31",
            "searched_on": ACCESSED_ON,
            "where": "everywhere",
            "found": "what stands here",
        }
        for year in (2022, 2023)
    ]
