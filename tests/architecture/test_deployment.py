"""The image and the compose file agree with the code they deploy."""

import re
from typing import Any

import pytest
import yaml

from tests.architecture.source import ROOT

_COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
_SERVICES: dict[str, Any] = _COMPOSE["services"]
_OURS = [name for name, service in _SERVICES.items() if service["image"] == "care-triage"]
_DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_web_worker_scheduler_and_migrations_share_one_image() -> None:
    assert set(_OURS) == {"web", "worker", "scheduler", "migrate"}


@pytest.mark.parametrize("name", list(_SERVICES))
def test_a_service_waits_only_for_services_that_exist(name: str) -> None:
    waits = _SERVICES[name].get("depends_on", {})
    assert set(waits) <= set(_SERVICES)
    for other, wait in waits.items():
        if wait["condition"] == "service_healthy":
            assert "test" in _SERVICES[other]["healthcheck"]


@pytest.mark.parametrize("name", list(_SERVICES))
def test_a_service_keeps_its_data_in_a_declared_volume(name: str) -> None:
    volumes = {volume.partition(":")[0] for volume in _SERVICES[name].get("volumes", ())}
    assert volumes <= set(_COMPOSE["volumes"])


def test_foreign_images_are_pinned_to_a_version() -> None:
    images = [_SERVICES[name]["image"] for name in _SERVICES if name not in _OURS]
    images += re.findall(r"^FROM (\S+)", _DOCKERFILE, re.MULTILINE)
    assert all(re.search(r":\d", image) for image in images), images


def test_every_setting_given_is_one_that_is_read() -> None:
    read = set(re.findall(r"\bCARE_\w+", (ROOT / "config.py").read_text(encoding="utf-8")))
    given = set(re.findall(r"\bCARE_\w+(?==)", _DOCKERFILE))
    for name in _OURS:
        given |= {setting for setting in _SERVICES[name]["environment"] if setting.startswith("CARE_")}
    assert given <= read


def test_what_the_image_copies_exists() -> None:
    sources = re.findall(r"^COPY (?!--from)(.+) \S+$", _DOCKERFILE, re.MULTILINE)
    files = [file for line in sources for file in line.split()]
    assert files
    assert all((ROOT / file).exists() for file in files)


def test_the_image_is_not_run_by_root() -> None:
    last_stage = _DOCKERFILE.rpartition("\nFROM ")[2]
    assert re.search(r"^USER (?!root)\w+", last_stage, re.MULTILINE)
    assert "HEALTHCHECK" in last_stage
