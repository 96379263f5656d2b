"""Who is in the article: recognise mentions, merge them into actors, affiliate persons, resolve pronouns.

find_actors(segmented, ...) -> Cast
"""

from model.actors.cast import Cast, CastActor, CastMention
from model.actors.finder import find_actors

__all__ = ["Cast", "CastActor", "CastMention", "find_actors"]
