"""English forms by rule."""

from __future__ import annotations

import pytest

from training.inflection import Inflector, third_person

INFLECTOR = Inflector({"come": ("came", "come")}, frozenset({"rap", "slam"}))


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("condemn", ["condemn", "condemns", "condemning", "condemned", "condemned"]),
        ("accuse", ["accuse", "accuses", "accusing", "accused", "accused"]),
        ("deny", ["deny", "denies", "denying", "denied", "denied"]),
        ("slam", ["slam", "slams", "slamming", "slammed", "slammed"]),
        ("come", ["come", "comes", "coming", "came", "come"]),
        ("agree", ["agree", "agrees", "agreeing", "agreed", "agreed"]),
        ("lash", ["lash", "lashes", "lashing", "lashed", "lashed"]),
        ("betray", ["betray", "betrays", "betraying", "betrayed", "betrayed"]),
    ],
)
def test_verbs(lemma: str, forms: list[str]) -> None:
    assert [form for form, _ in INFLECTOR.verb(lemma)] == forms


def test_third_person_is_the_regular_plural() -> None:
    assert [third_person(w) for w in ("ally", "attack", "clash", "veto")] == ["allies", "attacks", "clashes", "vetoes"]
