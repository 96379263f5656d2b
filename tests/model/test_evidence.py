"""What counts as evidence for a pair, and how far."""

from __future__ import annotations

from model.records import Article
from model.scorer import StanceScorer


def label(scorer: StanceScorer, text: str, holder: str, target: str) -> str | None:
    answer = scorer.score(Article(text))
    ids = {actor.name: actor.id for actor in answer.actors}
    found = [s.label for s in answer.stances if (s.holder, s.target) == (ids[holder], ids[target])]
    return found[0] if found else None


def test_the_latest_word_wins_where_the_text_says_that_things_have_changed(scorer: StanceScorer) -> None:
    before = "Ireland praised Kenya in May and praised Kenya again in June."
    assert label(scorer, f"{before} Now Ireland condemns Kenya.", "Ireland", "Kenya") == "oppose"
    assert label(scorer, before, "Ireland", "Kenya") == "support"


def test_who_reports_anothers_accusation_does_not_share_it(scorer: StanceScorer) -> None:
    text = "Foreign Minister Ana Pohl said that Latvia had condemned Malta."
    assert label(scorer, text, "Latvia", "Malta") == "oppose"
    assert label(scorer, text, "Ana Pohl", "Malta") in (None, "neutral")


def test_the_first_person_in_a_speech_is_the_speaker(scorer: StanceScorer) -> None:
    text = '"Latvia betrayed me," Senator Ana Pohl said.'
    assert label(scorer, text, "Latvia", "Ana Pohl") == "oppose"


def test_we_in_an_envoys_speech_is_the_state(scorer: StanceScorer) -> None:
    text = '"Latvia insulted us," Norway\'s foreign minister, Ana Pohl, said.'
    assert label(scorer, text, "Latvia", "Norway") == "oppose"
