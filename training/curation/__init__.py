"""Keeping a corpus good: writing it as marked text, checking it, counting it, comparing two of them.

marked_text   the compact way to write labelled pairs by hand
phenomena     the tags
masking       a sentence without its actors and numbers: its skeleton
checks        what is wrong with a corpus, with file and line
targets       what a corpus promises in a targets.yaml beside it
statistics    what is in it
difference    what changed between two
commands      `standpoint corpus …`
"""
