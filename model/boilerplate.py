"""What a page prints around its news: bylines, captions, credits, pointers to other pages, notes on the text itself.

It is told by form alone: by how a paragraph or sentence begins, and by the few words that it is made of. In doubt, text is
news. Three looks are taken, from coarse to fine, since scraped text glues together what stood apart on the page: at whole
paragraphs (`is_line`), at stretches inside one (`stretches`), and at sentences (`is_sentence`).
"""

from __future__ import annotations

import re

_MAX_LINE = 300
_MAX_CAPTION = 700
_MAX_BYLINE_WORDS = 16
_MAX_POINTER_WORDS = 16
_FIRST_PARAGRAPHS = 4


def _any_of(*patterns: str, flags: int = re.IGNORECASE | re.DOTALL) -> re.Pattern[str]:
    """One pattern for all; a space in them stands for any white space."""
    return re.compile("|".join(f"(?:{p})" for p in patterns).replace(" ", r"\s+"), flags)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ALONE = _any_of(
    r"(?:skip )?advertisement|advertising|ad|promoted|sponsored(?: content)?|paid post|story continues below(?: advertisement)?",
    r"(?:read|see|watch|listen) (?:more|also|next)|also read|what to read next|more (?:to come|to follow|on this(?: story)?)",
    r"related(?: (?:articles|content|coverage|stories|topics))?|recommended|most read|top stories|you may also like|comments",
    r"(?:continue|keep) reading(?: the main story)?|live updates|copy link|share(?: this| on \w+)?",
)
_POINTER = _any_of(
    r"(?:(?:read|see|watch|listen) (?:more|also|next)|also read|related(?: (?:story|stories|articles?|content|coverage))?|recommended"
    r"|don['’]t miss|from the archives?)\s*[:|»›]",
    r"follow .{1,60}? (?:on|at|via) (?:twitter|x|facebook|instagram|telegram|bluesky|linkedin|@\w+)\b",
)
_OPENING = _any_of(
    r"all rights reserved|this material may not be published",
    r"already a subscriber|not a subscriber|thank you for subscribing|support our journalism",
    r"an? (?:earlier|previous) version of this (?:article|post|report|story)",
    r"by signing up,? (?:i|you)|you (?:can|may) (?:unsubscribe|opt out)|this (?:sign-up )?form is protected by",
    r"(?:click|tap) (?:here|(?:on )?the link)|read the (?:full|original|whole) (?:article|post|report|story)",
    r"read more (?:about|at|from|here|in our|on)|(?:email|print|share) this (?:article|post|story)",
    r"(?:find|follow|join|like) us on",
    r"(?:sign up|subscribe|register|get (?:the|our|all|more))\b.*\b(?:newsletters?|inbox|alerts|updates|briefing|podcasts?)",
    r"(?:please )?check back (?:for|later)|this is a (?:breaking news|developing|developing news) story",
    r"(?:this|the) (?:article|column|page|piece|post|report|story) (?:has been|was) (?:\w+ )?(?:amended|corrected|edited|revised|updated)",
    r"it(?:['’]s| has) also been updated",
    r"this (?:article|column|piece|post|story) (?:was )?(?:first|originally) (?:appeared|posted|published)",
)  # fmt: skip
_MARK = _any_of(
    r"(?:correction|clarification|editor['’]s note)\s*:|(?:file photo|image caption|image credit|image source|photo credit)\s*[:,]",
    r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}|by\b))",
)
_CAPTION = _any_of(
    r"(?:file )?(?:caption|graphic|illustration|image|photo|photograph|picture|video)s?(?: (?:by|caption|credit|source))?\s*:\s*\S",
    r"(?:image|media) (?:caption|source)\s*,|pictured(?: above)?\s*:|file\s*[–—-]\s",
)

