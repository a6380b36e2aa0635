"""Likelihood and confidence never stand in one sentence (ICD 203), and no level of confidence is made up."""

import re

import pytest

from equipoise.probability.words import bands
from equipoise.report.terminal import render as render_terminal
from equipoise.report.view import view
from report.forms import page
from report.pages import lines_of

SENTENCE_END = re.compile(r"(?<=[.!?]) ")
WORDS = [term for band in bands() for term in (band.term, *band.others)]


@pytest.fixture(params=["html", "terminal"])
def texts(request, assessment, sampled, by_engine):
    """The paragraphs a reader sees of three assessments."""
    shown = [view(one) for one in (assessment, sampled, by_engine)]
    if request.param == "html":
        return [lines_of(page(one)) for one in shown]
    return [[" ".join(block.split()) for block in render_terminal(one).split("\n\n")] for one in shown]


def test_no_sentence_holds_both(texts):
    for sentence in (sentence for text in texts for paragraph in text for sentence in SENTENCE_END.split(paragraph)):
        if "confiden" in sentence.lower():
            assert "%" not in sentence
            assert not any(re.search(rf"\b{word}\b", sentence) for word in WORDS)


def test_no_level_of_confidence_is_stated(texts):
    for text in map(" ".join, texts):
        assert "Confidence: not stated yet." in text
        assert not re.search(r"(?i)\b(low|moderate|high) confidence|confidence:? (is )?(low|moderate|high)", text)
