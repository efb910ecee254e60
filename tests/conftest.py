"""What makes the suite quick: fewer collections and compilations, and no animation to wait for."""

import gc
import os
import sys

import hypothesis

# Read by Textual once, when it is imported: no animation, and no wait for the next frame.
os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
os.environ.setdefault("TEXTUAL_FPS", "240")

# Compiled once, for the next run and for every program that a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure() -> None:
    """Apps leave much behind; collected less often, the suite is a fifth faster."""
    gc.set_threshold(200_000, 50, 100)
    # How long an example takes is the machine's affair.
    hypothesis.settings.register_profile("suite", deadline=None)
    hypothesis.settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: it need not be looked through again."""
    gc.freeze()
