"""Who is in a text: found once, under all names, and nothing that is no actor."""

from __future__ import annotations

import pytest

from model.actors import CastActor, find_actors
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.records import KnownActor
from model.segmentation import segment


@pytest.fixture
def actors_of(gazetteer: Gazetteer, lexicon: Lexicon):  # type: ignore[no-untyped-def]
    def find(text: str, *known: KnownActor, detect: bool = True) -> dict[str, CastActor]:
        cast = find_actors(segment(text), gazetteer, lexicon, known, detect)
        assert len({actor.name for actor in cast.actors}) == len(cast.actors)
        return {actor.name: actor for actor in cast.actors}

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Kremlin ridiculed Tallinn.", {"Russia", "Estonia"}),
        ("Turkish officials thanked Greek doctors.", {"Turkey", "Greece"}),
        ("France expelled an Iranian diplomat.", {"France", "Iran"}),
        ("The summit in Moscow worried Ukraine.", {"Ukraine"}),
        ("The Turkish coffee was praised by Norway in February.", {"Norway"}),
        ("On Tuesday, Stone hailed Brandt but rebuked Okafor.", {"Stone", "Brandt", "Okafor"}),
        ("The Andean Rail Council (ARC) met. ARC blamed Togo.", {"Andean Rail Council", "Togo"}),
        ("Ana Reyes spoke. Reyes left. Ms. Reyes returned.", {"Ana Reyes"}),
        ("Ana Reyes forgave her cousin Luis Reyes.", {"Ana Reyes", "Luis Reyes"}),
        ("Ursula van der Berg and Ali bin Said met J. R. Hale.", {"Ursula van der Berg", "Ali bin Said", "J. R. Hale"}),
        ("The Ministry of Health and Welfare sued Acme Corp.", {"Ministry of Health and Welfare", "Acme Corp"}),
        ("Meanwhile, the West isolated Russia.", {"West", "Russia"}),
        ("He lives west of the river in the West Bank.", set()),
        ("OSLO SLAMS ROME", {"Norway", "Italy"}),
        ("The Israel-Hamas war goes on. Israel blamed Hamas.", {"Israel", "Hamas"}),
        ("Chad Ellis thanked Jordan Price.", {"Chad Ellis", "Jordan Price"}),
    ],
)
def test_exactly_the_actors_are_found(actors_of, text: str, names: set[str]) -> None:  # type: ignore[no-untyped-def]
    assert set(actors_of(text)) == names


@pytest.mark.parametrize(
    ("text", "person", "owner"),
    [
        ("Kremlin spokesman Dmitry Lunin spoke.", "Dmitry Lunin", "Russia"),
        ("Israel's envoy to the United Nations (UN) Gil Adar spoke.", "Gil Adar", "Israel"),
        ("Kadri Sepp, Norway's envoy to the UN, spoke.", "Kadri Sepp", "Norway"),
        ("Norway's envoy to the UN, Kadri Sepp, spoke.", "Kadri Sepp", "Norway"),
        ("Russian President Oleg Lunin spoke.", "Oleg Lunin", "Russia"),
        ("Finland acted. Its foreign minister, Paavo Laine, spoke.", "Paavo Laine", "Finland"),
        ("Hugh Hale, a spokesman for Hamas, spoke.", "Hugh Hale", "Hamas"),
        ("In Minsk, Foreign Minister Viktar Hrynko spoke.", "Viktar Hrynko", "Belarus"),
    ],
)
def test_persons_belong_to_whom_they_speak_for(actors_of, text: str, person: str, owner: str) -> None:  # type: ignore[no-untyped-def]
    found = actors_of(text)
    affiliation = found[person].affiliation
    assert affiliation is not None
    assert list(found)[affiliation] == owner


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        ("Dahl saw Simona Reyes. She scolded Syria.", "She", "Simona Reyes"),
        ("Reyes came late. Vladimir Dahl scolded him.", "him", "Reyes"),
        ("Senator Vail rose; the senator rebuked Oslo.", "senator", "Vail"),
        ("Russian President Oleg Lunin left. The Russian president said little.", "president", "Oleg Lunin"),
    ],
)
def test_pronouns_and_role_nouns_are_resolved(
    gazetteer: Gazetteer, lexicon: Lexicon, text: str, pronoun: str, actor: str
) -> None:
    segmented = segment(text)
    cast = find_actors(segmented, gazetteer, lexicon)
    found = {
        text[slice(*segmented.span(m.first, m.last))]: cast.actors[m.actor].name
        for m in cast.mentions
        if m.resolved_by is not None
    }
    assert found.get(pronoun) == actor


def test_in_doubt_a_pronoun_means_nobody(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    cast = find_actors(segment("It rained. He said little."), gazetteer, lexicon)
    assert cast.mentions == ()


def test_outlets_are_sources(actors_of) -> None:  # type: ignore[no-untyped-def]
    found = actors_of("Vail told Reuters and the newspaper L'Observatoire that Oslo lied.")
    assert {name for name, actor in found.items() if actor.type == "source"} == {"Reuters", "L'Observatoire"}


def test_known_actors_and_topics_are_merged_with_those_found(actors_of) -> None:  # type: ignore[no-untyped-def]
    known = (KnownActor("Acme", ("the firm",), "company"), KnownActor("pension reform", type="topic"))
    found = actors_of("The firm backs the pension reform. Acme met Oslo.", *known)
    assert {name: actor.type for name, actor in found.items()} == {
        "Acme": "company",
        "pension reform": "topic",
        "Norway": "state",
    }
    assert set(actors_of("The firm met Oslo.", *known, detect=False)) == {"Acme"}


def test_countries_are_iso_codes(actors_of) -> None:  # type: ignore[no-untyped-def]
    found = actors_of("Downing Street thanked the White House and the Kosovars.")
    assert {actor.country for actor in found.values()} == {"GB", "US", "XK"}
