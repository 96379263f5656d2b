"""A spaCy pipeline instead of the built-in recogniser: its entities are candidates, and all that follows goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.actors import Cast, find_actors, recogniser_named
from model.errors import RecogniserError
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.records import Article, KnownActor
from model.registry import Registry
from model.scorer import StanceScorer
from model.segmentation import segment, segment_article
from service.app import create_app
from service.settings import Settings

spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'standpoint[spacy]'")

PATTERNS = {
    "PERSON": ["Ruth Vail", "Vail", "President Oleg Lunin", "Özlem Şahin", "Dr. Ana Hale", "𝔄da Moe"],
    "ORG": ["Fenwick Harbour Trust", "Fenwick Workers Union", "FHT", "the United Nations"],
    "GPE": ["Norway", "Belarus", "Moscow", "Fenwick", "U.S.", "日本"],
    "NORP": ["Turkish", "Quakers"],
    "party": ["Marsh Greens"],
    "DATE": ["Friday"],
}


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an English pipeline that knows a few names by rules alone."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": name} for label, names in PATTERNS.items() for name in names])
    folder = tmp_path_factory.mktemp("spacy") / "names"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def cast_of(pipeline: Path, gazetteer: Gazetteer, lexicon: Lexicon) -> Callable[..., Cast]:
    recogniser = recogniser_named(f"spacy:{pipeline}")

    def find(text: str, *known: KnownActor, detect: bool = True) -> Cast:
        return find_actors(segment(text), gazetteer, lexicon, known, detect, recogniser)

    return find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ruth Vail left.", {("Ruth Vail", "person", None)}),
        ("Norway met the United Nations.", {("Norway", "state", "NO"), ("United Nations", "organisation", None)}),
        ("The Fenwick Workers Union sued the Fenwick Harbour Trust.", {("Fenwick Workers Union", "organisation", None), ("Fenwick Harbour Trust", "organisation", None)}),
        ("Turkish officials praised the Quakers.", {("Turkey", "state", "TR"), ("Quakers", "group", None)}),
        ("She drank Turkish coffee.", set()),
        ("The Marsh Greens won on Friday.", {("Marsh Greens", "party", None)}),
        ("Moscow blamed the U.S. embassy.", {("Russia", "state", "RU"), ("United States", "state", "US")}),
        ("They met in Moscow.", set()),
        ("Adelaide Stone praised Wexford Mining Corp.", set()),
    ],
)  # fmt: skip
def test_entities_become_actors(
    cast_of: Callable[..., Cast], text: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert {(actor.name, actor.type, actor.country) for actor in cast_of(text).actors} == expected


def test_merging_titles_and_pronouns_go_on_as_ever(cast_of: Callable[..., Cast]) -> None:
    text = "President Oleg Lunin spoke. The Fenwick Harbour Trust (FHT) replied. Ruth Vail, Norway's envoy, left. She is 40. Vail blamed FHT."
    cast = cast_of(text)
    actors = {actor.name: actor for actor in cast.actors}
    assert set(actors) == {"Oleg Lunin", "Fenwick Harbour Trust", "Ruth Vail", "Norway"}
    assert "president" in actors["Oleg Lunin"].roles
    assert cast.actors[actors["Ruth Vail"].affiliation or 0].name == "Norway"
    segmented = segment(text)
    vail = [
        text[slice(*segmented.span(m.first, m.last))] for m in cast.mentions if cast.actors[m.actor].name == "Ruth Vail"
    ]
    assert vail == ["Ruth Vail", "She", "Vail"]


def test_what_the_caller_gives_wins(cast_of: Callable[..., Cast]) -> None:
    known = (
        KnownActor("Kingdom of Norway", ("Norway",)),
        KnownActor("the harbour toll", type="topic"),
        KnownActor("Fenwick", type="company"),
    )
    text = "Norway hates the harbour toll. Fenwick met Ruth Vail at the Fenwick Harbour Trust."
    assert {(a.name, a.type) for a in cast_of(text, *known).actors} == {
        ("Kingdom of Norway", "state"),
        ("the harbour toll", "topic"),
        ("Fenwick", "company"),
        ("Ruth Vail", "person"),
        ("Fenwick Harbour Trust", "organisation"),
    }
    assert {a.name for a in cast_of(text, *known, detect=False).actors} == {known[0].name, known[1].name, known[2].name}


PIECES = [
    "Ruth Vail", "Özlem Şahin", "𝔄da Moe", "日本", "👩‍👩‍👧", "\u202e", "\ufeff", "e\u0301", "Norway", "’s", "'s", "“", "”", "the U.S.", "praised", ".",
    "\u00a0", "\n", "\r\n\r\n", "Dr. Ana Hale", "-", "FHT", "(", ")", "the United Nations", "\x00", "Moscow", "in",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
)
@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_offsets_are_code_points_whatever_the_text(
    pipeline: Path, gazetteer: Gazetteer, lexicon: Lexicon, text: str
) -> None:
    segmented = segment_article(text)
    found = recogniser_named(f"spacy:{pipeline}")(segmented, gazetteer, lexicon)
    assert all(a.last <= b.first for a, b in pairwise(found))
    names = {name for names in PATTERNS.values() for name in names}
    for candidate in found:
        start, end = segmented.span(candidate.first, candidate.last)
        surface = text[start:end]
        assert any(surface in name or name in surface for name in names), surface


def test_a_name_behind_odd_characters_is_found_where_it_stands(cast_of: Callable[..., Cast]) -> None:
    text = "👩‍👩‍👧 𝔉riday \u202e Özlem Şahin praised 日本."
    segmented, cast = segment(text), cast_of(text)
    assert [text[slice(*segmented.span(m.first, m.last))] for m in cast.mentions] == ["Özlem Şahin", "日本"]


def test_a_whole_article_is_scored_with_it(model_home: Path, pipeline: Path) -> None:
    scorer = StanceScorer.load(Registry(model_home).current(), recogniser_named(f"spacy:{pipeline}"))
    text = "By Jane Roe\n\nNorway condemned Belarus on Friday.\n\nRuth Vail praised the Marsh Greens. She blamed Wexford Mining Corp."
    answer = scorer.score(Article(text, title="Norway turns on Belarus"))
    names = {actor.id: actor.name for actor in answer.actors}
    assert set(names.values()) == {"Norway", "Belarus", "Ruth Vail", "Marsh Greens"}
    labels = {(names[s.holder], names[s.target]): s.label for s in answer.stances}
    assert labels["Norway", "Belarus"] == "oppose"
    assert labels["Ruth Vail", "Marsh Greens"] == "support"
    for mention in (m for actor in answer.actors for m in actor.mentions if m.part == "text"):
        assert text[mention.start : mention.end] in ("Norway", "Belarus", "Ruth Vail", "Marsh Greens", "She")


def test_a_pipeline_that_is_not_there_is_refused() -> None:
    with pytest.raises(RecogniserError, match="there is no such pipeline; install it"):
        recogniser_named("spacy:en_nowhere_sm")


def test_a_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(RecogniserError, match="finds no entities"):
        recogniser_named(f"spacy:{tmp_path / 'blank'}")


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7\n")
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(RecogniserError, match="spaCy"):
        recogniser_named(f"spacy:{tmp_path}")


def test_the_command_line_takes_it_from_the_environment(model_home: Path, pipeline: Path) -> None:
    environment = {**os.environ, "STANDPOINT_HOME": str(model_home), "STANDPOINT_ACTORS": f"spacy:{pipeline}"}
    command = [sys.executable, "-m", "standpoint", "score", "-", "--format", "csv"]
    text = "Ruth Vail praised the Marsh Greens and Wexford Mining Corp."
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, env=environment, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Ruth Vail" in done.stdout
    assert "Wexford" not in done.stdout.replace(text, "")


def test_the_service_takes_it_from_its_settings(model_home: Path, pipeline: Path) -> None:
    client = create_app(Settings(home=model_home, actors=f"spacy:{pipeline}")).test_client()
    text = "Ruth Vail praised the Marsh Greens and Wexford Mining Corp."
    answer = client.post("/v1/stances", data=text, content_type="text/plain").get_json()
    assert {actor["name"] for actor in answer["actors"]} == {"Ruth Vail", "Marsh Greens"}
