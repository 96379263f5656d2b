"""Features in words: roles have their names, signs their meaning, and nothing is left without words."""

from __future__ import annotations

import pytest

from model.features import BLOCKS, analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import Contribution, PairEnd, PairRecord
from model.wording import BLOCKS as BLOCK_WORDS
from model.wording import Wording

TEXT = "“Benin never broke its word,” said Chad, which had bitterly condemned Gabon’s weak reply after the talks."
RECORDS = [
    PairRecord(None, TEXT, PairEnd(35, 39), PairEnd(70, 75), "The talks had failed badly."),
    PairRecord(None, TEXT, None, PairEnd(1, 6)),
    PairRecord(None, TEXT, PairEnd(name="Mira Dahl"), PairEnd(name="Togo")),
]
NORWAY = Wording("Norway", "Belarus")


@pytest.mark.parametrize(
    ("block", "feature", "words"),
    [
        ("words", "between HOLDER condemn", "“Norway condemn” between them"),
        ("words", "after sharpli", "“sharpli” after them"),
        ("words", "told before corrupt", "“corrupt” before Belarus"),
        ("windows", "left of TARGET: condemn", "“condemn” shortly before Belarus"),
        ("windows", "HOLDER +1: condemn", "“condemn” 1 word after Norway"),
        ("windows", "TARGET -2: sharpli", "“sharpli” 2 words before Belarus"),
        ("pattern", "HOLDER CON! TARGET", "Norway [opposes] Belarus"),
        ("frames", "HOLDER - TARGET", "Norway against Belarus"),
        ("frames", "at last: HOLDER + TARGET", "at last: Norway for Belarus"),
        ("frames", "HOLDER -3 TARGET (verb)", "Norway against Belarus (verb, strength 3)"),
        ("frames", "TARGET says: OTHER 0 HOLDER", "Belarus says: another about Norway"),
        ("lexicon", "- word near TARGET", "word of blame near Belarus"),
        ("lexicon", "narrator tells: TARGET + deed", "the narrator tells: Belarus does good"),
        ("characters", "<con", "letters “con…”"),
        ("characters", "emn>", "letters “…emn”"),
        ("context", "talk fail", "“talk fail” in the text before"),
        ("balance", "- words before", "more blame than praise, words before"),
        ("balance", "named + in all", "holder named: more praise than blame, in all"),
        ("words", "between condemn / between prais (shared)", "“condemn” between them or “prais” between them"),
        ("relations", "HOLDER~ subject of accus", "Norway’s people or things: subject of “accus”"),
        ("relations", "TARGET object of [blame-]", "Belarus: object of [blame-]"),
        ("relations", "TARGET has modifier embattl", "Belarus: has modifier “embattl”"),
        ("relations", "OTHER on of TARGET", "another: on of Belarus"),
        ("paths", "on the way: condemn", "“condemn” on the way from Norway to Belarus"),
        ("connotations", "near HOLDER (3) stance -", "unfavourable stance within 3 words of Norway"),
        ("connotations", "HOLDER to TARGET -", "Norway to Belarus: unfavourable"),
        ("state", "HOLDER is a titled", "Norway is mentioned by a name with a title"),
        ("state", "TARGET is a pronoun", "Belarus is mentioned by a pronoun"),
        ("sentence", "0123456789abcdef", "this very sentence, as it was labelled"),
        ("unheard of", "HOLDER?", "Norway?"),
    ],
)
def test_features_read_like_words(block: str, feature: str, words: str) -> None:
    assert NORWAY.feature(Contribution(feature, block, 1.0)) == words


def test_every_block_has_words() -> None:
    assert {block.name for block in BLOCKS} <= set(BLOCK_WORDS)
    assert NORWAY.block("unheard of") == "unheard of"


@pytest.mark.parametrize("record", RECORDS)
def test_no_feature_is_left_with_roles_in_it(record: PairRecord, lexicon: Lexicon) -> None:
    wording = Wording.of(record)
    for block, features in analyse(read_pair(record, lexicon), lexicon).items():
        for feature in features:
            words = wording.feature(Contribution(feature, block, 1.0))
            assert words
            assert not {"HOLDER", "TARGET", "OTHER"} & set(words.replace("~", " ").split())


def test_ends_are_called_as_the_record_calls_them() -> None:
    assert [Wording.of(record) for record in RECORDS] == [
        Wording("Chad", "Gabon"),
        Wording("the narrator", "Benin"),
        Wording("Mira Dahl", "Togo"),
    ]
