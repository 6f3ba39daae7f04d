# SPDX-License-Identifier: EUPL-1.2
"""publiccode.yml holds what the standard asks (publiccode.yml 0.x, core schema), in Dutch and English."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

KEYS = {
    "publiccodeYmlVersion", "name", "applicationSuite", "url", "landingURL", "isBasedOn", "organisation", "fundedBy",
    "softwareVersion", "releaseDate", "logo", "platforms", "categories", "usedBy", "roadmap", "developmentStatus",
    "softwareType", "intendedAudience", "description", "legal", "maintenance", "localisation", "dependsOn",
}  # fmt: skip
MANDATORY = {
    "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend",
    "standalone/other", "addon", "library", "configurationFiles",
}  # fmt: skip
LANGUAGES = ("nl", "en")


@pytest.fixture(scope="module")
def publiccode(root: Path) -> dict[str, Any]:
    """The document."""
    return yaml.safe_load((root / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_keys_are_those_of_the_standard(publiccode: dict[str, Any]) -> None:
    assert set(publiccode) <= KEYS
    assert set(publiccode) >= MANDATORY
    assert publiccode["publiccodeYmlVersion"] == "0"
    assert publiccode["developmentStatus"] in STATUS
    assert publiccode["softwareType"] in TYPES
    assert re.fullmatch(r"https://\S+", publiccode["url"])
    assert set(publiccode["legal"]) <= {"license", "mainCopyrightOwner", "repoOwner"}
    assert publiccode["legal"]["license"] == "EUPL-1.2"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_describes_itself_in_this_language(publiccode: dict[str, Any], language: str) -> None:
    description = publiccode["description"][language]
    assert 1 <= len(description["shortDescription"].strip()) <= 150
    assert 150 <= len(description["longDescription"].strip()) <= 10_000
    assert all(1 <= len(feature) <= 100 for feature in description["features"])
    assert len(description["features"]) == len(publiccode["description"]["nl"]["features"])


def test_it_says_which_languages_the_product_speaks(publiccode: dict[str, Any]) -> None:
    assert publiccode["localisation"]["localisationReady"] is True
    assert sorted(publiccode["localisation"]["availableLanguages"]) == sorted(LANGUAGES)


def test_its_maintenance_is_complete_and_names_no_person(publiccode: dict[str, Any]) -> None:
    maintenance = publiccode["maintenance"]
    assert maintenance["type"] in {"internal", "community", "contract", "none"}
    if maintenance["type"] in {"internal", "community"}:
        assert maintenance["contacts"]
    assert all(set(contact) <= {"name", "email", "phone", "affiliation"} for contact in maintenance.get("contacts", []))


def test_its_version_is_that_of_the_package(publiccode: dict[str, Any], root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert publiccode["softwareVersion"] == project["version"]
    assert isinstance(publiccode["releaseDate"], datetime.date)


def test_what_it_depends_on_is_open_and_declared(publiccode: dict[str, Any]) -> None:
    assert set(publiccode["dependsOn"]) == {"open"}
    assert {"Python", "Django", "SQLite"} <= {part["name"] for part in publiccode["dependsOn"]["open"]}
