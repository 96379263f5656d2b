"""Ratings of words and phrases, and what the blocks make of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.connotations import Connotation, Connotations
from model.features import analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord
from training.connotations import read_connotations
from training.errors import CorpusError

HEADER = "word\tclass\tlight\tagent\tpatient\tstance\tfield\n"
BLAME = Connotation("v", -1, 0, -2, -2, "blame")
FIRE = Connotation("o", -2, 0, 0, 0, "blame")
HEROIC = Connotation("a", 3, 0, 0, 0, "virtue")


def test_a_word_speaks_for_its_other_forms_but_not_over_them() -> None:
    ratings = Connotations({"accuse": BLAME, "hero": HEROIC, "heroes": FIRE}, ())
    assert ratings.of("accused") == BLAME
    assert ratings.of("heroes") == FIRE
    assert ratings.of("table") is None


def test_a_phrase_goes_before_its_words_and_its_possessive_stands_for_any() -> None:
    ratings = Connotations(
        {"fire": HEROIC, "lost": BLAME}, ((("under", "fire"), FIRE), (("lost", "his", "seat"), BLAME))
    )
    assert ratings.read(["came", "under", "fire"]) == [None, None, FIRE]
    assert ratings.read(["lost", "their", "seat"]) == [BLAME, None, None]
    assert ratings.read(["HOLDER", "fire"]) == [None, HEROIC]


def connoted(text: str, lexicon: Lexicon) -> set[str]:
    holder, target = text.index("Norway"), text.index("Belarus")
    record = PairRecord(None, text, PairEnd(holder, holder + 6), PairEnd(target, target + 7))
    return set(analyse(read_pair(record, lexicon), lexicon)["connotations"])


def test_attitude_goes_from_doer_to_whom_it_is_done_to(lexicon: Lexicon) -> None:
    assert "HOLDER to TARGET -" in connoted("On Friday Norway slammed Belarus.", lexicon)
    assert "TARGET to HOLDER -" in connoted("On Friday Norway was slammed by Belarus.", lexicon)
    assert "HOLDER to TARGET -" not in connoted("On Friday Norway was slammed by Belarus.", lexicon)
    assert "HOLDER to TARGET +" in connoted("On Friday Norway lauded Belarus.", lexicon)


def test_signs_multiply_along_the_chain(lexicon: Lexicon) -> None:
    assert "above TARGET -" in connoted("On Friday Norway condemned Belarus.", lexicon)
    assert "above TARGET +" in connoted(
        "On Friday Norway condemned the attack of Togo on Belarus.", lexicon
    ) | connoted("On Friday Norway condemned the betrayal of Belarus.", lexicon)


def test_the_published_ratings_are_in_range_and_of_known_fields(lexicon: Lexicon) -> None:
    rated = [*lexicon.connotations.words.values(), *(rating for _, rating in lexicon.connotations.phrases)]
    assert len(rated) > 17_000
    assert len({rating.field for rating in rated}) < 60
    assert {rating.word_class for rating in rated} == {"v", "n", "a", "o"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("accuse\tv\t-1\t0\t-2\t-4\tblame\n", "stance"),
        ("accuse\tx\t-1\t0\t-2\t-2\tblame\n", "class"),
        ("accuse\tv\t-1\t0\t-2\tmuch\tblame\n", "stance"),
        ("accuse\tv\t0\t0\t0\t0\tblame\naccuse\tv\t0\t0\t0\t0\tblame\n", "earlier line"),
        ("accuse\tv\t0\n", "agent"),
    ],
)
def test_a_bad_rating_is_named_by_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "connotations.tsv"
    path.write_text("# a comment\n" + HEADER + row, encoding="utf-8")
    with pytest.raises(CorpusError, match=problem) as raised:
        read_connotations(path)
    assert raised.value.line == 2 + row.count("\n")
