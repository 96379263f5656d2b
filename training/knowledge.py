"""Reads `seeds/lexicon` and `seeds/actors` into the lexicon and gazetteer that a model carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal, TypeVar

import pycountry
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from model.actors.names import folded
from model.gazetteer import Entity, Form, FormKind, Gazetteer, NameWords, RoleNoun, Title
from model.lexicon import Category, Lexicon, Operator, Predicate, Premodifiers
from model.lexicon import Form as WordForm
from model.records import ActorType
from model.tokens import tokenise
from training.connotations import read_connotations
from training.errors import CorpusError
from training.inflection import Inflector, third_person

Model = TypeVar("Model")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}\d*|[A-Z][A-Za-z]*[A-Z][A-Za-z]*\d*")
_CODES_OF_THEIR_OWN = {"XK", None}
"""Kosovo has no code in ISO 3166-1; states of the past have none at all."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _PredicateEntry(_Strict):
    lemma: str
    pos: Literal["verb", "noun", "adjective"]
    polarity: Literal["support", "oppose"]
    strength: Literal[1, 2, 3]
    kind: Literal["verbal", "material"]
    category: Category
    holder: Literal["subject", "object", "both", "author"]
    target_preps: tuple[str, ...] = ()


class _Evaluative(_Strict):
    negative: tuple[str, ...]
    positive: tuple[str, ...]


class _SignedVerb(_Strict):
    lemma: str
    polarity: Literal["positive", "negative"]


class _ReportingVerb(_Strict):
    lemma: str
    tone: Literal["neutral", "positive", "negative"]


class _Reporting(_Strict):
    verbs: tuple[_ReportingVerb, ...]
    nouns: tuple[str, ...]
    saying: tuple[str, ...]
    mouthpieces: tuple[str, ...]
    according_to: tuple[str, ...]


class _Premodifiers(_Strict):
    nouns: str
    modifiers: str
    links: str


class _State(_Strict):
    code: str | None
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


class _Named(_Strict):
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    country: str | None = None


class _TitleEntry(_Strict):
    title: str
    kind: str
    gender: Literal["m", "f"] | None = None


class _RoleEntry(_Strict):
    role: str
    represents: str | None = None
    plural: str | None = None


class _Titles(_Strict):
    titles: tuple[_TitleEntry, ...]
    roles: tuple[_RoleEntry, ...]
    called: dict[str, tuple[str, ...]]
    bodies: tuple[str, ...]
    opposed: tuple[str, ...]
    circles: tuple[str, ...]
    families: tuple[str, ...]


_GENERIC = {
    "its": ("its", "his", "her", "their", "our", "'s"),
    "oneself": ("itself", "himself", "herself", "themselves", "ourselves", "yourself"),
}
_SIGN = {"support": 1, "oppose": -1}
_TONE = {"neutral": 0, "positive": 1, "negative": -1}


def read_lexicon(folder: Path) -> Lexicon:
    """The stance lexicon of `folder` with every form inflected. Raises CorpusError naming file and entry."""
    irregular = _yaml(folder / "irregular.yaml")
    doubling = frozenset(irregular.pop("doubling", []))
    inflector = Inflector({verb: (str(f[0]), str(f[1])) for verb, f in irregular.items()}, doubling)
    predicates = [
        (
            words,
            Predicate(e.lemma, e.pos, _SIGN[e.polarity], e.strength, e.kind, e.category, e.holder, e.target_preps),
            form,
        )
        for e in _read(folder / "predicates.yaml", tuple[_PredicateEntry, ...])
        for words, form in _forms(e.lemma, e.pos, inflector)
    ]
    evaluative = _read(folder / "evaluative.yaml", _Evaluative)
    portrayal = [
        (words, _TONE[e.polarity])
        for e in _read(folder / "subject_portrayal.yaml", tuple[_SignedVerb, ...])
        for words, _ in _forms(e.lemma, "verb", inflector)
    ]
    reporting = _read(folder / "reporting.yaml", _Reporting)
    before_names = _read(folder / "premodifiers.yaml", _Premodifiers)
    said = {
        words[0]: _TONE[e.tone]
        for e in reporting.verbs
        for words, _ in _forms(e.lemma, "verb", inflector)
        if len(words) == 1
    }
    saying = {words[0] for verb in reporting.saying for words, _ in _forms(verb, "verb", inflector)}
    both = set(evaluative.positive) & set(evaluative.negative)
    if both:
        raise CorpusError(folder / "evaluative.yaml", None, f"words are both positive and negative: {sorted(both)}")
    return Lexicon(
        predicates=tuple(_unique(predicates)),
        positive=frozenset(w.lower() for w in evaluative.positive),
        negative=frozenset(w.lower() for w in evaluative.negative),
        subject_portrayal=tuple(_unique(portrayal)),
        operators=tuple(_unique(_operators(_yaml(folder / "operators.yaml"), inflector))),
        reporting=said,
        saying=frozenset(saying),
        reporting_nouns=frozenset(reporting.nouns) | {third_person(n) for n in reporting.nouns},
        mouthpieces=frozenset(reporting.mouthpieces) | {third_person(n) for n in reporting.mouthpieces},
        according_to=tuple(_words(p) for p in reporting.according_to),
        premodifiers=Premodifiers(
            *(frozenset(w.split()) for w in (before_names.nouns, before_names.modifiers, before_names.links))
        ),
        connotations=read_connotations(folder / "connotations.tsv"),
        past_forms=frozenset(form for forms in inflector.irregular.values() for form in forms),
    )


