"""A text as the recogniser looks at it: its words, and what the whole article tells about its capitals."""

from __future__ import annotations

from model.closed_classes import CALENDAR, FUNCTION_WORDS
from model.gazetteer import Gazetteer
from model.segmentation import Segmented, Sentence

_HEADLINE_WORDS = 4
_SHOUTED_WORDS = 4


class View:
    """`texts` are the tokens as names compare (apostrophes straight; all-capitals headlines put into title case), `lowers`
    in lower case. `capital` tells of each token whether its capital makes it a part of a name: at a sentence's start and in
    headlines that capitalise every word, ordinary words are none. `bracketed` holds acronyms in brackets, `surnames` the
    words that follow a given name or initial."""

    def __init__(self, segmented: Segmented, gazetteer: Gazetteer) -> None:
        self.segmented = segmented
        self.tokens = segmented.tokens
        self.gazetteer = gazetteer
        self.texts = [_as_listed(t.text) for t in self.tokens]
        self.lowers = [t.lower for t in self.tokens]
        self.word = [t.is_word for t in self.tokens]
        self.upper = [text[0].isupper() for text in self.texts]
        styles = [self._style(sentence) for sentence in segmented.sentences]
        self.inside = self._capitals_inside(styles)
        self.capital = self.upper.copy()
        self.headline = [False] * len(self.tokens)
        for sentence, style in zip(segmented.sentences, styles, strict=True):
            self._weigh_capitals(sentence, style)
        self.bracketed = {
            self.texts[k]
            for k in range(1, len(self.texts) - 1)
            if self.texts[k - 1] == "(" and self.texts[k + 1] == ")" and is_acronym(self.texts[k])
        }
        self.surnames = self._surnames()

    def opening(self, sentence: Sentence) -> int:
        """The first word of a sentence, after quotation marks and brackets."""
        i = sentence.first
        while i < sentence.last and not self.word[i]:
            i += 1
        return i

    def ordinary(self, k: int) -> bool:
        """Whether the word is one of plain prose when written in lower case."""
        return self.gazetteer.is_ordinary(self.lowers[k])

    def goes_on(self, k: int, sentence: Sentence) -> bool:
        """Whether another word of a name follows right behind ("Baltic Ferries"), but for dates ("29 May Vail said")."""
        if k >= sentence.last or not self.capital[k] or self.lowers[k - 1] in CALENDAR:
            return False
        return self.gazetteer.not_actor_table.match(self.texts, k) is None

    def adjacent(self, k: int) -> bool:
        """Whether no space parts token `k` from the one before."""
        return k > 0 and self.tokens[k].start == self.tokens[k - 1].end

    def _style(self, sentence: Sentence) -> str:
        words = [t for t in self.tokens[sentence.first : sentence.last] if t.is_word and len(t.text) > 1]
        if len(words) >= 3 and sum(t.text.isupper() for t in words) > 0.8 * len(words):
            return "shouting"
        telling = [t for t in words if t.lower not in FUNCTION_WORDS and len(t.text) > 3]
        ended = any(t.text == "." for t in self.tokens[max(sentence.first, sentence.last - 2) : sentence.last])
        if not ended and len(telling) >= _HEADLINE_WORDS and sum(t.is_capital for t in telling) >= 0.8 * len(telling):
            return "headline"
        return "prose"

    def _capitals_inside(self, styles: list[str]) -> set[str]:
        """Words that stand capitalised where no sentence or quotation begins."""
        inside = set()
        for sentence, style in zip(self.segmented.sentences, styles, strict=True):
            if style == "prose":
                for i in range(sentence.first + 1, sentence.last):
                    if self.upper[i] and self.word[i - 1] and self.tokens[i - 1].text.islower():
                        inside.add(self.texts[i])
        return inside

    def _weigh_capitals(self, sentence: Sentence, style: str) -> None:
        shouted = self._shouted(sentence, 1 if style == "shouting" else _SHOUTED_WORDS)
        for k in shouted:
            if len(self.texts[k]) > 3 or not self.texts[k].isupper():
                self.texts[k] = self.texts[k].title()
        opens = True
        for k in range(sentence.first, sentence.last):
            self.headline[k] = style != "prose" or k in shouted
            if self.upper[k] and (opens or self.headline[k]):
                self.capital[k] = self._names_despite_position(k, sentence)
            opens = not self.word[k] and (opens or self.texts[k] in '"“:‘')

    def _shouted(self, sentence: Sentence, least: int) -> set[int]:
        """Words of runs of at least so many words that are all capitals."""
        shouted: set[int] = set()
        run: list[int] = []
        for k in (*range(sentence.first, sentence.last), -1):
            if k >= 0 and self.upper[k] and self.tokens[k].text.isupper():
                run.append(k)
            elif k < 0 or self.word[k]:
                if len(run) >= least:
                    shouted.update(run)
                run = []
        return shouted

    def _names_despite_position(self, k: int, sentence: Sentence) -> bool:
        if self.lowers[k] in FUNCTION_WORDS:
            return len(self.texts[k]) == 1 and k + 2 < sentence.last and self.texts[k + 1] == "." and self.upper[k + 2]
        if self.texts[k] in self.inside:
            return True
        if self.texts[k] in self.gazetteer.given_names:
            return (k + 1 < sentence.last and self.upper[k + 1]) or not self.ordinary(k)
        return not self.ordinary(k) and not self.lowers[k].endswith(("ly", "ing"))

    def _surnames(self) -> set[str]:
        """Last words of capitalised runs that begin with a given name: "George W. Bush"."""
        given, found = self.gazetteer.given_names, set()
        for sentence in self.segmented.sentences:
            for first in range(sentence.first, sentence.last - 1):
                if self.texts[first] not in given or not self.capital[first]:
                    continue
                last = k = first
                while k + 1 < sentence.last and (
                    self.capital[k + 1] or (self.texts[k + 1] == "." and len(self.texts[k]) == 1)
                ):
                    k += 1
                    last = k if self.upper[k] else last
                between = self.texts[first + 1 : last]
                if last > first and all(len(word) < 3 or word in given for word in between):
                    if len(self.texts[last]) > 2 and self.lowers[last] not in self.gazetteer.type_nouns:
                        found.add(self.texts[last])
        return found


def _as_listed(text: str) -> str:
    """Apostrophes straight, and no points in acronyms of three letters and more ("F.B.I.")."""
    if text.count(".") > 2 and text.replace(".", "").isupper():
        return text.replace(".", "")
    return text.replace("’", "'")


def is_acronym(text: str) -> bool:
    """As in UN, U.N., M23, ANCs: short, and capitals but for digits, points and a plural s."""
    letters = text.replace(".", "")
    letters = letters[:-1] if len(letters) > 2 and letters.endswith("s") else letters
    return 1 < len(letters) <= 8 and letters.isupper() and letters[0].isalpha()
