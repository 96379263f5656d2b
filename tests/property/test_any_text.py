"""Whatever the text: no crash, valid offsets, the same answer twice."""

from __future__ import annotations

from dataclasses import asdict
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.errors import ArticleError
from model.records import Article, ArticleStances, KnownActor, Target
from model.scorer import StanceScorer
from model.segmentation import segment, segment_article
from model.tokens import tokenise

FRAGMENTS = [
    "Norway", "condemned", "Belarus", "the Kremlin", "'s", "’s", "“", "”", '"', "'", "‘", ",", ".", "...", "…", "—", "(", ")",
    "PA", "(UN)", "said", "told Reuters", "Dmitry", "Peskov", "U.S.", "Dr.", "praised", "he", "she", "its", "not", "\n", "\n\n",
    "\r\n", "\u00a0", "We", "I", "according to", "President", "Vladimir", "Putin", "officials", "Turkish", "Oslo's", "\u0301",
    "\u202e", "\ufeff", "𝔄", "👩‍👩‍👧", "日本", "АБВ", "0", "3.5", "-", "a" * 300, "Mr.", "the", "attack on", "and", "but", ":", "?", "!",
    "FILE PHOTO:", "(Photo by Jude Okoro/Getty Images)", "ADVERTISEMENT", "Read more:", "By", "Reporting by", "; Editing by", "© 2024",
    "Sign up for our newsletter", "REUTERS/Jude Okoro/File Photo", "BERGEN (AP) —", "|", "Vail,", ", Vail,", "the envoy,", "Senator Ruth Vail,", "spokeswoman", "Follow @vail", "https://example.org/Vail?a=1",
]  # fmt: skip
newslike = st.lists(st.sampled_from(FRAGMENTS), max_size=60).map(" ".join)
texts = st.one_of(st.text(max_size=400), newslike)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@given(texts)
@relaxed
def test_tokens_are_exact_ordered_and_lose_only_white_space(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    kept = {i for t in tokens for i in range(t.start, t.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in kept)


@given(texts)
@relaxed
def test_sentences_and_quotations_lie_in_the_text(text: str) -> None:
    s = segment(text)
    assert all(a.last <= b.first for a, b in pairwise(s.sentences))
    for x in [*s.sentences, *s.quotations]:
        assert 0 <= x.first < x.last <= len(s.tokens)


@given(texts)
@relaxed
def test_an_article_without_its_boilerplate_keeps_exact_offsets(text: str) -> None:
    whole, news = segment(text), segment_article(text)
    assert news.tokens == whole.tokens
    assert all(a.last <= b.first for a, b in pairwise(news.sentences))
    assert [s.paragraph for s in news.sentences] == sorted(s.paragraph for s in news.sentences)
    for x in [*news.sentences, *news.quotations]:
        assert 0 <= x.first < x.last <= len(news.tokens)
        start, end = news.span(x.first, x.last)
        assert text[start:end].strip() == text[start:end]
    in_news = {i for s in news.sentences for i in range(s.first, s.last)}
    assert in_news <= {i for s in whole.sentences for i in range(s.first, s.last)}
    assert all(q.first in in_news for q in news.quotations)


@given(texts, st.one_of(st.none(), newslike))
@relaxed
def test_scoring_never_fails_and_every_offset_is_exact(scorer: StanceScorer, text: str, title: str | None) -> None:
    article = Article(text, title=title)
    if not text.strip():
        with pytest.raises(ArticleError, match="text: is empty"):
            scorer.score(article)
        return
    answer = scorer.score(article, explain=True)
    check_offsets(article, answer)
    assert asdict(scorer.score(article, explain=True)) == asdict(answer)


@given(newslike)
@relaxed
def test_known_actors_and_targets_are_found_where_named(scorer: StanceScorer, text: str) -> None:
    article = Article(
        text + "\n\nNorway praised the ceasefire.",
        actors=(KnownActor("Norway", ("Oslo's",), "state"),),
        targets=(Target("ceasefire"),),
        detect_actors=False,
    )
    answer = scorer.score(article)
    assert {"Norway", "ceasefire"} <= {actor.name for actor in answer.actors}
    assert {actor.name for actor in answer.actors} <= {"Norway", "ceasefire"}
    check_offsets(article, answer)


def check_offsets(article: Article, answer: ArticleStances) -> None:
    parts = {"text": article.text, "title": (article.title or "").strip()}
    ids = {actor.id for actor in answer.actors}
    assert len(ids) == len(answer.actors)
    for actor in answer.actors:
        assert actor.mentions
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(parts[mention.part])
            assert parts[mention.part][mention.start : mention.end].strip()
    for stance in answer.stances:
        assert stance.holder != stance.target
        assert {stance.holder, stance.target} <= ids
        assert -1 <= stance.score <= 1
        p = stance.probabilities
        assert abs(p.oppose + p.neutral + p.support - 1) < 1e-3
        assert abs(stance.score - (p.support - p.oppose)) < 1e-3
        assert stance.evidence
        for evidence in stance.evidence:
            assert parts[evidence.part][evidence.start : evidence.end] == evidence.text
            assert evidence.speaker is None or evidence.speaker in ids
