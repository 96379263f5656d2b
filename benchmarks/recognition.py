"""How well actors are recognised in political text: span F1 on CrossNER's politics part.

    python -m benchmarks.recognition --crossner DIR [--part dev] [--errors]

DIR holds the publisher's CoNLL files (Liu et al., "CrossNER", AAAI 2021). Each sentence is an article of its own. CrossNER's types
are mapped to ours: politician and person are persons, country is a state, politicalparty a party, organisation every other body;
events, elections, locations and misc are no actors, so a span found there is wrong. A span counts when both its ends and its
type agree. Demonyms ("German") are misc in CrossNER, and left out on both sides.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from model.actors.recognise import recognise
from model.artifact import read_version
from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.registry import Registry, default_home
from model.segmentation import segment

HERE = Path(__file__).resolve().parent
GOLD = {
    "politician": "person",
    "person": "person",
    "politicalparty": "party",
    "organisation": "organisation",
    "country": "state",
}
OURS = {"person": "person", "party": "party", "state": "state", "region": "state"}
KINDS = frozenset({"name", "alias", "acronym", "metonym", "place"})
RESAMPLES = 1000
Span = tuple[int, int]
Spans = dict[Span, str]


def read_conll(path: Path) -> Iterator[tuple[str, Spans, frozenset[Span]]]:
    """Each sentence as a text (tokens parted by one space), its spans of characters with their types of ours, and the
    spans of locations."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            spans = _spans(rows)
            actors = {span: GOLD[kind] for span, kind in spans.items() if kind in GOLD}
            yield (
                " ".join(row[0] for row in rows),
                actors,
                frozenset(s for s, kind in spans.items() if kind == "location"),
            )


def _spans(rows: Sequence[Sequence[str]]) -> Spans:
    spans: Spans = {}
    at, first, kind = 0, 0, ""
    for word, tag in (*((row[0], row[1]) for row in rows), ("", "O")):
        if not tag.startswith("I-"):
            if kind:
                spans[first, at - 1] = kind
            first, kind = at, tag.partition("-")[2]
        at += len(word) + 1
    return spans


def found_spans(text: str, gazetteer: Gazetteer, lexicon: Lexicon) -> Spans:
    """The spans in which Standpoint names an actor; titles are no part of a name in CrossNER nor here."""
    segmented = segment(text)
    return {
        segmented.span(c.first, c.last): OURS.get(c.type or "", "organisation")
        for c in recognise(segmented, gazetteer, lexicon)
        if c.kind in KINDS and c.type != "group"
    }


def scores(counts: Sequence[Counter[str]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 in percent of all spans and of each type."""
    total = sum(counts, Counter[str]())
    found = {}
    for name in ("all", "person", "state", "party", "organisation"):
        right, mine, gold = (total[f"{what} {name}"] for what in ("right", "mine", "gold"))
        found[name] = (100 * right / max(1, mine), 100 * right / max(1, gold), 200 * right / max(1, mine + gold))
    return found


def without_places(mine: Spans, locations: frozenset[Span]) -> Spans:
    """Our spans but for states and regions that CrossNER has as locations."""
    return {span: type_ for span, type_ in mine.items() if type_ != "state" or span not in locations}


def count(gold: Spans, mine: Spans) -> Counter[str]:
    """What one sentence adds."""
    counts: Counter[str] = Counter()
    for what, spans in (("gold", gold.items()), ("mine", mine.items()), ("right", gold.items() & mine.items())):
        for _, type_ in spans:
            counts[f"{what} {type_}"] += 1
            counts[f"{what} all"] += 1
    return counts


def main() -> None:
    """Measures the promoted model's recogniser and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--crossner", type=Path, required=True)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--home", type=Path, default=default_home())
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    _, payload = read_version(Registry(options.home).current())
    counts = []
    for text, gold, locations in read_conll(options.crossner / f"{options.part}.txt"):
        mine = without_places(found_spans(text, payload.gazetteer, payload.lexicon), locations)
        counts.append(count(gold, mine))
        if options.errors:
            _print_errors(text, gold, mine)
    rng = np.random.default_rng(0)
    drawn = [
        scores([counts[i] for i in rng.integers(len(counts), size=len(counts))])["all"][2] for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(drawn, [2.5, 97.5])
    print("| span | precision | recall | F1 |\n| --- | --- | --- | --- |")
    for name, figures in scores(counts).items():
        print(f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
    print(f"\n{len(counts)} sentences; 95% interval of F1 over sentences {low:.1f} to {high:.1f}")


def _print_errors(text: str, gold: Spans, mine: Spans) -> None:
    for span, type_ in sorted(gold.items() - mine.items()):
        print(f"MISSED {type_}\t{text[slice(*span)]}\t{mine.get(span, '')}\t{text}")
    for span, type_ in sorted(mine.items() - gold.items()):
        print(f"WRONG {type_}\t{text[slice(*span)]}\t{gold.get(span, '')}\t{text}")


if __name__ == "__main__":
    main()
