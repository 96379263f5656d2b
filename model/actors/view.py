"""A text as the recogniser looks at it: its words, and what the whole article tells about capitals."""

from __future__ import annotations

from model.gazetteer import Gazetteer
from model.segmentation import Segmented, Sentence


class View:
    """`texts` are the tokens as names compare (apostrophes straight; headlines in capitals put into title case by
    `read`), `lowers` in lower case; `inside` holds words that stand capitalised inside sentences, `bracketed` acronyms in
    brackets; `shouting` tells that the sentence last `read` is all capitals."""

    def __init__(self, segmented: Segmented, gazetteer: Gazetteer) -> None:
        self.segmented = segmented
        self.tokens = segmented.tokens
        self.gazetteer = gazetteer
        self.texts = [t.text.replace("’", "'") for t in self.tokens]
        self.lowers = [t.lower for t in self.tokens]
        self.shouting = False
        self.inside = self._capitals_inside()
        self.bracketed = {
            self.texts[k]
            for k in range(1, len(self.texts) - 1)
            if self.texts[k - 1] == "("
            and self.texts[k + 1] == ")"
            and self.texts[k].isupper()
            and len(self.texts[k]) > 1
        }

    def read(self, sentence: Sentence) -> None:
        """Turns to a sentence; in an all-capitals headline only the gazetteer can tell what is a name."""
        self.shouting = self._shouts(sentence)
        if self.shouting:
            for i in range(sentence.first, sentence.last):
                if len(self.texts[i]) > 3 or not self.texts[i].isupper():
                    self.texts[i] = self.texts[i].title()

    def opening(self, sentence: Sentence) -> int:
        """The first word of a sentence, after quotation marks and brackets."""
        i = sentence.first
        while i < sentence.last and not self.tokens[i].is_word:
            i += 1
        return i

    def _capitals_inside(self) -> set[str]:
        """Words that stand capitalised where no sentence or quotation begins."""
        inside = set()
        for sentence in self.segmented.sentences:
            if self._shouts(sentence):
                continue
            for i in range(sentence.first + 1, sentence.last):
                if self.tokens[i].is_capital and self.tokens[i - 1].is_word and self.tokens[i - 1].text.islower():
                    inside.add(self.tokens[i].text)
        return inside

    def _shouts(self, sentence: Sentence) -> bool:
        words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.is_word and len(t.text) > 1]
        return len(words) >= 3 and sum(w.isupper() for w in words) > 0.8 * len(words)
