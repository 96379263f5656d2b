"""A shallow parser: which word governs which, over the items of a pair.

    tags     a coarse part of speech for every item
    chunks   noun, verb and adjective groups, and what stands between them
    links    who is subject, object, agent, modifier or complement of which group's head
    ways     what stands for a mention, above it, and between two of them

No training and no tree: every group is attached by what stands next to it, in one pass from left to right. Newspaper
English is regular enough that subjects, objects and "of" are mostly right; the classifier learns how far to trust each
relation. In the manner of Abney, "Partial parsing via finite-state cascades" (1996).
"""

from model.syntax.links import Link, Parse, parse

__all__ = ["Link", "Parse", "parse"]
