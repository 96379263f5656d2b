"""The inference core: article -> actors -> pairs -> stances.

Start at `model.scorer`. Nothing here knows HTTP, training corpora or any file but a model's artifact.
"""
