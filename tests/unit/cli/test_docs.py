import importlib.util
from pathlib import Path

import pytest

from nguon.cli.words import CATALOGUE
from nguon.cli.words_units import WORDS

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def check_docs():
    """``scripts/check_docs.py`` as a module."""
    spec = importlib.util.spec_from_file_location("check_docs", ROOT / "scripts" / "check_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_everything_a_user_can_meet_is_documented_and_every_link_resolves(check_docs):
    assert list(check_docs.find_mistakes()) == []


def test_every_code_has_words_in_the_catalogue(check_docs):
    known = {code.removeprefix("problem.") for code in CATALOGUE} | {key.removeprefix("problem_") for key in WORDS}
    sentences = pytest.importorskip("nguon.web.project.sentences", reason="the web part is not installed")
    assert sorted(check_docs.codes() - known - set(sentences.SENTENCES)) == []
