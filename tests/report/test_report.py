import builtins
import sys
from pathlib import Path

import pytest

from equipoise.case.load import load_case
from equipoise.errors import UsageError
from equipoise.report.document.outline import document
from equipoise.report.report import RENDERERS, renderer_for, report
from equipoise.report.view import view
from equipoise.studies.brief_studies import Studies
from report.forms import page
from report.studied import stable


@pytest.mark.parametrize("name", ["brief.html", "BRIEF.HTML"])
def test_a_brief_is_written_whole(assessment, tmp_path, name):
    target = report(assessment, tmp_path / name)
    assert target.read_text(encoding="utf-8") == page(view(assessment))
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_studies_given_with_an_assessment_stand_in_the_brief(assessment, tmp_path):
    studies = Studies(stability=stable(assessment))
    written = report(assessment, tmp_path / "brief.html", studies=studies).read_text(encoding="utf-8")
    assert written == page(view(assessment, stability=studies.stability))


def test_a_case_is_assessed_and_studied(root, tmp_path):
    case = load_case(root / "tests" / "proofs" / "example")
    written = report(case, tmp_path / "brief.md", since="2021-01-31").read_text(encoding="utf-8")
    assert "under every choice tested" in written
    assert "since 31\u00a0January 2021" in written


def test_studies_and_a_day_are_refused_where_they_have_no_place(assessment, tmp_path):
    with pytest.raises(UsageError, match="belong to an assessment"):
        report(assessment.case, tmp_path / "brief.md", studies=Studies())
    with pytest.raises(UsageError, match="compared with nothing"):
        report(assessment, tmp_path / "brief.md", since="2022-03-31")


@pytest.mark.parametrize("suffix", RENDERERS)
def test_the_suffix_names_the_form(assessment, tmp_path, suffix):
    written = report(assessment, tmp_path / f"brief{suffix}").read_bytes()
    made = RENDERERS[suffix](document(view(assessment)))
    assert written == (made if isinstance(made, bytes) else made.encode("utf-8"))


def test_a_path_may_be_text_and_an_old_brief_is_replaced(assessment, sampled, tmp_path):
    path = str(tmp_path / "brief.html")
    report(assessment, path)
    report(sampled, path)
    assert Path(path).read_text(encoding="utf-8") == page(view(sampled))


@pytest.mark.parametrize("name", ["brief.odt", "brief", "brief.", ".html"])
def test_another_suffix_is_refused_with_those_there_are(assessment, tmp_path, name):
    with pytest.raises(UsageError, match=r"there is \.html, \.md, \.docx, \.pdf"):
        report(assessment, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_says_what_to_do(assessment, tmp_path):
    with pytest.raises(UsageError) as caught:
        report(assessment, tmp_path / "brief.odt")
    assert caught.value.hint == "name the file brief.html"


def test_a_missing_folder_is_refused(assessment, tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        report(assessment, tmp_path / "nowhere" / "brief.html")


@pytest.mark.parametrize(
    ("suffix", "missing", "package"),
    [(".pdf", "typst", "typst"), (".docx", "docx", "python-docx"), (".docx", "typst", "typst")],
)
def test_a_form_whose_packages_are_missing_says_how_to_get_them(
    assessment, tmp_path, monkeypatch, suffix, missing, package
):
    hide(monkeypatch, missing)
    for ask in (
        renderer_for,
        lambda path: report(assessment, path),
        lambda path: RENDERERS[suffix](document(view(assessment))),
    ):
        with pytest.raises(UsageError, match=package) as caught:
            ask(tmp_path / f"brief{suffix}")
        assert caught.value.hint == "run: pip install 'equipoise[report]'"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_other_forms_need_no_package_beyond_a_plain_installation(assessment, tmp_path, monkeypatch, suffix):
    for module in ("typst", "docx"):
        hide(monkeypatch, module)
    assert report(assessment, tmp_path / f"brief{suffix}").is_file()


def hide(monkeypatch, module):
    """Make a package one that is not installed."""
    import importlib.util

    found, imported = importlib.util.find_spec, builtins.__import__

    def spec(name, package=None):
        return None if name.partition(".")[0] == module else found(name, package)

    def load(name, *rest):
        if name.partition(".")[0] == module:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return imported(name, *rest)

    for known in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, known)
    # By its name, because `equipoise.report` is the function.
    monkeypatch.setattr(sys.modules["equipoise.report.report"], "find_spec", spec)
    monkeypatch.setattr(builtins, "__import__", load)