_CREDITS = _any_of(
    r"(?:with )?(?:additional |further )?(?:compiled|edited|editing|graphics?|photos?|reporting|story|translated|writing)"
    r"(?: (?:and|&) (?:editing|reporting|writing))? by "
)
_CONTRIBUTED = _any_of(
    r"(.{3,200}?) (?:also )?(?:assisted|contributed) (?:to this (?:article|piece|post|report|story)|(?:with |to )?reporting)\b"
)
_BYLINE = _any_of(r"(?:(?:analysis|posted|reported|story|words|written) )?by:? ")
_JOBS = _words(
    "columnist contributor correspondent correspondents editor editors producer reporter reporters writer writers"
)
_AGENCIES = _words(
    "AAP AFP ANSA AP BBC Bloomberg CBS CNN dpa DPA EFE EPA Guardian Interfax NBC NPR PA REUTERS Reuters TASS UPI Xinhua"
)
_AROUND_NAMES = _JOBS | _words(
    "a additional agencies agency al and at bin bureau by chief da de del den der di diplomatic economics editing education el "
    "environment for foreign from health ibn in la le national news of on political politics reporting science senior special "
    "sports staff the van von with world writing"
)
_TIMES = _words(
    "published posted updated last modified first read at on ago by am pm a.m p.m et est edt gmt utc bst cet pt pst min mins minute minutes hour "
    "hours day days today yesterday monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february "
    "march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
_NO_NAMES = _TIMES | _words("all any her his its my our popular some that their these this those your")
_WORD = re.compile(r"[^\W_][\w’'.-]*")

_NAME = r"(?:[^\W\d_a-zß-ÿ]\.|[^\W\d_a-zß-ÿ][\w’'-]*)"
_PERSON = rf"{_NAME}(?: (?:{_NAME}|van|von|de|der|bin|al)){{1,3}}"
_LOCATED = _any_of(rf"{_PERSON} in {_NAME}(?: {_NAME})?(?:(?:,|,? and) .+)?", flags=0)
_HOUSE = (
    r"(?:AAP|AFP|AP|Associated Press|Agence France-Presse|ANSA|Bloomberg|CNN|EPA(?:-EFE)?|Getty(?: Images)?|iStock|Magnum|NurPhoto"
    r"|PA|Pool|REUTERS|Reuters|Shutterstock|Sipa|TASS|UPI|Xinhua|ZUMA)(?!\w)"
)
_MORE = rf"(?:\s?/\s?{_NAME}(?: (?:Images|Photo|Press|Wire))?| via {_NAME}(?: (?:Images|Photo|Press))?){{0,4}}"
_CREDIT = (
    rf"(?:{_PERSON}\s?/\s?(?:{_HOUSE}|(?:The )?{_NAME}(?: {_NAME}){{0,3}} via {_HOUSE}){_MORE}"
    rf"|(?:AP Photo|REUTERS|Reuters|AFP|EPA)/{_PERSON}{_MORE})"
)
_BRACKETED = (
    r"[(\[](?:(?i:(?:file )?(?:illustration|image|photo|photograph|picture|screenshot|video)s?\s?(?:by|courtesy|credit|from|via|:)"
    rf"|courtesy |credit:|ap photo)|{_HOUSE}/|{_CREDIT})[^()\[\]\n]{{0,150}}[)\]]"
    r"|[(\[](?i:(?:with )?(?:additional )?(?:compiled|editing|reporting|translated|writing) by|with inputs? from"
    r"|(?:read more|read also|read|related|see also|watch):) [^()\[\]\n]{1,300}[)\]]"
)
_CREDITED = _any_of(rf"(?:{_CREDIT}|{_BRACKETED})\.?\Z", flags=0)
_STRETCH = _any_of(
    rf"(?:FILE PHOTO|File photo): [^\n]{{1,400}}?{_CREDIT}",
    _BRACKETED,
    rf"(?<=[.!?”\"’)\]]\s)(?<![A-Z]\.\s)(?:\| )?{_CREDIT}(?! [a-z])",
    rf"(?:Enlarge this image(?: toggle caption)?|toggle caption|hide caption)(?: {_CREDIT}){{0,2}}(?!\w)",
    r"\bADVERTISEMENT\b|\bFollow @\w+",
    rf"(?<=\s)\| {_NAME}(?: {_NAME}){{0,3}}(?=\s*(?:\n|\Z))",
    r"\b(?:Sign up for|Subscribe to) (?:our|the|my|Daily)\b[^.!?\n]{0,100}?[Nn]ewsletters?(?: Manage Newsletters)?",
    r"\b(?:Email Sign Up )?By signing up,? (?:you|I)\b[^.!?\n]{0,200}?(?:Privacy Policy|Terms of Service|[.!?])",
    r"(?:Copyright )?(?:©|\(c\))\s?\d{4} [^\n!?]{0,100}?(?:\.(?=\s)|(?=\n)|\Z)",
    flags=0,
)


def is_line(line: str, place: int) -> bool:
    """Whether a paragraph, the `place`-th of the text from 0, is none of the news."""
    line = line.strip()
    if len(line) > _MAX_CAPTION:
        return False
    if _CAPTION.match(line) or _MARK.match(line) or (place and _CREDITED.search(line)):
        return True
    if len(line) > _MAX_LINE:
        return False
    return bool(
        _ALONE.fullmatch(line.strip(" \t.:•*|<>«»‹›→[]()—–-"))
        or _POINTER.match(line)
        or is_sentence(line)
        or _is_byline(line, place)
        or _is_time(line)
    )


def is_sentence(sentence: str) -> bool:
    """Whether a sentence is none of the news wherever it stands."""
    sentence = sentence.lstrip(" \t•*>»›—–-_")
    if _OPENING.match(sentence) or _MARK.match(sentence):
        return True
    if _POINTER.match(sentence):
        return len(sentence.split()) <= _MAX_POINTER_WORDS
    if opening := _CREDITS.match(sentence):
        return _holds_names_alone(sentence[opening.end() :])
    contributed = _CONTRIBUTED.match(sentence)
    return (
        contributed is not None
        and _holds_names_alone(contributed[1])
        and _holds_names_alone("X " + sentence[contributed.end() :])
    )


def stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of `text[start:end]` that are none of the news: credits, notices, what a page's buttons say."""
    return [match.span() for match in _STRETCH.finditer(text, start, end)]


def _is_byline(line: str, place: int) -> bool:
    """As "By Jane Doe, Reuters"; below a headline "Jane Doe in Oslo" and "Jane Doe, political correspondent" too."""
    if line[-1] in "?!:" or len(_WORD.findall(line)) > _MAX_BYLINE_WORDS:
        return False
    if opening := _BYLINE.match(line):
        names = line[opening.end() :]
        words = _WORD.findall(names)
        if len(words) < 2 or words[0].endswith("ing") or not _holds_names_alone(names):
            return False
        return place > 0 or len(words) <= 3 or _signed(words)
    if not 0 < place < _FIRST_PARAGRAPHS or line[-1] == "." or not _holds_names_alone(line):
        return False
    return _LOCATED.fullmatch(line) is not None or _signed(_WORD.findall(line)[2:])


def _signed(words: list[str]) -> bool:
    return any(word in _JOBS or word in _AGENCIES for word in words)


def _is_time(line: str) -> bool:
    """As "Updated 10:32 AM ET, May 3" and "4 min read"."""
    words = [w.lower().rstrip(".") for w in _WORD.findall(line)]
    return any(w[0].isdigit() for w in words) and all(w in _TIMES or w[0].isdigit() for w in words)


def _holds_names_alone(text: str) -> bool:
    """Whether `text` is made of capitalised words and of those that stand around names in credits."""
    words = _WORD.findall(text)
    if not words or not words[0][0].isupper() or words[0].lower() in _NO_NAMES:
        return False
    return all(word[0].isupper() or word.lower() in _AROUND_NAMES for word in words)
