from pathlib import Path

import pytest

from equipoise.errors import UsageError
from equipoise.report.brief_html import render
from equipoise.report.report import report
from equipoise.report.view import view


@pytest.mark.parametrize("name", ["brief.html", "BRIEF.HTML"])
def test_a_brief_is_written_whole(assessment, tmp_path, name):
    target = report(assessment, tmp_path / name)
    assert target.read_text(encoding="utf-8") == render(view(assessment))
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_path_may_be_text_and_an_old_brief_is_replaced(assessment, sampled, tmp_path):
    path = str(tmp_path / "brief.html")
    report(assessment, path)
    report(sampled, path)
    assert Path(path).read_text(encoding="utf-8") == render(view(sampled))


@pytest.mark.parametrize("name", ["brief.docx", "brief", "brief.", ".html"])
def test_another_suffix_is_refused_with_those_there_are(assessment, tmp_path, name):
    with pytest.raises(UsageError, match=r"there is \.html"):
        report(assessment, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_says_what_to_do(assessment, tmp_path):
    with pytest.raises(UsageError) as caught:
        report(assessment, tmp_path / "brief.pdf")
    assert caught.value.hint == "name the file brief.html"


def test_a_missing_folder_is_refused(assessment, tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        report(assessment, tmp_path / "nowhere" / "brief.html")
