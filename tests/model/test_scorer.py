"""The whole way: what an article's answer holds and leaves out."""

from __future__ import annotations

import math

import pytest

from model.errors import ArticleError, RecordError
from model.records import Article, ArticleStances, KnownActor, PairEnd, PairRecord, Target
from model.scorer import StanceScorer


def labels(answer: ArticleStances) -> dict[tuple[str, str], str]:
    names = {actor.id: actor.name for actor in answer.actors}
    return {(names[s.holder], names[s.target]): s.label for s in answer.stances}


@pytest.mark.parametrize(
    ("text", "holder", "target", "label"),
    [
        ("Norway condemned Belarus.", "Norway", "Belarus", "oppose"),
        ("Belarus was condemned by Norway.", "Norway", "Belarus", "oppose"),
        ("Japan thanked Samoa.", "Japan", "Samoa", "support"),
        ("Oslo praised Minsk on Friday.", "Norway", "Belarus", "support"),
        ("Norway slammed Belarus, Reuters reported.", "Norway", "Belarus", "oppose"),
        ("Norway met Belarus on Friday.", "Norway", "Belarus", "neutral"),
    ],
)
def test_plain_sentences(scorer: StanceScorer, text: str, holder: str, target: str, label: str) -> None:
    found = labels(scorer.score(Article(text)))
    assert found[holder, target] == label
    assert found.get((target, holder), "neutral") == "neutral"


@pytest.mark.parametrize(
    ("headline", "holder", "target", "label"),
    [
        ("OSLO BACKS ROME", "Norway", "Italy", "support"),
        ("OSLO SLAMS ROME OVER FISH", "Norway", "Italy", "oppose"),
        ("Oslo Slams Rome Over Fish Plan", "Norway", "Italy", "oppose"),
        ("Vail Praises Okoro in Senate Speech", "Vail", "Okoro", "support"),
        ("Oslo slams Rome over fish plan", "Norway", "Italy", "oppose"),
    ],
)
def test_headlines_are_read_whatever_their_capitals(
    scorer: StanceScorer, headline: str, holder: str, target: str, label: str
) -> None:
    assert labels(scorer.score(Article("Nobody spoke.", title=headline)))[holder, target] == label


def test_the_title_is_read_too_and_offsets_tell_the_parts(scorer: StanceScorer) -> None:
    article = Article("Norway condemned Belarus.", title="Togo praises Ghana")
    answer = scorer.score(article)
    assert labels(answer)["Togo", "Ghana"] == "support"
    parts = {"title": article.title or "", "text": article.text}
    for stance in answer.stances:
        for evidence in stance.evidence:
            assert parts[evidence.part][evidence.start : evidence.end] == evidence.text
    assert {e.part for s in answer.stances for e in s.evidence} == {"title", "text"}


def test_a_title_that_the_text_repeats_is_read_once(scorer: StanceScorer) -> None:
    text = "Togo praises Ghana\n\nThe minister smiled."
    assert scorer.score(Article(text, title="Togo praises Ghana")).actors == scorer.score(Article(text)).actors


def test_stances_toward_issues(scorer: StanceScorer) -> None:
    answer = scorer.score(Article("Norway welcomed the pension reform.", targets=(Target("pension reform"),)))
    assert labels(answer)["Norway", "pension reform"] == "support"
    topics = {actor.id for actor in answer.actors if actor.type == "topic"}
    assert not topics & {stance.holder for stance in answer.stances}


def test_only_known_actors_where_detection_is_off(scorer: StanceScorer) -> None:
    article = Article(
        "The firm condemned Belarus and Oslo.", actors=(KnownActor("Acme", ("the firm",)),), detect_actors=False
    )
    assert [actor.name for actor in scorer.score(article).actors] == ["Acme"]


def test_a_representatives_stance_is_its_states_too(scorer: StanceScorer) -> None:
    found = labels(scorer.score(Article("Norway's envoy to the UN, Kadri Sepp, condemned Belarus.")))
    assert found["Kadri Sepp", "Belarus"] == found["Norway", "Belarus"] == "oppose"
    assert ("United Nations", "Belarus") not in found


def test_a_media_outlet_holds_and_receives_nothing(scorer: StanceScorer) -> None:
    answer = scorer.score(Article("Reuters condemned Belarus, and Norway attacked Reuters."))
    sources = {actor.id for actor in answer.actors if actor.type == "source"}
    assert sources
    assert not sources & {end for s in answer.stances for end in (s.holder, s.target)}


def test_explanations_add_up_to_the_log_odds(scorer: StanceScorer) -> None:
    text = "Norway condemned Belarus."
    answer = scorer.score(Article(text), explain=True)
    evidence = next(s for s in answer.stances if s.label == "oppose").evidence[0]
    norway, belarus = PairEnd(0, 6), PairEnd(17, 24)
    there, _ = scorer.classify([PairRecord(None, text, norway, belarus), PairRecord(None, text, belarus, norway)])
    odds = math.log(there.probabilities.support / there.probabilities.oppose)
    assert sum(contribution.weight for contribution in evidence.explanation) == pytest.approx(odds, abs=1e-9)
    assert evidence.explanation[0].weight < 0


def test_min_confidence_leaves_out_stances_but_no_actor(scorer: StanceScorer) -> None:
    article = Article("Norway condemned Belarus. Norway met Latvia.")
    every, sure = scorer.score(article), scorer.score(article, min_confidence=0.99)
    assert len(sure.stances) < len(every.stances)
    assert [a.name for a in sure.actors] == [a.name for a in every.actors]


def test_another_language_is_scored_with_a_warning(scorer: StanceScorer) -> None:
    text = "Der norwegische Außenminister hat am Freitag in einer Rede vor dem Parlament die Regierung von Belarus scharf kritisiert und neue Sanktionen angekündigt."
    answer = scorer.score(Article(text))
    assert answer.language == "und"
    assert "English" in answer.warnings[0]


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0"])
def test_an_empty_text_is_refused(scorer: StanceScorer, text: str) -> None:
    with pytest.raises(ArticleError, match="text: is empty"):
        scorer.score(Article(text))


def test_salience_is_shared_and_orders_the_actors(scorer: StanceScorer) -> None:
    answer = scorer.score(Article("Norway spoke. Norway acted. Norway left. Latvia watched Norway."))
    saliences = [actor.salience for actor in answer.actors]
    assert answer.actors[0].name == "Norway"
    assert saliences == sorted(saliences, reverse=True)
    assert sum(saliences) == pytest.approx(1, abs=1e-3)


def test_a_pair_record_that_is_wrong_is_refused(scorer: StanceScorer) -> None:
    with pytest.raises(RecordError, match="target: start 0 and end 99"):
        scorer.classify([PairRecord("x", "Norway left.", None, PairEnd(0, 99))])


def test_time_grows_with_length_and_pairs_are_bounded(scorer: StanceScorer) -> None:
    names = ", ".join(f"Person{chr(65 + i)} Name{chr(65 + j)}" for i in range(8) for j in range(8))
    answer = scorer.score(Article(f"Norway condemned {names} and Belarus."))
    assert len(answer.stances) <= 14 * 13


@pytest.mark.parametrize(
    "text",
    [
        "Vail, " * 250,
        ", Vail",
        "Alpha Beta " * 500,
        "(( Vail " * 100,
        "Vail said " * 300,
        '"Vail lied, ' * 100,
        "AB sued CD. " * 100,
    ],
)
def test_texts_that_nobody_writes_are_no_error(scorer: StanceScorer, text: str) -> None:
    assert all(0 <= stance.confidence <= 1 for stance in scorer.score(Article(text)).stances)