def _operators(lists: dict[str, Any], inflector: Inflector) -> Iterator[tuple[tuple[str, ...], Operator]]:
    names: dict[str, Operator] = {
        "negators": "negator",
        "neutralisers": "neutraliser",
        "reversers": "reverser",
        "hedges": "hedge",
        "conditionals": "conditional",
        "double_positive": "double_positive",
    }
    for name, operator in names.items():
        for phrase in lists.get(name, ()):
            yield _words(str(phrase)), operator
            if operator in ("neutraliser", "reverser", "hedge"):
                for words, _ in _forms(str(phrase), "verb", inflector):
                    yield words, operator


def _forms(lemma: str, pos: str, inflector: Inflector) -> Iterator[tuple[tuple[str, ...], WordForm]]:
    for words in _variants(_words(lemma.lower())):
        if pos == "verb":
            for form, name in inflector.verb(words[0]):
                yield (form, *words[1:]), name
        elif pos == "noun":
            yield words, "noun"
            if len(words) == 1:
                yield (third_person(words[0]),), "noun"
        else:
            yield words, "adjective"


def _variants(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A lemma with "its" or "oneself" filled in, with and without its articles; "the side of X" is also "X's side"."""
    if len(words) > 3 and words[-1] == "of" and words[-3] == "the":
        yield (*words[:-3], "'s", words[-2])
    choices = [_GENERIC.get(word, (word,)) for word in words]
    for filled in product(*choices):
        yield filled
        bare = tuple(w for k, w in enumerate(filled) if k == 0 or w not in {"the", "a", "an"})
        if bare != filled:
            yield bare


def read_gazetteer(folder: Path, common_words: Iterable[str]) -> Gazetteer:
    """The gazetteer of `folder`. `common_words` are lower-case words of ordinary prose."""
    entities: list[Entity] = []
    forms: list[tuple[tuple[str, ...], Form]] = []

    def add(entity: Entity, names: Iterable[tuple[str, FormKind]]) -> None:
        entities.append(entity)
        number = len(entities) - 1
        for name, kind in names:
            if words := _cased(name):
                forms.append((words, Form(number, kind)))
                if words[0] == "The" and len(words) > 1:
                    forms.append((("the", *words[1:]), Form(number, kind)))

    for state in _read(folder / "states.yaml", tuple[_State, ...]):
        if state.code not in _CODES_OF_THEIR_OWN and pycountry.countries.get(alpha_2=state.code) is None:
            raise CorpusError(folder / "states.yaml", None, f"{state.name}: {state.code} is no ISO 3166-1 code")
        add(Entity(state.name, "state", state.code), _state_names(state))
    files: tuple[tuple[str, ActorType], ...] = (
        ("regions.yaml", "region"),
        ("organisations.yaml", "organisation"),
        ("blocs.yaml", "bloc"),
        ("parties.yaml", "party"),
        ("armed_groups.yaml", "armed_group"),
        ("companies.yaml", "company"),
        ("media.yaml", "source"),
        ("groups.yaml", "group"),
    )
    for file, type_ in files:
        for entry in _read(folder / file, tuple[_Named, ...]):
            add(Entity(entry.name, type_, entry.country), _names(entry))
    titles = _read(folder / "titles.yaml", _Titles)
    other = _yaml(folder / "other.yaml")
    given = _yaml(folder / "given_names.yaml")
    not_actors = [
        name
        for key, names in other.items()
        if not key.endswith(("_nouns", "_words", "_stems"))
        for name in names
        if isinstance(name, str)
    ]
    return Gazetteer(
        entities=tuple(entities),
        forms=tuple(_unique(forms)),
        titles=tuple((_words(t.title.rstrip(".")), Title(_words(t.title), t.gender)) for t in titles.titles),
        roles=tuple(_roles(titles.roles)),
        called={title: frozenset(nouns) for title, nouns in titles.called.items()},
        bodies=tuple(_words(b) for b in titles.bodies),
        opposed=frozenset(titles.opposed),
        circles={
            **dict.fromkeys(titles.circles, "organisation"),
            **dict.fromkeys(titles.families, "group"),
        },
        given_names={str(name): gender for gender in ("u", "m", "f") for name in given.get(gender, ())},
        nicknames=_nicknames(_read(folder / "nicknames.yaml", dict[str, tuple[str, ...]])),
        not_actors=tuple(words for name in not_actors if (words := _cased(name))),
        event_nouns=frozenset(str(w).lower() for w in other.get("event_nouns", ())),
        type_nouns=_type_nouns(other, _HEADS),
        name_words=_name_words(other),
        common_words=_common(common_words, titles, other),
    )


def _common(words: Iterable[str], titles: _Titles, other: dict[str, Any]) -> frozenset[str]:
    """Lower-case words of ordinary prose, with those that the lists themselves hold."""
    phrases = [
        *titles.bodies,
        *(r.role for r in titles.roles),
        *(r.plural or third_person(r.role) for r in titles.roles),
    ]
    listed = {word for phrase in phrases for word in phrase.lower().split()}
    nouns = {str(w).lower() for key, names in other.items() if _is_english(key) for w in names}
    return frozenset(words) | listed | nouns


def _is_english(key: str) -> bool:
    """Whether a list of `other.yaml` holds English words, and no names."""
    return key.endswith(("_nouns", "_words")) and not key.startswith("foreign_")


def _state_names(state: _State) -> Iterator[tuple[str, FormKind]]:
    yield state.name, "name"
    country = pycountry.countries.get(alpha_2=state.code) if state.code else None
    for name in (getattr(country, "common_name", None), getattr(country, "official_name", None)):
        if name:
            yield name, "alias"
    for alias in state.aliases:
        yield alias, "acronym" if _ACRONYM.fullmatch(alias) else "alias"
    for noun in state.people:
        yield noun, "demonym" if noun in state.adjectives else "people"
    for adjective in state.adjectives:
        yield adjective, "demonym"
    for name in state.capitals:
        if name != state.name:
            yield name, "capital"
    for name in state.metonyms:
        yield name, "metonym"
    for city in state.cities:
        yield city, "city"


def _names(entry: _Named) -> Iterator[tuple[str, FormKind]]:
    yield entry.name, "name"
    for alias in entry.aliases:
        yield alias, "acronym" if _ACRONYM.fullmatch(alias) else "alias"
    for noun in entry.people:
        yield noun, "people"
    for adjective in entry.adjectives:
        yield adjective, "demonym"


def _roles(entries: Iterable[_RoleEntry]) -> Iterator[tuple[tuple[str, ...], RoleNoun]]:
    for entry in entries:
        represents = entry.represents in ("state", "organisation", "party")
        yield _words(entry.role), RoleNoun(entry.role, represents, False)
        plural = entry.plural or third_person(entry.role)
        yield _words(plural), RoleNoun(entry.role, represents, True)


def _nicknames(short_forms: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    formal: dict[str, set[str]] = {}
    for name, shorts in short_forms.items():
        for short in shorts:
            formal.setdefault(folded(short), set()).add(folded(name))
    return {short: frozenset(names) for short, names in formal.items()}


_HEADS: dict[str, ActorType] = {
    "organisation_nouns": "organisation",
    "company_nouns": "company",
    "armed_group_nouns": "armed_group",
    "alliance_nouns": "organisation",
    "party_nouns": "party",
}
_FOREIGN_HEADS: dict[str, ActorType] = {"foreign_alliance_nouns": "organisation", "foreign_party_nouns": "party"}


def _type_nouns(other: dict[str, Any], lists: dict[str, ActorType]) -> dict[str, ActorType]:
    return {str(noun).lower(): type_ for key, type_ in lists.items() for noun in other[key]}


def _name_words(other: dict[str, Any]) -> NameWords:
    def words(key: str) -> frozenset[str]:
        return frozenset(str(word).lower() for word in other[key])

    return NameWords(
        openers=words("opening_words") | words("political_words"),
        alliances=words("alliance_nouns") | words("foreign_alliance_nouns"),
        political=words("political_words"),
        rallies=words("rallying_nouns"),
        rallying=words("rallying_words"),
        associations=words("association_nouns"),
        creeds=words("creed_words"),
        stems=tuple(sorted(words("foreign_political_stems"))),
        foreign=_type_nouns(other, _FOREIGN_HEADS),
        members=words("member_nouns"),
        loose=words("loose_nouns"),
        places=words("place_nouns"),
    )


def _cased(name: str) -> tuple[str, ...]:
    return tuple(t.text.replace("’", "'") for t in tokenise(str(name)))


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(t.lower for t in tokenise(phrase))


Item = TypeVar("Item")


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    return iter(dict.fromkeys(items))


_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """YAML whose only booleans are true and false, as in YAML 1.2: "on" is a preposition, "NO" is Norway."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError:
        raise CorpusError(path, None, "is missing; the seeds folder must hold it") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorpusError(path, None, f"is not readable as YAML: {error}") from error


def _read(path: Path, type_: type[Model]) -> Model:
    try:
        return TypeAdapter(type_).validate_python(_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CorpusError(path, None, f"entry {where}: {first['msg']} ({error.error_count()} errors in all)") from error
