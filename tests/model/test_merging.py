"""One actor under all its names, and never two under one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.actors import find_actors
from model.actors.spelling import near_misses
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.records import KnownActor
from model.segmentation import segment

Clusters = Callable[..., dict[str, list[str]]]


@pytest.fixture
def clusters(gazetteer: Gazetteer, lexicon: Lexicon) -> Clusters:
    """Each actor's name with the surfaces of its named mentions."""

    def find(text: str, *known: KnownActor) -> dict[str, list[str]]:
        segmented = segment(text)
        cast = find_actors(segmented, gazetteer, lexicon, known)
        found: dict[str, list[str]] = {actor.name: [] for actor in cast.actors}
        for m in cast.mentions:
            if m.resolved_by is None:
                found[cast.actors[m.actor].name].append(text[slice(*segmented.span(m.first, m.last))])
        return found

    return find


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Alex M. Corwin II spoke first. Later Alex Corwin left, and Corwin's aides cheered.", "Alex M. Corwin II"),
        ("Joseph R. Halden resigned. Friends said that Joe Halden was tired.", "Joseph R. Halden"),
        ("H.R. Brenneke wrote a book. Herbert Raymond Brenneke signed it in Oslo.", "H.R. Brenneke"),
        ("Eric H. Molander Jr. spoke. Eric Molander left.", "Eric H. Molander Jr"),
        ("President Tillman spoke. Bob Tillman, a farmer, left.", "Bob Tillman"),
        ("Bob Tillman testified. Robert S. Tillman III denied everything.", "Bob Tillman"),
        ("Willard Finch Moody was born in Ohio. Finch Moody now lives in Utah.", "Willard Finch Moody"),
        ("Mohammed bin Rashad met envoys. Mohammad bin Rashad smiled.", "Mohammed bin Rashad"),
        ("Abdul al-Karimi spoke, and Karimi smiled.", "Abdul al-Karimi"),
        ("Ewa Kowal-Nowak spoke. Kowal-Nowak left.", "Ewa Kowal-Nowak"),
        ("Yun Seokmin arrived. Yun refused to speak.", "Yun Seokmin"),
        ("Bernard Lockhart won. The crowd shouted for Bernie.", "Bernard Lockhart"),
        ("Recep Erdoğlan spoke. Later Recep Erdoglan left.", "Recep Erdoğlan"),
    ],
)
def test_a_person_stays_one_under_all_forms_of_the_name(clusters: Clusters, text: str, name: str) -> None:
    assert {n for n, surfaces in clusters(text).items() if surfaces} - {"Norway"} == {name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("George W. Ashby met George H.W. Ashby.", {"George W. Ashby", "George H.W. Ashby"}),
        ("Paul Dorn wrote to Paula Dorn.", {"Paul Dorn", "Paula Dorn"}),
        ("Eric Molander Sr. raised Eric Molander Jr. alone.", {"Eric Molander Sr", "Eric Molander Jr"}),
        ("Eric Molander spoke. Eric Molander Jr. cheered.", {"Eric Molander", "Eric Molander Jr"}),
        ("James Petersen sued Anna Peterson.", {"James Petersen", "Anna Peterson"}),
    ],
)
def test_two_persons_stay_two(clusters: Clusters, text: str, names: set[str]) -> None:
    assert set(clusters(text)) == names


@pytest.mark.parametrize(
    ("text", "bearer", "times"),
    [
        ("Senator Ana Reyes thanked her brother, Luis Reyes. Reyes then left. Reyes will return.", "Ana Reyes", 3),
        ("Ana Reyes and Luis Reyes spoke. Mr. Reyes left.", "Luis Reyes", 2),
        ("Governor Owen Pratt praised first lady Nell Pratt. Pratt is 60. Pratt wants more.", "Owen Pratt", 3),
        ("Colin Marsh sued Sen. Peter Marsh. Sen. Marsh laughed.", "Peter Marsh", 2),
        ("Vail spoke to voters. His son Carl Vail cheered. Vail waved.", "Vail", 2),
        ("President Vail and his sons Ned and Carl sued a bank. In May, Carl Vail agreed. Vail won.", "Vail", 2),
    ],
)
def test_a_shared_surname_alone_means_the_one_it_fits_best(
    clusters: Clusters, text: str, bearer: str, times: int
) -> None:
    found = clusters(text)
    assert len(found) >= 2
    assert len(found[bearer]) == times


