"""HTML pages: their title, date and main text, without navigation, comments and other boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass

import trafilatura
from trafilatura.settings import Document

from model.errors import ArticleError
from service.bodies import decode

_DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_HEAD_BYTES = 2048


@dataclass(frozen=True, slots=True)
class WebPage:
    """The article in a web page."""

    title: str | None
    date: str | None
    text: str


def read_page(html: str, field: str = "html") -> WebPage:
    """Finds the article in `html`. Raises ArticleError, naming `field`, where there is none."""
    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True) if html.strip() else None
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleError(field, "holds no article text; send the page with its paragraphs, or the text itself")
    return WebPage(found.title or None, found.date or None, found.text or "")


def decode_page(data: bytes, charset: str | None) -> str:
    """The HTML of `data`: in the charset of the header, or the one that it declares, or UTF-8. Raises ProblemError."""
    declared = _DECLARED_CHARSET.search(data[:_HEAD_BYTES])
    if charset is None and declared and not data.startswith(b"\xef\xbb\xbf"):
        name = declared[1].decode("ascii")
        charset = None if name.lower().startswith("utf-16") else name  # it could not be read if it were
    return decode(data, charset)
