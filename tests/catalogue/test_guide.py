"""The guide: the sentences it must have verbatim, and that its examples work."""

import re
from collections.abc import Callable

from runcoach.core.model.catalogue import Catalogue
from runcoach.resources import assets_folder

SAFETY = (
    "General training advice, not medical care. Ask a professional first if you have heart, bone, "
    "balance or other illness, a recent injury or surgery, or are pregnant or have just given "
    "birth. Stop and seek help for chest pain, fainting, unusual breathlessness, a swollen calf, "
    "numbness, or bone pain at one spot or at night."
)


def pages() -> dict[str, str]:
    folder = assets_folder() / "guide"
    return {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.md"))}


def test_every_page_begins_with_its_title() -> None:
    assert len(pages()) == 7
    for name, text in pages().items():
        assert re.match(r"# \w", text), name


def test_the_safety_sentences_are_there_word_for_word() -> None:
    assert SAFETY in pages()["4-safety"]


def test_it_is_honest_about_the_evidence() -> None:
    why = pages()["1-why-strength"]
    for study in ("Blagrove 2018", "Eihara 2022", "Wu 2024", "Lauersen 2018"):
        assert study in why
    assert "no clear overall effect" in why


def test_the_examples_of_own_files_work(own: Callable[..., Catalogue]) -> None:
    exercise, programme = re.findall(r"```toml\n(.*?)```", pages()["5-your-own"], re.DOTALL)
    catalogue = own(
        {"exercises/wall-sit.toml": exercise, "programmes/before-breakfast.toml": programme}
    )
    assert catalogue.problems == ()
    assert len(catalogue.exercises["wall-sit"].tiers) == 3
    assert catalogue.programme("Before breakfast 10") is not None
