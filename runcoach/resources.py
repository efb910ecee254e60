"""Location of the app's own data: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def assets_folder(package: Path = _PACKAGE) -> Path:
    """The folder with `exercises`, `programmes`, `guide` and `sounds`.

    Args:
        package: The package's folder, in a wheel, an sdist, an editable install or a checkout.

    Raises:
        FileNotFoundError: There is none; the installation is broken.
    """
    for folder in (package / "assets", package.parent / "assets"):
        if (folder / "exercises").is_dir():
            return folder
    raise FileNotFoundError(
        "The exercises that come with runcoach are missing: please reinstall it."
    )


def read_guide_pages() -> tuple[str, ...]:
    """The pages of the guide in reading order, as Markdown."""
    pages = sorted((assets_folder() / "guide").glob("*.md"))
    return tuple(page.read_text(encoding="utf-8") for page in pages)
