"""An order: the article to score, and how. Made from what a client sent, whichever way it sent it.

from_json(value, settings)              {"text": …} or {"html": …} with options
from_text(text, query, settings)        a text/plain body, options in the query
from_html(html, query, settings)        a text/html body, options in the query
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from model.errors import ArticleError
from model.records import Article, ArticleStances
from model.scorer import StanceScorer
from service.problems import Fault, invalid, invalid_body, invalid_query
from service.schemas import ArticleIn, ArticleOptions, ArticleQuery, to_article, with_extracted
from service.settings import Settings
from service.webpages import WebPage, read_page

Query = Mapping[str, str | list[str]]
NO_QUERY: Query = {}


@dataclass(frozen=True, slots=True)
class Order:
    """An article to score; `page` is the web page that it was read from."""

    article: Article
    min_confidence: float
    explain: bool
    page: WebPage | None = None

    def carry_out(self, scorer: StanceScorer) -> ArticleStances:
        """Scores it. Raises ArticleError."""
        answer = scorer.score(self.article, min_confidence=self.min_confidence, explain=self.explain)
        return answer if self.page is None else with_extracted(answer, self.article.title, self.page.text)


def from_json(value: object, settings: Settings, query: Query = NO_QUERY) -> Order:
    """An order from a JSON value; its fields go before options in the query. Raises ProblemError or ArticleError."""
    try:
        article = ArticleIn.model_validate(value)
    except ValidationError as error:
        raise invalid_body(error, ArticleIn.model_fields) from None
    asked = options(query)
    beside = {name: getattr(asked, name) for name in asked.model_fields_set - article.model_fields_set}
    article = article.model_copy(update=beside)
    if article.html is not None:
        return _order(article, settings, html=article.html, field="html")
    return _order(article, settings, text=article.text or "", field="text")


def from_text(text: str, query: Query, settings: Settings) -> Order:
    """An order from plain text. Raises ProblemError or ArticleError."""
    return _order(options(query), settings, text=text, field="")


def from_html(html: str, query: Query, settings: Settings) -> Order:
    """An order from a web page. Raises ProblemError or ArticleError."""
    return _order(options(query), settings, html=html, field="")


def options(query: Query) -> ArticleQuery:
    """The options in a query. Raises ProblemError."""
    try:
        return ArticleQuery.model_validate(query)
    except ValidationError as error:
        raise invalid_query(error, ArticleQuery.model_fields) from None


def _order(given: ArticleOptions, settings: Settings, *, text: str = "", html: str | None = None, field: str) -> Order:
    page = None if html is None else read_page(html, field)
    if page is not None:
        article = to_article(given, page.text, page.title, page.date)
    else:
        article = to_article(given, text)
    length, limit = len(article.text), settings.max_article_chars
    if length > limit:
        message = f"has {length} characters, {limit} are the most; send it in parts"
        raise invalid(Fault(pointer=f"/{field}" if field else "", message=message))
    if not article.text.strip():
        raise ArticleError(field, "is empty; send the article's text")
    return Order(article, given.min_confidence, given.explain, page)
