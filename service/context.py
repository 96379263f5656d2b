"""What a request finds in its application: the settings and the model that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from service.live_model import LiveModel
from service.settings import Settings

_KEY = "standpoint"


@dataclass(frozen=True, slots=True)
class Context:
    """The parts that routes share."""

    settings: Settings
    model: LiveModel


def attach(app: Flask, context: Context) -> None:
    """Gives `app` its context."""
    app.extensions[_KEY] = context


def context() -> Context:
    """The context of the current application."""
    return cast(Context, current_app.extensions[_KEY])
