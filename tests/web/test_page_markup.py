"""Pages of text as markup."""

from __future__ import annotations

from equipoise.report.view.pages import Page, Section, Table
from equipoise.web.parts.page_markup import page_markup

SCRIPT = "<script>alert(1)</script>"


def test_what_a_page_says_is_text_and_never_markup() -> None:
    table = Table(heads=(SCRIPT, SCRIPT), rows=((SCRIPT, SCRIPT),))
    page = Page(title=SCRIPT, lead=(SCRIPT,), sections=(Section(heading=SCRIPT, paragraphs=(SCRIPT,), table=table),))
    markup = str(page_markup(page))
    assert markup.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 8
    assert "<script" not in markup
    assert markup.count('scope="col"') == 2
    assert markup.count('scope="row"') == 1
