"""Everything that can be configured, each by an environment variable STANDPOINT_<NAME>.

Where the process listens (HOST, PORT, WORKERS, THREADS) is gunicorn's business: see gunicorn_conf.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from model.actors.recognisers import BUILT_IN
from model.registry import default_home


class Settings(BaseSettings):
    """The service's settings; wrong values stop the start with a message that names them.

    >>> Settings(max_records=10).max_records
    10
    """

    model_config = SettingsConfigDict(env_prefix="STANDPOINT_", frozen=True, extra="ignore")

    actors: str = Field(
        default=BUILT_IN,
        description="What finds the actors: built-in, or spacy:MODEL, a spaCy pipeline's name or folder.",
    )
    home: Path = Field(default_factory=default_home, description="Folder of the model registry.")
    max_body_bytes: int = Field(
        default=2_000_000, ge=1, description="Largest request body in bytes; a batch is bounded by line instead."
    )
    max_line_bytes: int = Field(default=2_000_000, ge=1, description="Longest line of a batch in bytes.")
    max_article_chars: int = Field(default=200_000, ge=1, description="Longest article, in characters.")
    max_records: int = Field(default=1_000, ge=1, description="Most records in one classify request.")
    max_json_depth: int = Field(default=32, ge=4, le=200, description="Deepest nesting of arrays and objects in JSON.")
    max_backlog_bytes: int = Field(
        default=2_000_000_000,
        ge=1_000_000,
        description="Bytes of one batch kept on disk for a client that sends faster than its answers are taken.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severe event that is logged."
    )
