"""Who is in the article: recognise mentions, merge them into actors, affiliate persons, resolve pronouns.

find_actors(segmented, ...) -> Cast
"""

from model.actors.cast import Cast, CastActor, CastMention, Recogniser
from model.actors.finder import find_actors
from model.actors.recognise import recognise
from model.actors.recognisers import recogniser_named

__all__ = ["Cast", "CastActor", "CastMention", "Recogniser", "find_actors", "recognise", "recogniser_named"]
