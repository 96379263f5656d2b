"""What kind of actor a mention looks like."""

from __future__ import annotations

import pytest

from model.kinds import kind_of
from model.tokens import tokenise


@pytest.mark.parametrize(
    ("mention", "titled", "kind"),
    [
        ("she", False, "pronoun"),
        ("the rebels", False, "thing"),
        ("NATO", False, "acronym"),
        ("Liberal Party", False, "organisation"),
        ("Dahl", True, "titled"),
        ("Ana Reyes", False, "full name"),
        ("Norway", False, "single name"),
        ("Russians", False, "people"),
        ("—", False, "thing"),
    ],
)
def test_kinds(mention: str, titled: bool, kind: str) -> None:
    assert kind_of(tokenise(mention), titled) == kind
