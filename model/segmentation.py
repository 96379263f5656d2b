"""Paragraphs, sentences and quotations of a text, as spans over its tokens.

Every span is half-open over token indices; characters are found through the tokens, so nothing is ever copied or
normalised. Text is never the caller's fault: an unbalanced quotation ends with its paragraph (or runs on, where the
next paragraph opens with a quotation mark, as newspapers print long speeches).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import chain

from model import boilerplate
from model.tokens import DOUBLE_QUOTES, SINGLE_QUOTES, TERMINALS, Token, tokenise

ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof sen rep gov gen lt col maj capt cmdr sgt cpl pvt adm rev fr hon pres amb supt det "
        "insp st ste mt ft no nos vs v al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed "
        "thu thurs fri sat sun dept est fig approx art sec ch vol pp ed eds messrs mme mlle sr sra hr ph ave "
        "blvd rd km cm mg e.g i.e cf ca"
    ).split()
)
ENDING_ABBREVIATIONS = frozenset("inc corp ltd co jr sr llc plc bros etc a.m. p.m. u.s. u.n. u.k. e.u.".split())
STARTERS = frozenset(
    (
        "the a an he she it they we you i this that these those his her its their our in on at by for from to "
        "with but and so yet as if when while after before since although though however meanwhile there here "
        "what who why how earlier later last next both some many most several no not under over despite "
        "according asked one"
    ).split()
)
MAX_SENTENCE_TOKENS = 250
_CLOSERS = DOUBLE_QUOTES | SINGLE_QUOTES | frozenset(")]}")
_OPENERS = DOUBLE_QUOTES | SINGLE_QUOTES | frozenset("([{—–-")
_METADATA = re.compile(r"\s*(?:date:?\s+)?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?\s+(?=\S)")
_BYLINE = re.compile(
    r"(?:By|BY)(?:\s+[A-ZÀ-Þ][\w'’.-]*){2,4}(?:,\s[A-Z][\w ]{1,30})?\s+(?=[A-ZÀ-Þ][A-ZÀ-Þ'’.-]{2,}[^.!?\n]{0,60}[—–-]\s)"
)
_DATELINE = re.compile(
    r"""(?:[A-ZÀ-Þ][A-ZÀ-Þ'’\ .-]{2,40}(?:,[^—–\n(]{1,40})?(?:\s*\([^)\n]{2,40}\))?
        |[A-Z][\w'’\ .-]{1,40}(?:,[^—–\n(]{1,40})?\s*\([^)\n]{2,40}\)
        |\((?:AFP|ANI|ANSA|AP|CNN|dpa|DPA|EFE|PTI|REUTERS|Reuters|TASS|UPI|Xinhua)\))\s*(?:—|–|--|-)\s+(?=\W*[A-ZÀ-Þ0-9]|\Z)
        |\((?:AP|CNN|Reuters|UPI)\)\s*(?=[A-ZÀ-Þ“"])""",
    re.VERBOSE,
)
_PREFIXED_PARAGRAPHS = 6
Range = tuple[int, int]
_NEWLINE = re.compile(r"\r\n|\n|\r|\u2028|\u2029")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first:last` of paragraph number `paragraph`."""

    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `first:last` between the marks (which are at first-1 and, where `closed`, at last).

    `continues` is true where it goes on with the speech that the previous paragraph left open.
    """

    first: int
    last: int
    paragraph: int
    closed: bool
    continues: bool


@dataclass(frozen=True, slots=True)
class Segmented:
    """A text with its tokens, sentences and quotations, each in reading order."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters that tokens `first:last` cover."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def quotations_in(self, first: int, last: int) -> tuple[Quotation, ...]:
        """The quotations that hold any of tokens `first:last`."""
        start = bisect_right(self.quotations, first, key=lambda q: q.last)
        end = bisect_left(self.quotations, last, lo=start, key=lambda q: q.first)
        return self.quotations[start:end]


def segment(text: str) -> Segmented:
    """Segments any string; the empty string gives empty tuples. A leading date or dateline is in no sentence."""
    tokens = tokenise(text)
    return _segmented(text, tokens, [[span] for span in _paragraphs(text, tokens)])


def segment_article(text: str) -> Segmented:
    """Segments an article as a page gives it. Boilerplate is in no sentence, paragraph or quotation, though its tokens stay."""
    tokens = tokenise(text)
    return _segmented(text, tokens, _news(text, tokens, _paragraphs(text, tokens)))


def _segmented(text: str, tokens: list[Token], paragraphs: list[list[Range]]) -> Segmented:
    """Puts sentences and quotations together; a paragraph is a list of token ranges that no sentence crosses."""
    sentences = [
        Sentence(first, last, number)
        for number, pieces in enumerate(paragraphs)
        for start, end in pieces
        for first, last in _sentences(tokens, start, end)
    ]
    return Segmented(text, tuple(tokens), tuple(sentences), tuple(_quotations(tokens, paragraphs)))


def _news(text: str, tokens: list[Token], paragraphs: list[Range]) -> list[list[Range]]:
    """The paragraphs without boilerplate, each as the token ranges that are left of it."""
    news = []
    for place, (first, last) in enumerate(paragraphs):
        start, end = tokens[first].start, tokens[last - 1].end
        if boilerplate.is_line(text[start:end], place):
            continue
        pieces = []
        for piece in _outside(tokens, first, last, boilerplate.stretches(text, start, end)):
            pieces += _without_sentences(text, tokens, *piece)
        if pieces:
            news.append(pieces)
    return news


def _outside(tokens: list[Token], first: int, last: int, spans: list[Range]) -> list[Range]:
    """The ranges of tokens `first:last` that begin in none of the character `spans`, which are in order."""
    ranges = []
    i = first
    for start, end in spans:
        k = i
        while k < last and tokens[k].start < start:
            k += 1
        if i < k:
            ranges.append((i, k))
        i = k
        while i < last and tokens[i].start < end:
            i += 1
    return [*ranges, (i, last)] if i < last else ranges


def _without_sentences(text: str, tokens: list[Token], first: int, last: int) -> list[Range]:
    """The ranges that are left when sentences of boilerplate go."""
    ranges: list[Range] = []
    for a, b in _sentences(tokens, first, last):
        if boilerplate.is_sentence(text[tokens[a].start : tokens[b - 1].end]):
            continue
        if ranges and ranges[-1][1] == a:
            ranges[-1] = (ranges[-1][0], b)
        else:
            ranges.append((a, b))
    return ranges


def _paragraphs(text: str, tokens: list[Token]) -> list[Range]:
    """Token ranges of the paragraphs: blank lines part them, and single newlines where lines are not wrapped."""
    breaks = sorted(_paragraph_breaks(text))
    ranges: list[Range] = []
    token = 0
    for bound in [*breaks, len(text)]:
        first = token
        while token < len(tokens) and tokens[token].start < bound:
            token += 1
        if first < token and len(ranges) < _PREFIXED_PARAGRAPHS:
            start = tokens[first].start
            for prefix in (_METADATA, _BYLINE, _DATELINE):
                if match := prefix.match(text, start, bound):
                    start = match.end()
            while first < token and tokens[first].start < start:
                first += 1
        if first < token:
            ranges.append((first, token))
    return ranges


def _paragraph_breaks(text: str) -> list[int]:
    newlines = list(_NEWLINE.finditer(text))
    lone: list[tuple[int, int, bool]] = []
    breaks = []
    line_start = 0
    for newline in newlines:
        line = text[line_start : newline.start()].rstrip()
        following = text[newline.end() : newline.end() + 1]
        if not line.strip() or not following.strip():
            breaks.append(newline.end())
        else:
            finished = line[-1] in ".!?…:”\"'’)»"
            lone.append((newline.end(), len(line), finished))
        line_start = newline.end()
    wrapped = len(lone) >= 2 and sum(40 <= length <= 120 and not done for _, length, done in lone) > len(lone) / 2
    breaks += [end for end, _, finished in lone if finished or not wrapped]
    return breaks


def _sentences(tokens: list[Token], start: int, end: int) -> list[Range]:
    ranges = []
    first = start
    i = start
    while i < end:
        after = _boundary_after(tokens, i, end)
        if after is None and i - first >= MAX_SENTENCE_TOKENS:
            after = i + 1
        if after is not None:
            ranges.append((first, after))
            first = after
            i = after
        else:
            i += 1
    if first < end:
        ranges.append((first, end))
    return ranges


def _boundary_after(tokens: list[Token], i: int, end: int) -> int | None:
    """The index after the sentence that token `i` ends, or None where it ends none."""
    token = tokens[i]
    dotted = token.text.endswith(".") and len(token.text) > 1 and token.text not in TERMINALS
    if token.text not in TERMINALS and not dotted:
        return None
    after = i + 1
    while after < end and tokens[after].text in TERMINALS and tokens[after].start == tokens[after - 1].end:
        after += 1
    while after < end and tokens[after].text in _CLOSERS and tokens[after].start == tokens[after - 1].end:
        after += 1
    if after >= end:
        return after
    if tokens[after].start == tokens[after - 1].end:
        return None
    opener = after
    while opener < end - 1 and tokens[opener].text in _OPENERS:
        opener += 1
    start = tokens[opener].text[0]
    if start.islower():
        return None
    starts_anew = tokens[opener].lower in STARTERS or opener > after
    if dotted:
        return after if starts_anew else None
    if token.text == "." and i > 0 and tokens[i - 1].end == token.start:
        before = tokens[i - 1]
        if len(before.text) == 1 and before.text.isupper() and not starts_anew:
            return None
        if before.lower in ABBREVIATIONS:
            return None
        if before.lower in ENDING_ABBREVIATIONS and not starts_anew:
            return None
    return after


def _quotations(tokens: list[Token], paragraphs: list[list[Range]]) -> list[Quotation]:
    quotations: list[Quotation] = []
    left_open = False
    for number, pieces in enumerate(paragraphs):
        opened: int | None = None
        start, end = pieces[0][0], pieces[-1][1]
        carried = left_open and tokens[start].text in DOUBLE_QUOTES
        first_of_paragraph = True
        for i in chain.from_iterable(range(*piece) for piece in pieces):
            if tokens[i].text not in DOUBLE_QUOTES:
                continue
            if opened is None and _may_open(tokens, i, end):
                opened = i
            elif opened is not None and i > opened + 1:
                quotations.append(Quotation(opened + 1, i, number, True, carried and first_of_paragraph))
                first_of_paragraph = False
                opened = None
        left_open = opened is not None and opened + 1 < end
        if left_open and opened is not None:
            quotations.append(Quotation(opened + 1, end, number, False, carried and first_of_paragraph))
        elif opened is None and first_of_paragraph:
            quotations.extend(_single_quotations(tokens, start, end, number))
    return quotations


def _may_open(tokens: list[Token], i: int, end: int) -> bool:
    """A mark opens where something follows it closely; a curly closing mark never does."""
    if tokens[i].text in "”»" and tokens[i].text:
        return False
    return i + 1 < end and (tokens[i + 1].start == tokens[i].end or tokens[i].text in "“„«")


def _single_quotations(tokens: list[Token], start: int, end: int, paragraph: int) -> list[Quotation]:
    """British style: 'speech', told from apostrophes by the spaces around the marks."""
    found = []
    opened: int | None = None
    for i in range(start, end):
        if tokens[i].text not in "'‘’":
            continue
        spaced_before = i == start or tokens[i - 1].end < tokens[i].start or tokens[i - 1].text in "(["
        spaced_after = i + 1 == end or tokens[i + 1].start > tokens[i].end or not tokens[i + 1].text[0].isalnum()
        if opened is None and spaced_before and not spaced_after:
            opened = i
        elif opened is not None and spaced_after and not spaced_before:
            plural_possessive = tokens[i - 1].lower.endswith("s") and tokens[i].text == "'"
            later = any(
                tokens[k].text in "'’" and tokens[k - 1].text in ",.!?…" for k in range(i + 1, min(end, i + 80))
            )
            if plural_possessive and later:
                continue
            found.append(Quotation(opened + 1, i, paragraph, True, False))
            opened = None
    return found
