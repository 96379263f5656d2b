"""What stands before a name belongs to it, so that no clause mistakes it for an actor."""

import pytest

from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord


def read(marked: str, lexicon: Lexicon) -> str:
    """The items of a pair whose holder and target stand in square brackets."""
    text, spans = "", []
    for piece in marked.replace("]", "[").split("["):
        spans.append((len(text), len(text) + len(piece)))
        text += piece
    holder, target = (PairEnd(*span) for span in (spans[1], spans[3]))
    return " ".join(item.word for item in read_pair(PairRecord("x", text, holder, target), lexicon).items)


@pytest.mark.parametrize(
    ("marked", "items"),
    [
        ("[Mora] endorsed GOP candidate [Dahl] on Sunday.", "HOLDER endorsed TARGET on OTHER ."),
        ("[Mora] backed former secretary of state Edith [Dahl].", "HOLDER backed TARGET ."),
        ("[Mora] thanked Democratic presidential nominee [Dahl].", "HOLDER thanked TARGET ."),
        ("[Mora] sued singer and activist [Dahl].", "HOLDER sued TARGET ."),
        ("[Mora] thanked vice-president [Dahl].", "HOLDER thanked TARGET ."),
        ("The ruling party's [Mora] fears House Minority Leader [Dahl].", "the ruling party 's HOLDER fears TARGET ."),
    ],
)
def test_titles_and_the_party_before_them_are_part_of_the_mention(marked: str, items: str, lexicon: Lexicon) -> None:
    assert read(marked, lexicon) == items


@pytest.mark.parametrize(
    ("marked", "items"),
    [
        ("[Mora] met Putin critic [Dahl].", "HOLDER met OTHER critic TARGET ."),
        ("[Mora] will host [Brazil].", "HOLDER will host TARGET ."),
        ("[The GOP] leader [Dahl] resigned.", "HOLDER TARGET resigned ."),
        ("[Mora] was at anti-Lund campaigner [Dahl]'s side.", "HOLDER was at anti - OTHER TARGET 's side ."),
        ("[Mora] heard Lund's son [Dahl].", "HOLDER heard OTHER 's TARGET ."),
        ('[Mora] left. "Condemning [Dahl] is easy."', 'HOLDER left . " condemning TARGET is easy . "'),
    ],
)
def test_other_actors_and_verbs_stay_what_they_are(marked: str, items: str, lexicon: Lexicon) -> None:
    assert read(marked, lexicon) == items
