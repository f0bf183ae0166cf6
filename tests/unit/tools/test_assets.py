"""Served third-party files are exactly those that were listed."""

import hashlib
from pathlib import Path

import pytest

from tools import assets
from tools.refusal import Refusal


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one fetched package and a list that asks for one of its files."""
    package = tmp_path / "node_modules" / "box"
    package.mkdir(parents=True)
    (package / "box.css").write_text("a {}")
    listing = tmp_path / "assets.sha256"
    listing.write_text(f"# list\n{hashlib.sha256(b'a {}').hexdigest()}  box/box.css  box.min.css\n")
    monkeypatch.setattr(assets, "LIST", listing)
    return tmp_path


def _vendor(root: Path) -> Path:
    return root / "care_triage" / "web" / "static" / "vendor"


def test_a_listed_file_is_served(root: Path) -> None:
    assets.serve(root)
    assert (_vendor(root) / "box.min.css").read_text() == "a {}"


def test_a_file_that_was_changed_in_its_place_is_put_right(root: Path) -> None:
    assets.serve(root)
    (_vendor(root) / "box.min.css").write_text("hostile")
    assets.serve(root)
    assert (_vendor(root) / "box.min.css").read_text() == "a {}"


def test_a_package_that_is_not_the_listed_one_is_refused(root: Path) -> None:
    (root / "node_modules" / "box" / "box.css").write_text("hostile")
    with pytest.raises(Refusal, match="is not the file listed"):
        assets.serve(root)


def test_what_is_not_listed_is_not_served(root: Path) -> None:
    _vendor(root).mkdir(parents=True)
    (_vendor(root) / "old.js").write_text("")
    assets.serve(root)
    assert [path.name for path in _vendor(root).iterdir()] == ["box.min.css"]
