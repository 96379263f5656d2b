"""What a training is told is checked before anything is trained, and said with file and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.errors import UnusableSettings
from training.learning_commands import source_weights
from training.settings import Settings, changed, read_settings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "Invalid JSON"),
        ('{"C": 0}', "C: Input should be greater than 0"),
        ('{"C": "NaN"}', "C: "),
        ('{"K": 1}', "K: Extra inputs are not permitted"),
        (
            '{"block_weights": {"wrods": 1}}',
            "block_weights: Value error, there is no block wrods; the blocks are words,",
        ),
        ('{"block_weights": {"words": -1}}', "block_weights.words: Input should be greater than or equal to 0"),
        ('{"hash_bits": 40}', "hash_bits: Input should be less than or equal to 22"),
        ('{"source_weights": {"a": 0}}', "source_weights.a: Input should be greater than 0"),
        ('{"policy": "best"}', "policy: Input should be 'accuracy' or 'macro'"),
    ],
)
def test_each_fault_of_a_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(UnusableSettings) as caught:
        read_settings(path, {})
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableSettings, match="cannot be read"):
        read_settings(tmp_path / "none.json", {})


def test_options_go_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"C": 0.5, "policy": "macro"}')
    assert read_settings(path, {"C": 2.0}) == Settings(C=2.0, policy="macro")


def test_an_option_out_of_range_is_named() -> None:
    with pytest.raises(UnusableSettings, match="hash_bits: Input should be greater than or equal to 8"):
        changed(Settings(), {"hash_bits": 2})


def test_leaving_out_every_block_is_refused() -> None:
    everything = {block.name: 0 for block in Settings().blocks()}
    with pytest.raises(UnusableSettings, match="leaves out every block"):
        changed(Settings(), {"block_weights": everything})


def test_weights_of_sources() -> None:
    assert source_weights(["a=2", "b=c=0.5"]) == {"a": 2.0, "b=c": 0.5}
    for wrong in ("a", "a=", "a=much"):
        with pytest.raises(UnusableSettings, match="give SOURCE=W"):
            source_weights([wrong])
