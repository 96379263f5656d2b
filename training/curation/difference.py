"""What changed between two corpora: pairs added, removed and labelled anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.records import Label, PairEnd
from training.corpus import LabelledPair

Key = tuple[str, str, PairEnd | None, PairEnd]


@dataclass(frozen=True, slots=True)
class Difference:
    """Records of the new corpus that are new, of the old one that are gone, and (old, new) whose label changed."""

    added: tuple[LabelledPair, ...]
    removed: tuple[LabelledPair, ...]
    relabelled: tuple[tuple[LabelledPair, LabelledPair], ...]

    def changes(self) -> dict[tuple[Label, Label], int]:
        """How many records went from which label to which."""
        return dict(Counter((old.label, new.label) for old, new in self.relabelled).most_common())


def compare(old: Sequence[LabelledPair], new: Sequence[LabelledPair]) -> Difference:
    """Records meet by text, context, holder and target; ids may have changed."""
    before, after = _by_pair(old), _by_pair(new)
    return Difference(
        added=tuple(record for key, record in after.items() if key not in before),
        removed=tuple(record for key, record in before.items() if key not in after),
        relabelled=tuple(
            (before[key], record)
            for key, record in after.items()
            if key in before and before[key].label != record.label
        ),
    )


def _by_pair(records: Iterable[LabelledPair]) -> dict[Key, LabelledPair]:
    return {(r.pair.text, r.pair.context, r.pair.holder, r.pair.target): r for r in records}
