"""Whether a text is English."""

from __future__ import annotations

import pytest

from model.language import looks_english
from model.tokens import tokenise

ENGLISH = (
    "The minister told the council on Monday that the talks had failed and that he would not go back to the table."
)
GERMAN = "Der Minister sagte dem Rat am Montag, dass die Gespräche gescheitert seien und er nicht an den Tisch zurückkehren werde."
FRENCH = "Le ministre a dit lundi au conseil que les pourparlers avaient échoué et qu'il ne reviendrait pas à la table des négociations."
RUSSIAN = "Министр сообщил совету в понедельник, что переговоры провалились и что он не вернётся за стол, пока не уйдут войска и не откроют все дороги в город."


@pytest.mark.parametrize(
    ("text", "english"),
    [(ENGLISH, True), (GERMAN, False), (FRENCH, False), (RUSSIAN, False), ("Oslo!", True), ("", True)],
)
def test_function_words_tell(text: str, english: bool) -> None:
    assert looks_english(tokenise(text)) is english
