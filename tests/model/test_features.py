"""The terms of the blocks."""

from __future__ import annotations

import pytest

from model.features import BLOCKS, Terms, analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord
from model.stems import stem


def terms(text: str, holder: str | None, target: str, lexicon: Lexicon, context: str = "") -> Terms:
    def end(name: str) -> PairEnd:
        return PairEnd(text.index(name), text.index(name) + len(name))

    record = PairRecord(None, text, None if holder is None else end(holder), end(target), context)
    return analyse(read_pair(record, lexicon), lexicon)


def test_every_block_has_its_terms_and_no_other(lexicon: Lexicon) -> None:
    assert set(terms("Norway met Latvia.", "Norway", "Latvia", lexicon)) == {block.name for block in BLOCKS}


def test_words_are_tagged_by_where_they_stand(lexicon: Lexicon) -> None:
    found = terms("Yesterday Norway denounced Latvia again.", "Norway", "Latvia", lexicon)["words"]
    assert {"between denounc", "between HOLDER denounc", "between denounc TARGET", "after again"} <= set(found)


def test_direction_shows_in_the_frames(lexicon: Lexicon) -> None:
    forward = terms("Norway denounced Latvia.", "Norway", "Latvia", lexicon)["frames"]
    backward = terms("Norway denounced Latvia.", "Latvia", "Norway", lexicon)["frames"]
    assert "HOLDER - TARGET" in forward
    assert "plainly: HOLDER - TARGET" in forward
    assert "TARGET - HOLDER" in backward
    assert not any(term.startswith(("at last", "plainly")) for term in backward)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Norway may support Latvia.", "HOLDER + hedged TARGET"),
        ("Norway did not denounce Latvia.", "HOLDER 0 negated TARGET"),
        ("Norway refused to support Latvia.", "HOLDER - TARGET"),
    ],
)
def test_operators_show_in_the_frames(text: str, term: str, lexicon: Lexicon) -> None:
    assert term in terms(text, "Norway", "Latvia", lexicon)["frames"]


def test_a_deed_is_told_by_its_teller(lexicon: Lexicon) -> None:
    found = terms("Dahl said that Latvia exploits the crisis.", "Dahl", "Latvia", lexicon)["lexicon"]
    assert "HOLDER tells: TARGET - deed" in found


def test_a_predicate_is_not_counted_again_as_a_word(lexicon: Lexicon) -> None:
    found = terms("Norway condemned Latvia.", "Norway", "Latvia", lexicon)["lexicon"]
    assert not any("word" in term for term in found)


def test_context_and_narrator(lexicon: Lexicon) -> None:
    found = terms("The disastrous Vale fell.", None, "Vale", lexicon, context="It rained.")
    assert found["context"] == ["it", "rain", ".", "it rain", "rain ."]
    assert "holder narrator" in found["state"]
    assert "- word near TARGET" in found["lexicon"]


def test_function_words_and_placeholders_have_no_stem() -> None:
    assert [stem(w) for w in ("HOLDER", "was", "criticised")] == ["HOLDER", "was", "criticis"]
