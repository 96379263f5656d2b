"""Who is in the article: recognise mentions, merge them into actors, affiliate persons, resolve pronouns.

find_actors(segmented, ...) -> Cast
"""

from model.actors.cast import Cast, CastActor, CastMention, Recogniser
from model.actors.finder import find_actors
from model.actors.recognisers import built_in, recogniser_named

__all__ = ["Cast", "CastActor", "CastMention", "Recogniser", "built_in", "find_actors", "recogniser_named"]
