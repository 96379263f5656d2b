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
        ("Mayor [T:Brandt] came under fire from the [H:Farmers' League].", ("HOLDER", -1, "TARGET")),
        ("[T:Ghana]'s budget drew applause from [H:Japan].", ("HOLDER", 1, "TARGET")),
        ("Minister [T:Okoro] gained the full support of [H:Kenya].", ("HOLDER", 1, "TARGET")),
        ("[H:Qatar]'s denunciation of [T:Peru] surprised many.", ("HOLDER", -1, "TARGET")),
        ("Condemnation of [T:Gabon] by [H:Benin] spread.", ("HOLDER", -1, "TARGET")),
        ("[H:Bern] is suspicious of [T:Serbia]'s motives.", ("HOLDER", -1, "TARGET")),
        ("[H:Kuwait] and [T:Oman] traded insults.", ("TARGET", -1, "HOLDER")),
        ("Malta and [H:Italy] rebuked [T:Tunisia] over the boats.", ("HOLDER", -1, "TARGET")),
        ("Oman thanked Egypt and [T:Jordan], and [H:Jordan] replied.", ("OTHER", 1, "TARGET")),
        ("[H:Austria] did not denounce [T:Hungary].", ("HOLDER", 0, "TARGET")),
        ("[H:Ottawa] stopped short of praising [T:Nepal]'s plan.", ("HOLDER", 0, "TARGET")),
        ("[H:Quito] refused to support [T:Dublin].", ("HOLDER", -1, "TARGET")),
        ("No one in [H:Prague] failed to praise [T:Duarte].", ("HOLDER", 1, "TARGET")),
        ("[H:Laos], which neighbours Vietnam, denounced [T:Nepal].", ("HOLDER", -1, "TARGET")),
        ("[T:Conti], whom [H:Malta] had denounced, resigned.", ("HOLDER", -1, "TARGET")),
        ("[H:Stone] hailed Brandt but rebuked [T:Okafor].", ("HOLDER", -1, "TARGET")),
        ("[H:Stone] welcomed the assault on [T:Brandt].", ("HOLDER", -1, "TARGET")),
        ("[H:Stone] has nothing but praise for [T:Brandt].", ("HOLDER", 1, "TARGET")),
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
        ("[H:Stone] hailed [T:Brandt] but rebuked Okafor.", ("HOLDER", -1, "TARGET")),
        ("Stone urged [H:Cairo] to denounce [T:Doha].", ("HOLDER", -1, "TARGET")),
        ("[H:Cairo] brushed off Stone's attack on [T:Brandt].", ("HOLDER", -1, "TARGET")),
    ],
)
def test_slots_are_not_filled_wrongly(marked: str, wrong: tuple[str, int, str], lexicon: Lexicon) -> None:
    assert wrong not in frames(marked, lexicon)
