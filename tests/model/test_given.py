"""Actors and issues that the caller gives: found however the text writes them, and told from others of like name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.actors import Cast, find_actors
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.records import KnownActor
from model.segmentation import segment

Find = Callable[..., dict[str, list[str]]]


@pytest.fixture
def cast_of(gazetteer: Gazetteer, lexicon: Lexicon) -> Callable[..., Cast]:
    def find(text: str, *known: KnownActor, detect: bool = True) -> Cast:
        return find_actors(segment(text), gazetteer, lexicon, known, detect)

    return find


@pytest.fixture
def mentions_of(cast_of: Callable[..., Cast]) -> Find:
    """What each actor is called in a text, by its name; a mention that takes no part is in brackets."""

    def find(text: str, *known: KnownActor, detect: bool = True) -> dict[str, list[str]]:
        segmented, cast = segment(text), cast_of(text, *known, detect=detect)
        found: dict[str, list[str]] = {actor.name: [] for actor in cast.actors}
        for m in cast.mentions:
            surface = text[slice(*segmented.span(m.first, m.last))]
            found[cast.actors[m.actor].name].append(surface if m.participates else f"({surface})")
        return found

    return find


def issue(*names: str) -> KnownActor:
    return KnownActor(names[0], names[1:], "topic")


@pytest.mark.parametrize(
    ("actor", "text", "mentions"),
    [
        (KnownActor("Acme", ("the firm",)), "The firm's plan failed. ACME blamed Acme’s rival.", ["The firm", "ACME", "Acme"]),
        (KnownActor("Al-Furat Group"), "Al Furat Group spoke. Al-Furat Group's rival left.", ["Al Furat Group", "Al-Furat Group"]),
        (KnownActor("Société Réunie"), "Societe Reunie lost.", ["Societe Reunie"]),
        (KnownActor("The Fenwick League"), "It was the Fenwick League.", ["Fenwick League"]),
        (KnownActor("People's Party of Fenwick"), "The People’s Party of Fenwick lost.", ["People’s Party of Fenwick"]),
        (KnownActor("Smith & Sons"), "Smith & Sons lost.", ["Smith & Sons"]),
        (KnownActor("America", ("US",)), "They told us that the U.S. and the US agreed.", ["U.S.", "US"]),
        (KnownActor("Hope", type="person"), "They hope that Hope wins.", ["Hope"]),
        (KnownActor("norway", type="state"), "Norway lost.", ["Norway"]),
        (KnownActor("J. R. Hale", type="person"), "J.R. Hale spoke, and J. R. Hale left.", ["J.R. Hale", "J. R. Hale"]),
    ],
)  # fmt: skip
def test_names_meet_the_text(mentions_of: Find, actor: KnownActor, text: str, mentions: list[str]) -> None:
    assert mentions_of(text, actor, detect=False) == {actor.name: mentions}


@pytest.mark.parametrize(
    ("topic", "text", "mentions"),
    [
        (issue("ceasefire"), "Chad welcomed the ceasefire.", ["ceasefire"]),
        (issue("ceasefire"), "Ceasefires end. The cease-fire ended; no cease fire held.", ["Ceasefires", "cease-fire", "cease fire"]),
        (issue("the pension reform"), "PENSION REFORM IS DEAD AGAIN. All pension reforms failed.", ["PENSION REFORM", "pension reforms"]),
        (issue("pension reform"), "They fear the reform of the pensions.", ["reform of the pensions"]),
        (issue("ceasefire", "truce", "an end to the fighting"), "A truce held. He wants an end to fighting.", ["truce", "end to fighting"]),
        (issue("ceasefire"), "Chad hailed the ceasefire deal.", ["ceasefire deal"]),
        (issue("ceasefire"), "The ceasefire talks collapsed.", ["(ceasefire)"]),
        (issue("ceasefire"), "Anti-ceasefire marchers sang.", ["(ceasefire)"]),
        (issue("ceasefire"), "A ceasefire-related row grew.", ["(ceasefire)"]),
        (issue("pension reform"), "Opponents met pension reform supporters.", ["(pension reform)"]),
        (issue("city tax"), "Cities tax the poor. The city taxes hurt.", ["Cities tax", "city taxes"]),
        (issue("Green Deal"), "The Green Deal is dead, and no green deal came.", ["Green Deal", "green deal"]),
    ],
)  # fmt: skip
def test_issues_meet_the_text(mentions_of: Find, topic: KnownActor, text: str, mentions: list[str]) -> None:
    assert mentions_of(text, topic, detect=False) == {topic.name: mentions}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Chad backs the pension reform. Mali hates the reform.", ["pension reform", "reform"]),
        ("Chad backs the pension reform. Mali hates the reform bill.", ["pension reform"]),
        ("Chad backs the pension reform. Mali hates a reform.", ["pension reform"]),
        ("Chad backs the pension reform. Mali hates the reform of schools.", ["pension reform"]),
        (
            "Chad backs the pension reform. It left. It came. It slept. It ate. Mali hates the reform.",
            ["pension reform"],
        ),
        ("Mali hates the reform.", []),
    ],
)
def test_an_issue_named_is_meant_by_its_last_word_for_a_while(
    mentions_of: Find, text: str, mentions: list[str]
) -> None:
    assert mentions_of(text, issue("pension reform")).get("pension reform", []) == mentions


def test_of_two_issues_with_one_last_word_it_means_none(mentions_of: Find) -> None:
    found = mentions_of(
        "Chad backs the pension reform. Mali hates the reform.", issue("pension reform"), issue("land reform")
    )
    assert found["pension reform"] == ["pension reform"]


@pytest.mark.parametrize(
    ("actor", "text", "expected"),
    [
        (KnownActor("Jordan", (), "state"), "Jordan Price spoke.", {"Jordan Price": ["Jordan Price"]}),
        (KnownActor("Acme", (), "company"), "Acme Workers Union struck.", {"Acme Workers Union": ["Acme Workers Union"]}),
        (KnownActor("Acme", (), "company"), "Acme Corp left.", {"Acme": ["Acme Corp"]}),
        (KnownActor("Turkey", ("Turkish",), "state"), "Turkish officials left.", {"Turkey": ["Turkish officials"]}),
        (KnownActor("Vail", (), "person"), "Ruth Vail sang. Vail left.", {"Vail": ["Ruth Vail", "Vail"]}),
        (KnownActor("Ruth Vail", ("Vail",), "person"), "Tom Vail sang.", {"Tom Vail": ["Tom Vail"]}),
        (KnownActor("Fenwick Rail Council"), "The Fenwick Rail Council met. The FRC left.", {"Fenwick Rail Council": ["Fenwick Rail Council", "FRC"]}),
    ],
)  # fmt: skip
def test_a_longer_name_is_somebody_else_or_the_same(
    mentions_of: Find, actor: KnownActor, text: str, expected: dict[str, list[str]]
) -> None:
    assert mentions_of(text, actor) == expected


@pytest.mark.parametrize(
    ("actor", "text", "type"),
    [
        (KnownActor("Norway"), "Norway left.", "state"),
        (KnownActor("United States", ("Uncle Sam",)), "Uncle Sam left.", "state"),
        (KnownActor("Ruth Vail"), "Ruth Vail left.", "person"),
        (KnownActor("xylo"), "Then xylo left.", "organisation"),
        (KnownActor("Norway", (), "organisation"), "Norway left.", "organisation"),
        (issue("Norway"), "Norway left.", "state"),
        (issue("Ruth Vail"), "Ruth Vail left.", "person"),
        (issue("norwegian fish"), "He hates Norwegian fish.", "topic"),
    ],
)
def test_a_type_that_is_not_given_is_told(
    cast_of: Callable[..., Cast], actor: KnownActor, text: str, type: str
) -> None:
    assert [found.type for found in cast_of(text, actor, detect=False).actors] == [type]


def test_a_listed_actor_is_the_callers_under_all_its_names(cast_of: Callable[..., Cast]) -> None:
    cast = cast_of("Oslo spoke. Norwegian officials left. Norway won.", KnownActor("Kingdom of Norway", ("Norway",)))
    assert [(actor.name, actor.country) for actor in cast.actors] == [("Kingdom of Norway", "NO")]
    assert len(cast.mentions) == 3


def test_a_person_given_is_meant_by_pronouns(mentions_of: Find) -> None:
    found = mentions_of("Ruth Vail spoke. She blamed Chad.", KnownActor("Ruth Vail", (), "person"), detect=False)
    assert found == {"Ruth Vail": ["Ruth Vail", "She"]}


NAMES = ["Norway", "the pension reform", "Acme", "Vail", "US", "reform", "Oslo", "'", "Mr.", "The", "J. R. Hale"]
PIECES = [
    *NAMES,
    "Ruth",
    "Corp",
    "Union",
    "talks",
    "-",
    "'s",
    ".",
    "praised",
    "the",
    "of",
    "pension",
    "officials",
    "Norwegian",
    "\n\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.lists(st.sampled_from(NAMES), max_size=4), st.booleans())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_mentions_never_overlap(
    gazetteer: Gazetteer, lexicon: Lexicon, words: list[str], names: list[str], detect: bool
) -> None:
    known = [KnownActor(name, type="topic" if name.islower() else None) for name in names]
    cast = find_actors(segment(" ".join(words)), gazetteer, lexicon, known, detect)
    assert all(a.last <= b.first for a, b in pairwise(cast.mentions))
    assert all(0 <= m.actor < len(cast.actors) for m in cast.mentions)
    assert detect or {actor.name for actor in cast.actors} <= set(names)
