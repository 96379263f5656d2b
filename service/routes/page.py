"""GET /: the page to paste an article into. Its script and style are in static/."""

from __future__ import annotations

from flask import Blueprint, render_template

api = Blueprint("page", __name__)


@api.get("/")
def page() -> str:
    """The page."""
    return render_template("index.html")
