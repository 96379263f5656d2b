"""Word lists into lexicon and gazetteer, and what is said when a list is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from training.errors import CorpusError
from training.knowledge import read_gazetteer, read_lexicon
from training.train import SEEDS


def test_predicates_are_inflected(lexicon: Lexicon) -> None:
    forms = {(" ".join(words), form) for words, predicate, form in lexicon.predicates if predicate.lemma == "condemn"}
    assert forms >= {
        ("condemn", "base"),
        ("condemns", "present"),
        ("condemning", "gerund"),
        ("condemned", "participle"),
    }


def test_generic_words_are_filled_in(lexicon: Lexicon) -> None:
    phrases = {words for words, _, _ in lexicon.predicates}
    assert ("on", "'s", "side") in phrases
    assert not any("oneself" in words for words in phrases)


def test_no_word_is_both_favourable_and_unfavourable(lexicon: Lexicon) -> None:
    assert not lexicon.positive & lexicon.negative


def test_norway_is_a_state_and_on_a_preposition(gazetteer: Gazetteer, lexicon: Lexicon) -> None:
    assert ("Norway", "NO") in {(entity.name, entity.country) for entity in gazetteer.entities}
    assert any("on" in predicate.target_prepositions for _, predicate, _ in lexicon.predicates)


@pytest.mark.parametrize("file", ["states.yaml", "media.yaml", "titles.yaml"])
def test_a_missing_list_is_named(tmp_path: Path, file: str) -> None:
    shutil.copytree(SEEDS / "actors", tmp_path / "actors")
    (tmp_path / "actors" / file).unlink()
    with pytest.raises(CorpusError, match=f"{file}: is missing"):
        read_gazetteer(tmp_path / "actors", ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {code: XX, name: Nowhere}", "XX is no ISO 3166-1 code"),
        ("- {name: Nowhere}", r"entry 0\.code: Field required"),
        ("- {code: NO, name: Norway, capitol: Oslo}", r"entry 0\.capitol: Extra inputs"),
        ("- [", "is not readable as YAML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, text: str, says: str) -> None:
    shutil.copytree(SEEDS / "actors", tmp_path / "actors")
    (tmp_path / "actors" / "states.yaml").write_text(text)
    with pytest.raises(CorpusError, match=says):
        read_gazetteer(tmp_path / "actors", ())


def test_a_word_in_both_lists_is_refused(tmp_path: Path) -> None:
    shutil.copytree(SEEDS / "lexicon", tmp_path / "lexicon")
    (tmp_path / "lexicon" / "evaluative.yaml").write_text("{negative: [sly], positive: [sly]}")
    with pytest.raises(CorpusError, match="both positive and negative"):
        read_lexicon(tmp_path / "lexicon")
