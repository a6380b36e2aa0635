from dataclasses import replace

from equipoise.report.notebook import html_summary
from equipoise.report.view import view
from report.hand_made import case, fake
from report.pages import read_page, text_of


def test_a_notebook_shows_the_bottom_line_and_every_scenario(sampled):
    html = html_summary(view(sampled))
    text = text_of(html)
    assert "Straddle is the likeliest of four scenarios" in text
    assert "83\u202f%\u00a0(78–88)" in text
    assert len(read_page(html).all("tr")) == 5


def test_a_summary_leaves_the_rest_of_the_notebook_alone(sampled):
    page = read_page(html_summary(view(sampled)))
    assert not page.all("style")
    assert not any("class" in element.attributes or "id" in element.attributes for element in page.elements)


def test_authored_text_in_a_notebook_is_escaped():
    html = html_summary(view(fake(case(words="<script>alert(1)</script>"))))
    assert not read_page(html).all("script")


def test_a_result_that_is_not_trustworthy_makes_no_claim(assessment):
    text = text_of(html_summary(view(replace(assessment, trustworthy=False))))
    assert "This result is not trustworthy." in text
    assert "likeliest" not in text
