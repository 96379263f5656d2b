"""Who speaks: every stretch of speech, direct or indirect, with the mention that it belongs to.

    subjects   who the subject of a reporting verb is
    cues       reporting verbs, "according to", colons, each with its speaker
    speeches   what each cue claims, and who speaks what no cue claims

Follows the cue-content-source scheme of Pareti, "PARC 3.0: A corpus of attribution relations" (LREC 2016). Media outlets are
channels: they pass speech on and never speak.
"""

from model.attribution.speeches import Speech, attribute, innermost
from model.attribution.text import Nominal

__all__ = ["Nominal", "Speech", "attribute", "innermost"]
