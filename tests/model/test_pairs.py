"""A pair as the classifier reads it: placeholders for names, whatever they are."""

from __future__ import annotations

import pytest

from model.errors import RecordError
from model.features import analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord


def words(record: PairRecord, lexicon: Lexicon) -> str:
    return " ".join(item.word for item in read_pair(record, lexicon).items)


def end(text: str, name: str) -> PairEnd:
    return PairEnd(text.index(name), text.index(name) + len(name))


def test_every_name_becomes_a_placeholder(lexicon: Lexicon) -> None:
    text = "In Oslo, Ana Reyes praised Kenya and Jomo Okoro."
    record = PairRecord(None, text, end(text, "Ana Reyes"), end(text, "Kenya"))
    assert words(record, lexicon) == "in OTHER , HOLDER praised TARGET and OTHER ."


def test_swapping_names_changes_no_feature(lexicon: Lexicon) -> None:
    a, b = "Norway condemned Belarus, Ana Reyes said.", "Belarus condemned Norway, Jo Li said."
    first = PairRecord(None, a, end(a, "Norway"), end(a, "Belarus"))
    second = PairRecord(None, b, end(b, "Belarus"), end(b, "Norway"))
    assert analyse(read_pair(first, lexicon), lexicon) == analyse(read_pair(second, lexicon), lexicon)


def test_a_cut_mention_grows_to_whole_words(lexicon: Lexicon) -> None:
    text = "Los Angeles sued Microsoft."
    assert words(PairRecord(None, text, PairEnd(0, 10), PairEnd(17, 22)), lexicon) == "HOLDER sued TARGET ."


def test_first_person_in_the_holders_speech_is_the_holder(lexicon: Lexicon) -> None:
    text = '"We will never trust Mali," Traoré said.'
    record = PairRecord(None, text, end(text, "Traoré"), end(text, "Mali"))
    assert words(record, lexicon) == '" HOLDER will never trust TARGET , " HOLDER said .'


def test_a_floating_quotation_belongs_to_the_named_holder(lexicon: Lexicon) -> None:
    record = PairRecord(None, '"They in Oslo are cowards."', PairEnd(name="Mira Dahl"), PairEnd(9, 13), "Dahl spoke.")
    pair = read_pair(record, lexicon)
    assert pair.holder == "absent"
    assert {item.speaker for item in pair.items if item.quoted} == {"HOLDER"}
    assert pair.context == ("dahl", "spoke", ".")


def test_the_narrator_is_no_mention(lexicon: Lexicon) -> None:
    pair = read_pair(PairRecord(None, "Adu's regime fell.", None, PairEnd(0, 3)), lexicon)
    assert pair.holder == "narrator"
    assert "HOLDER" not in [item.role for item in pair.items]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (PairRecord(None, "Oslo met Rome.", PairEnd(0, 99), PairEnd(9, 13)), "holder: start 0 and end 99 do not lie"),
        (PairRecord(None, "Oslo met Rome.", PairEnd(0, 4), PairEnd(4, 5)), "target: characters 4 to 5 are only white"),
        (PairRecord(None, "Oslo met Rome.", PairEnd(0, 4), PairEnd()), "target: give either start and end, or a name"),
        (PairRecord(None, "  ", None, PairEnd(0, 1)), "text: holds no words"),
    ],
)
def test_impossible_ends_are_named(record: PairRecord, says: str, lexicon: Lexicon) -> None:
    with pytest.raises(RecordError, match=says):
        read_pair(record, lexicon)


def test_overlapping_ends_keep_both(lexicon: Lexicon) -> None:
    text = "The Russian President spoke."
    record = PairRecord(None, text, PairEnd(4, 21), PairEnd(4, 11))
    assert words(record, lexicon) == "the TARGET HOLDER spoke ."
