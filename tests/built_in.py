"""The built-in catalogue, read once in each process of the tests."""

from functools import cache

from runcoach.catalogue.compiled_cache import load_catalogue
from runcoach.core.model.catalogue import Catalogue
from runcoach.resources import assets_folder


@cache
def built_in_catalogue() -> Catalogue:
    return load_catalogue(assets_folder(), None)
