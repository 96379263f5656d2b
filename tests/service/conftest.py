"""A live service, started as a user starts it and stopped by its own process id."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIGURATION = ROOT / "service" / "gunicorn_conf.py"
SECONDS_TO_START = 60


@dataclass
class Live:
    """A running service and how to talk to it."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **options: Any) -> requests.Response:
        return requests.get(self.url + path, timeout=30, **options)

    def post(self, path: str, body: Any = None, **headers: str) -> requests.Response:
        """Posts bytes, text or a generator as they are, anything else as JSON."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(body, dict | list):
            body, sent = json.dumps(body).encode(), {"Content-Type": "application/json"} | sent
        elif isinstance(body, str):
            body, sent = body.encode(), {"Content-Type": "text/plain"} | sent
        return requests.post(self.url + path, data=body, headers=sent, timeout=60)

    def events(self) -> list[dict[str, Any]]:
        """What the service has logged."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def requests_logged(self, *ids: str) -> dict[str, dict[str, Any]]:
        """The events of the requests `ids`, by id; an answer may arrive before its line is in the log."""
        for _ in range(100):
            found = {e["request_id"]: e for e in self.events() if e.get("event") == "request"}
            if set(ids) <= set(found):
                break
            time.sleep(0.1)
        return found

    def stop(self) -> int:
        """Asks it to stop and returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=40)
        finally:
            self.process.kill()


Start = Callable[..., Live]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts services that end with the session: by gunicorn, or by another `command`."""
    started: list[Live] = []

    def launch(home: Path, command: list[str] | None = None, ready: str = "/readyz", **environment: str) -> Live:
        port = free_port()
        log = tmp_path_factory.mktemp("service") / "log"
        gunicorn = [str(Path(sys.executable).parent / "gunicorn"), "--config", str(CONFIGURATION), "service.wsgi:app"]
        settings = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "STANDPOINT_HOME": str(home)}
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command or gunicorn,
                cwd=ROOT,
                env={**os.environ, **settings, **environment},
                stdout=stream,
                stderr=stream,
            )
        live = Live(f"http://127.0.0.1:{port}", process, log)
        started.append(live)
        wait_for(live, ready)
        return live

    yield launch
    for live in started:
        if live.process.poll() is None:
            live.stop()


@pytest.fixture(scope="session")
def live(start: Start, model_home: Path) -> Live:
    """The service with the default model, started by `standpoint serve`."""
    return start(model_home, [sys.executable, "-m", "standpoint", "serve"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(live: Live, path: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        assert live.process.poll() is None, live.log.read_text()
        try:
            if requests.get(live.url + path, timeout=5).status_code == 200:
                return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise AssertionError(f"no answer in {SECONDS_TO_START} s: {live.log.read_text()}")
