from __future__ import annotations

import pytest

from equipoise.documents.masthead import masthead, written_date

BODY = "\n\n" + "It has been argued for many months that the two neighbours are growing apart over the canal. " * 4


@pytest.mark.parametrize(
    ("head", "title", "authors", "publisher", "published"),
    [
        (
            "Occasional Papers\nInstitute for Canal Studies\nMay 2019\n\nTwo Shores, One Canal\n\nAnn Lee and Bo Chen",
            "Two Shores, One Canal",
            ("Ann Lee", "Bo Chen"),
            "Institute for Canal Studies",
            "2019-05",
        ),
        (
            "## Canals\n\n# Who pays for the lock?\n\n**Maria de la Cruz** in Lisbon 7 JUNE 2019",
            "Who pays for the lock?",
            ("Maria de la Cruz",),
            None,
            "2019-06-07",
        ),
        ("Shippers fear a toll\nBy Ann Lee\nJune 7, 2019", "Shippers fear a toll", ("Ann Lee",), None, "2019-06-07"),
        ("A toll is not a tax", "A toll is not a tax", (), None, None),
        ("The Post-Canal Order of Things", "The Post-Canal Order of Things", (), None, None),
    ],
)
def test_the_head_of_a_text_tells_title_authors_publisher_and_date(head, title, authors, publisher, published):
    found = masthead(head + BODY)
    assert (found.title, found.authors, found.publisher) == (title, authors, publisher)
    assert str(found.published) == str(published)


def test_a_byline_with_a_date_counts_below_a_caption():
    found = masthead(
        f"# Who pays?\n\nA caption that tells at length {'what is to be seen ' * 9}\n\nAnn Lee, 7 June 2019{BODY}"
    )
    assert (found.authors, str(found.published)) == (("Ann Lee",), "2019-06-07")


def test_a_date_in_the_first_paragraph_is_no_date_of_publication():
    assert masthead(f"Who pays?\n\nOn 7 June 2019 the toll was raised, and nobody paid. {BODY}").published is None


def test_a_text_that_is_one_paragraph_says_nothing_of_itself():
    assert masthead(BODY.strip()).title is None
    assert masthead("").title is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on 3rd March 2022", "2022-03-03"),
        ("MARCH 3, 2022", "2022-03-03"),
        ("Sept. 3, 2022", "2022-09-03"),
        ("2022-03-03T10:00", "2022-03-03"),
        ("in March 2022", "2022-03"),
        ("31 February 2022", "2022-02"),
        ("may 2 years pass", None),
        ("in 2022", None),
    ],
)
def test_dates_are_read_as_precisely_as_they_are_written(text, date):
    found = written_date(text)
    assert (None if found is None else str(found)) == date
