"""Whom somebody belongs to or speaks for, and which state a public body is of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.actors import Cast, CastActor, find_actors
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.segmentation import segment

Finder = Callable[[str], Cast]


@pytest.fixture
def cast_of(gazetteer: Gazetteer, lexicon: Lexicon) -> Finder:
    return lambda text: find_actors(segment(text), gazetteer, lexicon)


def actor(cast: Cast, name: str) -> CastActor:
    return next(a for a in cast.actors if a.name == name)


def owner(cast: Cast, name: str) -> str | None:
    affiliation = actor(cast, name).affiliation
    return None if affiliation is None else cast.actors[affiliation].name


@pytest.mark.parametrize(
    ("text", "person", "belongs_to"),
    [
        ("Downing Street spokeswoman Priya Nair declined to say more.", "Priya Nair", "United Kingdom"),
        ("Peru's ambassador to the European Union (EU), Lucia Paredes, walked out.", "Lucia Paredes", "Peru"),
        ("Japan's envoy to the WTO Kenji Mori spoke.", "Kenji Mori", "Japan"),
        ("Ghanaian Defence Minister Kofi Boateng toured the port.", "Kofi Boateng", "Ghana"),
        ("U.S. Secretary of State Dana Colt flew home.", "Dana Colt", "United States"),
        ("Dana Colt, the deputy U.S. trade envoy, flew home.", "Dana Colt", "United States"),
        ("Kwame Asare, who is Togo's consul in Accra, smiled.", "Kwame Asare", "Togo"),
        ("Vera Holm, a spokeswoman for Hamas in Doha, spoke.", "Vera Holm", "Hamas"),
        ("Kenya protested. Foreign Minister Amos Otieno recalled his envoy.", "Amos Otieno", "Kenya"),
        ("Kenya protested. A government spokesman, Amos Otieno, said so.", "Amos Otieno", "Kenya"),
        ("Mongolia waited. Its president, Bat Dorj, did not.", "Bat Dorj", "Mongolia"),
        ("The Polar Mining Union went home. Its chair, Dr Ida Nyberg, stayed.", "Ida Nyberg", "Polar Mining Union"),
        ("The Labour Party lost. Its leader, Welsh lawyer Gwen Rees, resigned.", "Gwen Rees", "Labour Party"),
        ("Rep. Otis Blake, D-Calif., sued. The Democrats cheered.", "Otis Blake", "Democratic Party"),
        ("Sen. Otis Blake (R-Texas) sued. The Republicans cheered.", "Otis Blake", "Republican Party"),
        ("Otis Blake, a Nevada Republican, sued Acme Corp.", "Otis Blake", "Republican Party"),
        ("On Monday Republican Sen. Otis Blake sued Acme Corp.", "Otis Blake", "Republican Party"),
        ("Chief rebel Musa Deng, known as Tiger, met Ines Duarte of the Norden Bank.", "Ines Duarte", "Norden Bank"),
        ("The Baltic Rail Group fell. Chief executive Ilse Brandt quit.", "Ilse Brandt", "Baltic Rail Group"),
        ("Vilnius was shocked. In Minsk, Foreign Minister Ales Novik laughed.", "Ales Novik", "Belarus"),
    ],
)
def test_persons_belong_to(cast_of: Finder, text: str, person: str, belongs_to: str) -> None:
    assert owner(cast_of(text), person) == belongs_to


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Sudan blamed Egypt. President Idris Amar flew home.", "Idris Amar"),
        ("Norway's critics said that Lars Vik, a farmer, was right.", "Lars Vik"),
        ("Otis Blake, called a friend of Norway by many, sued.", "Otis Blake"),
        ("Rep. Otis Blake, D-Calif., sued Acme Corp.", "Otis Blake"),
    ],
)
def test_in_doubt_a_person_belongs_to_nobody(cast_of: Finder, text: str, person: str) -> None:
    assert owner(cast_of(text), person) is None


def test_only_who_speaks_for_somebody_represents(cast_of: Finder) -> None:
    cast = cast_of("Kremlin spokesman Pavel Orlov met Danish racer Signe Holm and Republican Sen. Otis Blake.")
    assert [actor(cast, name).represents for name in ("Pavel Orlov", "Signe Holm", "Otis Blake")] == [
        True,
        False,
        False,
    ]
    assert not actor(cast_of("Norway's former envoy Liv Dahl spoke."), "Liv Dahl").represents


def test_a_role_noun_tells_it_too(cast_of: Finder) -> None:
    cast = cast_of("President Ivan Sokol met Haitian singers. They thanked the Russian president.")
    assert owner(cast, "Ivan Sokol") == "Russia"


def test_a_ministry_belongs_to_its_state(cast_of: Finder) -> None:
    text = "Chad closed the border. Foreign Ministry spokeswoman Zara Idriss said Niger had been warned."
    cast = cast_of(text)
    assert owner(cast, "Zara Idriss") == "Foreign Ministry"
    assert owner(cast, "Foreign Ministry") == "Chad"


def test_the_roles_are_those_of_the_person_named(cast_of: Finder) -> None:
    cast = cast_of(
        "Guy Renard, who served on President Alan Whitby's staff, spoke. Tim Cole, who alleged that the mayor lied, left."
    )
    assert "president" not in actor(cast, "Guy Renard").roles
    assert "mayor" not in actor(cast, "Tim Cole").roles
    cast = cast_of("A spokesman for Mr. Alan Whitby's campaign said no. Hugh Ray left.")
    assert actor(cast, "Alan Whitby").roles == set()
    cast = cast_of("Former President Alan Whitby spoke.")
    assert actor(cast, "Alan Whitby").roles == {"former president"}


def test_phrases_of_affiliation_are_marked(cast_of: Finder) -> None:
    cast = cast_of("Norway's envoy Liv Dahl praised Norway.")
    assert cast.affiliations == {(3, 0)}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Workers' Union accused Transport Minister Lena Brandt of lying.",
        "Kenya sued Finance Minister Lena Brandt.",
        "Kenya met Foreign Minister Lena Brandt.",
        "Norway Steel criticised the former minister Lena Brandt.",
    ],
)
def test_who_acts_upon_a_titled_person_does_not_own_her(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    cast = find_actors(segment(text), gazetteer, lexicon)
    (brandt,) = (actor for actor in cast.actors if actor.name == "Lena Brandt")
    assert brandt.affiliation is None
