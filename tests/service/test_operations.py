"""Health, readiness, metrics, logs, stopping: what those who run the service rely on."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from pathlib import Path

import pytest
import requests

from tests.service.conftest import Live, Start


def test_health_and_readiness(live: Live) -> None:
    assert live.get("/healthz").json() == {"status": "ok"}
    ready = live.get("/readyz").json()
    assert ready == {"status": "ready", "model": live.get("/v1/models/current").json()["version"]}


def test_the_manifest_of_the_current_model_is_shown(live: Live, model_home: Path) -> None:
    manifest = live.get("/v1/models/current").json()
    assert manifest["name"] == "default"
    assert set(manifest["labels"]) == {"oppose", "neutral", "support"}
    folder = model_home / "models" / "versions" / manifest["version"]
    assert manifest == json.loads((folder / "manifest.json").read_text())


def test_without_a_model_it_is_alive_but_not_ready_until_one_is_promoted(
    start: Start, model_home: Path, tmp_path: Path
) -> None:
    live = start(tmp_path, ready="/healthz")
    for response in (live.get("/readyz"), live.get("/v1/models/current"), live.post("/v1/stances", "Norway.")):
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
        assert response.json()["type"].endswith(":not-ready")
        assert response.json()["detail"] == "none is promoted; run `standpoint train`"
    shutil.copytree(model_home / "models", tmp_path / "models")
    deadline = time.monotonic() + 10
    while live.get("/readyz").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    time.sleep(1)
    assert live.post("/v1/stances", "Norway condemned Belarus.").status_code == 200


def test_a_changed_model_is_refused_with_the_reason(start: Start, model_home: Path, tmp_path: Path) -> None:
    shutil.copytree(model_home / "models", tmp_path / "models")
    (payload,) = (tmp_path / "models" / "versions").glob("*/model.joblib")
    payload.write_bytes(payload.read_bytes()[:-1])
    live = start(tmp_path, ready="/healthz")
    response = live.get("/readyz")
    assert response.status_code == 503
    assert "differs from its manifest" in response.json()["detail"]
    assert str(tmp_path) not in response.text
    assert any(event["event"] == "model refused" and "SHA-256" in event["reason"] for event in live.events())


def test_metrics_count_over_all_workers(live: Live) -> None:
    before = figures(live)
    for _ in range(12):
        requests.post(
            f"{live.url}/v1/stances", data="Norway condemned Belarus.", headers={"Content-Type": "text/plain"}
        )
    live.post("/v1/stances", "")
    live.post("/v1/stances", " ")
    after = figures(live)
    ok = 'standpoint_requests_total{method="POST",route="/v1/stances",status="200"}'
    assert after[ok] - before.get(ok, 0) == 12
    scored, refused = (f'standpoint_articles_total{{outcome="{outcome}"}}' for outcome in ("scored", "refused"))
    assert after[scored] - before.get(scored, 0) == 12
    assert after[refused] - before.get(refused, 0) == 1
    seconds = 'standpoint_request_seconds_count{route="/v1/stances"}'
    assert after[seconds] - before.get(seconds, 0) == 14


def figures(live: Live) -> dict[str, float]:
    response = live.get("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain")
    lines = [line.rsplit(" ", 1) for line in response.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}


def test_unknown_paths_and_methods_do_not_multiply_the_metrics(live: Live) -> None:
    for number in range(3):
        requests.request(f"XRAY{number}", f"{live.url}/none/{number}", timeout=10)
    routes = {match[1] for match in re.finditer(r'route="([^"]*)"', live.get("/metrics").text)}
    methods = {match[1] for match in re.finditer(r'method="([^"]*)"', live.get("/metrics").text)}
    assert "(none)" in routes
    assert not any("none/" in route for route in routes)
    assert "(other)" in methods
    assert not any(method.startswith("X") for method in methods)


def test_a_sane_request_id_is_kept_and_any_other_replaced(live: Live) -> None:
    assert live.get("/healthz", headers={"X-Request-ID": "job-7:a.b_C"}).headers["X-Request-ID"] == "job-7:a.b_C"
    for strange in ("a b", "x" * 200, '{"a":1}', "é".encode("latin-1")):
        given = live.get("/healthz", headers={"X-Request-ID": strange}).headers["X-Request-ID"]
        assert re.fullmatch(r"[0-9a-f]{32}", given)


def test_requests_are_logged_as_json_without_what_was_sent(live: Live) -> None:
    secret = "Zanzibarra"
    live.post("/v1/stances?title=Zanzibarra", f"{secret} condemned Norway.", X_Request_ID="log-1")
    live.post("/v1/stances", {"text": f"{secret}", secret: 1}, X_Request_ID="log-2")
    logged = live.requests_logged("log-1", "log-2")
    assert logged["log-1"]["route"] == "/v1/stances"
    assert logged["log-1"]["status"] == 200
    assert logged["log-1"]["milliseconds"] > 0
    assert logged["log-2"]["status"] == 422
    assert secret not in live.log.read_text()


def test_every_answer_carries_safe_headers(live: Live) -> None:
    for response in (live.get("/"), live.get("/healthz"), live.get("/none"), live.post("/v1/stances", "Norway.")):
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not re.search(r"\d", response.headers["Server"])


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_stops_at_once_when_asked_and_finishes_what_it_began(start: Start, model_home: Path, workers: str) -> None:
    live = start(model_home, WORKERS=workers)
    lines = b"".join(b'{"id": "%d", "text": "Norway condemned Belarus."}\n' % number for number in range(1_000))
    done: list[int] = []

    def batch() -> None:
        response = live.post("/v1/stances/batch", lines, Content_Type="application/x-ndjson")
        done.append(response.content.count(b'"warnings"'))

    client = threading.Thread(target=batch)
    client.start()
    time.sleep(0.3)
    began = time.monotonic()
    assert live.stop() == 0
    client.join()
    assert done == [1_000]
    assert time.monotonic() - began < 20


def test_wrong_settings_stop_the_start_with_their_name(start: Start, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="max_json_depth"):
        start(tmp_path, ready="/healthz", STANDPOINT_MAX_JSON_DEPTH="many")