def test_only_its_bearer_has_a_shared_surname_as_alias(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    text = "Ana Reyes and Luis Reyes spoke. Ms. Reyes left. Reyes rose. Reyes sat. Mr. Reyes stayed."
    cast = find_actors(segment(text), gazetteer, lexicon)
    assert [actor.aliases for actor in cast.actors].count(["Reyes"]) == 1


def test_a_given_name_alone_means_somebody_only_where_one_bears_it(clusters: Clusters) -> None:
    assert clusters("Carla Wynn spoke. Fans love Carla.") == {"Carla Wynn": ["Carla Wynn", "Carla"]}
    assert len(clusters("Carla Wynn met Carla Bright. Fans love Carla.")) == 3


def test_a_state_in_a_surname_is_the_person(clusters: Clusters) -> None:
    assert clusters("Jim Jordan spoke. Jordan praised Norway. Mr. Jordan left.")["Jim Jordan"] == [
        "Jim Jordan",
        "Jordan",
        "Jordan",
    ]
    assert "Jordan" in clusters("Jim Dahl spoke. Jordan praised Norway.")
    both = clusters("Jim Jordan spoke. Amman protested. Jordan is a friend of Norway.")
    assert both["Jordan"] == ["Amman", "Jordan"]


@pytest.mark.parametrize(
    ("text", "name", "surface"),
    [
        ("The Harbour Workers Federation (HWF) struck. HWF won.", "Harbour Workers Federation", "HWF"),
        ("The Council of Andean Farmers, or CAF, met. CAF sued Acme Corp.", "Council of Andean Farmers", "CAF"),
        ("The Society for Polar Studies met. SPS sued Acme Corp.", "Society for Polar Studies", "SPS"),
        ("The Lagoon Department sued. The Department of Lagoon won.", "Department of Lagoon", "Lagoon Department"),
        ("The Hake Fisheries Committee met. The Fisheries Committee voted.", "Hake Fisheries Committee", None),
        ("Acme Corp sued Norway. Acme won.", "Acme Corp", "Acme"),
    ],
)
def test_an_organisation_stays_one(clusters: Clusters, text: str, name: str, surface: str | None) -> None:
    found = clusters(text)
    assert surface is None or surface in found[name]
    assert len([n for n in found if n not in ("Norway", "Acme Corp") or n == name]) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zelinskyj spoke. Petro Zelinskij left. Zelinskij waved. Zelinskij rested.", "Petro Zelinskij"),
        (
            "The Norden Petroleum Bank sued. The Norden Petrolium Bank won. "
            "Norden Petroleum Bank rose. Norden Petroleum Bank fell.",
            "Norden Petroleum Bank",
        ),
    ],
)
def test_a_misspelt_name_is_its_commoner_spelling(clusters: Clusters, text: str, name: str) -> None:
    assert set(clusters(text)) == {name}


def test_near_misses_differ_by_a_slip() -> None:
    words = ["clayton", "claytno", "claytn", "kayton", "clay", "northern", "southern", "lukashenka", "lucashenko"]
    assert set(near_misses(words)) == {
        ("clayton", "claytno"),
        ("clayton", "claytn"),
        ("claytno", "claytn"),
        ("lukashenka", "lucashenko"),
    }


def test_the_callers_person_is_the_one_in_the_text(clusters: Clusters) -> None:
    found = clusters("Joe Halden spoke. Halden left.", KnownActor("Joseph Halden", type="person"))
    assert found == {"Joseph Halden": ["Joe Halden", "Halden"]}
