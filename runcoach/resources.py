"""Where the app's own data is: in the package when installed, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def assets_folder(package: Path = _PACKAGE) -> Path:
    """The folder with `exercises`, `programmes`, `guide` and `sounds`.

    Args:
        package: the folder of the package, as a wheel, an sdist, an editable install or a plain
            checkout has it.

    Raises:
        FileNotFoundError: there is none; the installation is broken.
    """
    for folder in (package / "assets", package.parent / "assets"):
        if (folder / "exercises").is_dir():
            return folder
    raise FileNotFoundError(
        "The exercises that come with runcoach are missing: please install it again."
    )


def guide_pages() -> tuple[str, ...]:
    """The pages of the guide in their order, as Markdown."""
    pages = sorted((assets_folder() / "guide").glob("*.md"))
    return tuple(page.read_text(encoding="utf-8") for page in pages)
