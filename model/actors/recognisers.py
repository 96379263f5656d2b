"""Which recogniser finds the actors: the built-in one, or a plug-in by name, such as "spacy:en_core_web_sm"."""

from __future__ import annotations

from model.actors.cast import Recogniser
from model.actors.recognise import recognise
from model.errors import RecogniserError

BUILT_IN = "built-in"


def recogniser_named(name: str) -> Recogniser:
    """The recogniser that `name` means: "built-in" (gazetteers and rules), or "spacy:MODEL" where MODEL is an installed
    pipeline or a folder.

    Raises RecogniserError where the name is unknown, or where what it needs is not installed.
    """
    plugin, _, argument = name.partition(":")
    if name == BUILT_IN:
        return recognise
    if plugin == "spacy" and argument:
        from model.actors.spacy_plugin import SpacyRecogniser

        return SpacyRecogniser.load(argument)
    raise RecogniserError(
        f"there is no actor recogniser {name!r}; set STANDPOINT_ACTORS to {BUILT_IN} or spacy:MODEL, with the name or "
        "folder of a spaCy pipeline"
    )
