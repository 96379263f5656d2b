"""The clause reader: who fills the slots of which predicate."""

from __future__ import annotations

import re

import pytest

from model.frames import read_frames
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import PairEnd, PairRecord

_MARK = re.compile(r"\[([HT]):([^\]]+)\]")


def frames(marked: str, lexicon: Lexicon) -> set[tuple[str, int, str]]:
    """The readings of a sentence with [H:holder] and [T:target] marked, as (holder, polarity, target)."""
    text, ends, position = "", {}, 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        ends[match[1]] = PairEnd(len(text), len(text) + len(match[2]))
        text += match[2]
        position = match.end()
    text += marked[position:]
    pair = read_pair(PairRecord(None, text, ends["H"], ends["T"]), lexicon)
    return {
        (h, hit.polarity, t)
        for hit in read_frames(pair.items, lexicon)
        for h in hit.holders or {"nobody"}
        for t in hit.targets or {"nobody"}
        if h != t
    }


@pytest.mark.parametrize(
    ("marked", "reading"),
    [
        ("[H:Latvia] denounced [T:Togo] on Monday.", ("HOLDER", -1, "TARGET")),
        ("[T:Togo] was denounced by [H:Latvia] on Monday.", ("HOLDER", -1, "TARGET")),
        ("Premier [T:Adu] came under fire from the [H:Farmers' League].", ("HOLDER", -1, "TARGET")),
        ("[T:Ghana]'s budget drew praise from [H:Japan].", ("HOLDER", 1, "TARGET")),
        ("Minister [T:Okoro] won the full backing of [H:Kenya].", ("HOLDER", 1, "TARGET")),
        ("[H:Israel]'s criticism of [T:Peru] deepened.", ("HOLDER", -1, "TARGET")),
        ("Criticism of [T:Chad] by [H:Mali] grew.", ("HOLDER", -1, "TARGET")),
        ("[H:Oslo] is wary of [T:Serbia]'s offer.", ("HOLDER", -1, "TARGET")),
        ("[H:Peru] and [T:Chile] traded accusations.", ("TARGET", -1, "HOLDER")),
        ("Spain and [H:Italy] accused [T:Libya] of theft.", ("HOLDER", -1, "TARGET")),
        ("Oman thanked Egypt and [T:Jordan], and [H:Jordan] replied.", ("OTHER", 1, "TARGET")),
        ("[H:Brazil] did not condemn [T:Cuba].", ("HOLDER", 0, "TARGET")),
        ("[H:Berlin] stopped short of endorsing [T:Kosovo]'s bid.", ("HOLDER", 0, "TARGET")),
        ("[H:Seoul] refused to back [T:Lima].", ("HOLDER", -1, "TARGET")),
        ("No one in [H:Oslo] failed to applaud [T:Rahimi].", ("HOLDER", 1, "TARGET")),
        ("[H:Chad], which borders Niger, condemned [T:Libya].", ("HOLDER", -1, "TARGET")),
        ("[T:Ruiz], whom [H:Chile] had accused, left.", ("HOLDER", -1, "TARGET")),
        ("[H:Vail] praised Adu but attacked [T:Okoro].", ("HOLDER", -1, "TARGET")),
        ("[H:Vail] welcomed the attack on [T:Adu].", ("HOLDER", -1, "TARGET")),
        ("[H:Vail] has nothing but praise for [T:Adu].", ("HOLDER", 1, "TARGET")),
        ("Moscow summoned [T:Israel]'s ambassador, said [H:Peskov].", ("OTHER", -1, "TARGET")),
    ],
)
def test_slots_are_filled_as_a_reader_would(marked: str, reading: tuple[str, int, str], lexicon: Lexicon) -> None:
    found = frames(marked, lexicon)
    if reading[0] == "OTHER":
        assert any(polarity == reading[1] and target == reading[2] for _, polarity, target in found)
    else:
        assert reading in found


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("[H:Latvia] denounced [T:Togo].", ("TARGET", -1, "HOLDER")),
        ("[T:Togo] was denounced by [H:Latvia].", ("TARGET", -1, "HOLDER")),
        ("[H:Vail] praised [T:Adu] but attacked Okoro.", ("HOLDER", -1, "TARGET")),
        ("Vail urged [H:Oslo] to condemn [T:Rome].", ("HOLDER", -1, "TARGET")),
        ("[H:Oslo] dismissed Vail's attack on [T:Adu].", ("HOLDER", -1, "TARGET")),
    ],
)
def test_slots_are_not_filled_wrongly(marked: str, wrong: tuple[str, int, str], lexicon: Lexicon) -> None:
    assert wrong not in frames(marked, lexicon)
