"""Which spans name an actor, of which type, and which do not: in minimal pairs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.actors import recognise
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.segmentation import segment

Found = dict[str, str | None]
Find = Callable[[str], Found]


@pytest.fixture
def named(gazetteer: Gazetteer, lexicon: Lexicon) -> Find:
    """The surfaces that act in a text, with their types."""

    def find(text: str) -> Found:
        segmented = segment(text)
        candidates = recognise(segmented, gazetteer, lexicon)
        return {text[slice(*segmented.span(c.first, c.last))]: c.type for c in candidates if c.participates}

    return find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oregon sued the agency.", {"Oregon": "region"}),
        ("Floods hit farms in Oregon.", {}),
        ("Judge Ines Walther of Oregon retired.", {"Ines Walther": "person"}),
        ("The state of Oregon filed a brief.", {"Oregon": "region"}),
        ("Mills closed in Salem, Oregon.", {}),
        ("Oregon lawmakers balked.", {"Oregon lawmakers": "region"}),
        ("Oregon law changed.", {}),
        ("Bavaria thanked Catalonia.", {"Bavaria": "region", "Catalonia": "region"}),
        ("Eleven Republican-led states appealed.", {"Republican-led states": "group"}),
    ],
)
def test_regions_act_or_are_places(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Georgia sued Ohio, said Texas and Iowa.", "region"),
        ("Georgia sued Russia, Tbilisi said, and Moscow replied.", "state"),
    ],
)
def test_of_two_bearers_of_a_name_the_one_whose_country_the_text_is_about(named: Find, text: str, found: str) -> None:
    assert named(text)["Georgia"] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Halvorsen administration bowed.", {"Halvorsen administration": "organisation"}),
        ("Halvorsen bowed to the administration.", {"Halvorsen": "person"}),
        ("The Halvorsen campaign raised money.", {"Halvorsen campaign": "organisation"}),
        ("The Halvorsen family sued.", {"Halvorsen family": "group"}),
        ("Kirsten Halvorsen won. The Halvorsens cheered.", {"Kirsten Halvorsen": "person", "Halvorsens": "group"}),
        ("The White House bowed.", {"White House": "organisation"}),
        ("Berit Halvorsen bowed to the Halvorsen White House.", {"Berit Halvorsen": "person", "Halvorsen White House": "organisation"}),
    ],
)  # fmt: skip
def test_what_forms_around_a_person_is_no_mention_of_it(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("House Fisheries Committee Chairman Piet Daalder balked.", {"Piet Daalder": "person"}),
        ("The House Fisheries Committee balked.", {"House Fisheries Committee": "organisation"}),
        ("He wrote to Coast Patrol Brigadier General Omar Tazi Ouali.", {"Omar Tazi Ouali": "person"}),
        ("U.S. District Court Judge Ida Berg Moreau ruled.", {"Ida Berg Moreau": "person"}),
        ("Navy Cmdr. Ole Rask spoke.", {"Ole Rask": "person"}),
        ("Sens. Ida Berg and Tom Vogel agreed.", {"Ida Berg": "person", "Tom Vogel": "person"}),
        ("Rep. Ida Berg (D-Calif.) agreed.", {"Ida Berg": "person"}),
        ("Democratic Gov. Ida Berg agreed.", {"Ida Berg": "person"}),
        ("A Democratic governor, Ida Berg, agreed.", {"Ida Berg": "person"}),
    ],
)
def test_titles_part_the_body_from_the_person(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


def test_the_body_before_a_title_is_recognised_too(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    text = "House Fisheries Committee Chairman Piet Daalder balked."
    segmented = segment(text)
    surfaces = [text[slice(*segmented.span(c.first, c.last))] for c in recognise(segmented, gazetteer, lexicon)]
    assert surfaces == ["House Fisheries Committee", "Piet Daalder"]


@pytest.mark.parametrize(
    "name",
    [
        "Jurriaan van der Velde",
        "Salma bint Rashid",
        "Diego de la Vega",
        "Khaled al-Masri",
        "A. B. Okonjo",
        "Marek W. Nowak",
        "Anne-Sophie Kerr",
        "Kim Yong-jin",
        "Xu Meilan",
        "Zsófia Kővári",
        "Theresa May",
        "Martin Ahlgren Jr",
        "Hugo Brandt III",
        "Pope Innocent",
    ],
)
def test_a_persons_name_is_found_whole(named: Find, name: str) -> None:
    assert named(f"Norway thanked {name}.") == {"Norway": "state", name: "person"}
    assert named(f"{name} thanked Norway.") == {name: "person", "Norway": "state"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Bakers' Union struck.", {"Bakers' Union": "organisation"}),
        ("Norway's Bakers Union struck.", {"Norway": "state", "Bakers Union": "organisation"}),
        ("The Institute of Soil and Water closed.", {"Institute of Soil and Water": "organisation"}),
        ("The Institute of Soil and Kirsten Halvorsen met.", {"Institute of Soil": "organisation", "Kirsten Halvorsen": "person"}),
        ("The Seed and Fodder Agency closed.", {"Seed and Fodder Agency": "organisation"}),
        ("The Ports Commission on Tuesday closed.", {"Ports Commission": "organisation"}),
        ("Supporters of Nurses for Quiet Wards sang.", {"Nurses for Quiet Wards": "organisation"}),
        ("The Supreme Court of Norway ruled.", {"Supreme Court of Norway": "organisation"}),
        ("The Ostrava Treaty was signed.", {}),
    ],
)  # fmt: skip
def test_names_of_bodies_end_where_they_end(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Coastal Democratic Alliance", "party"),
        ("Coastal Insurance Alliance", "organisation"),
        ("Partido Costero Popular", "party"),
        ("Union démocratique du Littoral", "party"),
        ("Fishermen's Party", "party"),
        ("Socialist Federation of Togo", "party"),
        ("Football Federation of Togo", "organisation"),
        ("Coastal Liberation Army", "organisation"),
        ("Coastal Brigades", "armed_group"),
        ("Halvorsen Shipping", "company"),
    ],
)
def test_what_a_body_is_shows_in_its_words(named: Find, name: str, type_: str) -> None:
    assert named(f"On Monday the {name} condemned Norway.") == {name: type_, "Norway": "state"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Coastal Workers Front (CWF) met. CWF sued.", {"Coastal Workers Front": "party", "CWF": "party"}),
        ("The Coastal Weather Front (CWF) met. CWF sued.", {"Coastal Weather Front": "organisation", "CWF": "organisation"}),
        ("He led Saltkraft, a member of Saltkraft said.", {"Saltkraft": "party"}),
        ("F.B.I. agents left; the FBI declined.", {"F.B.I.": "organisation", "FBI": "organisation"}),
    ],
)  # fmt: skip
def test_short_names_take_their_type_from_the_text(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Senate Republicans balked.", {"Senate Republicans": "party"}),
        ("House Republican leaders balked.", {"Republican leaders": "party"}),
        ("Congressional Democrats probe the levy.", {"Congressional Democrats": "party"}),
        ("GOP senators balked.", {"GOP senators": "party"}),
        ("The GOP candidate balked.", {"GOP": "party"}),
        ("Democratic lawmakers balked.", {"Democratic lawmakers": "party"}),
        ("Democratic habits are old.", {}),
        ("The Turkish team met Syrian rebels.", {"Turkish team": "state", "Syrian rebels": "group"}),
        ("Anti-abortion groups and conservatives balked.", {"Anti-abortion groups": "group", "conservatives": "group"}),
        ("A conservative estimate was made.", {}),
    ],
)
def test_collective_actors(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She grew up in Trondheim, Bergen and Larvik.",
        "The seat of Larvik is vacant.",
        "U.S. border towns and the U.S. dollar suffered.",
        "The 2019 Norwegian general election and the U.S. presidential primary were close.",
        "They LITERALLY read Title IX at the Lincoln Memorial.",
        "The Oslo talks and the Norwegian coffee were good.",
        "Prior to the summit, various talks failed.",
        "Producer prices rose. Someday they fall.",
    ],
)
def test_nobody_acts(named: Find, text: str) -> None:
    assert named(text) == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BERIT HALVORSEN SLAMS NORWAY", {"BERIT HALVORSEN": "person", "NORWAY": "state"}),
        ("Berit Halvorsen Slams Norway Over Rising Prices", {"Berit Halvorsen": "person", "Norway": "state"}),
        ('"BERIT HALVORSEN ATTACKS NORWAY AGAIN", it read.', {"BERIT HALVORSEN": "person", "NORWAY": "state"}),
    ],
)
def test_headlines_capitalise_more_than_names(named: Find, text: str, found: Found) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("She lashed out at Madrid.", True),
        ("She landed at Madrid.", False),
        ("She ripped into Syria.", True),
        ("She drove into Syria.", False),
        ("They are in Albania's debt.", True),
        ("They are in Albania.", False),
    ],
)
def test_a_place_behind_a_predicate_acts(named: Find, text: str, acts: bool) -> None:
    assert bool(named(text)) is acts
