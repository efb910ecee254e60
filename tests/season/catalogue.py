"""The built-in catalogue, read without a cache."""

from __future__ import annotations

from pathlib import Path

from runcoach.catalogue.loader import read_catalogue
from runcoach.core.model.catalogue import Catalogue
from runcoach.resources import assets_folder


def read_catalogue_once() -> Catalogue:
    """Read every built-in exercise and programme."""
    return read_catalogue(assets_folder(), Path("no-data"))
