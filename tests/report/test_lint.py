"""Every rule both ways, and no fault in any brief: the built-in case, a new case, generated numbers."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equipoise.assess.assess import assess
from equipoise.case.builtin import list_builtin
from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.probability.standards import STANDARDS
from equipoise.report.lint import (
    AUTHORED,
    FRAGMENTS,
    faults_in,
    lint,
    probability_words,
    sentences_of,
    split,
)
from equipoise.report.view import view
from report.hand_made import case, fake
from report.studied import OVERTURNED, SETTLED, UNSETTLED, every_study

FOURS = st.tuples(*[st.floats(0.001, 1)] * 4).map(lambda weights: tuple(w / sum(weights) for w in weights))
TERMS = sorted({term for s in STANDARDS.values() for band in s.bands for term in (band.term, *band.others)})


def rules(text, **kinds):
    return [fault.rule for fault in faults_in(text, **kinds)]


# --- likelihood and confidence -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "We judge with moderate confidence that it holds at 83 %.",
        "It is very likely (83 %), with high confidence.",
        "It is very likely (High Confidence).",
        "We are confident of 83\u202f%.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_refused(text):
    assert "likelihood and confidence" in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Confidence: moderate. The headline stays between 72 % and 90 % under every choice tested.",
        "Confidence says how far a number could move, never how likely the event is.",
        "The confidential file gives 83 %.",
    ],
)
def test_in_two_sentences_they_are_not(text):
    assert rules(text) == []


# --- words without a number ----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["It will likely hold.", "A break is probable.", "Very likely.", "A remote danger."])
def test_a_word_without_a_number_is_refused(text):
    assert rules(text) == ["word without number"]


@pytest.mark.parametrize(
    "text",
    [
        "It holds at 83\u202f% (74–90), very likely.",
        "Which is the likeliest scenario?",
        "It is not said how likely it is.",
        "This improbability has a likelihood of its own.",
        "An author wrote “it will likely hold”.",
    ],
)
def test_a_word_with_its_number_or_in_quotation_marks_is_not(text):
    assert rules(text) == []


def test_a_number_in_another_sentence_does_not_help():
    assert rules("It holds at 83 %. That is very likely.") == ["word without number"]


# --- two standards -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["highly likely", "realistic possibility", "remote chance", "chances about even"])
def test_a_word_of_another_standard_is_refused(word):
    assert rules(f"It holds at 83 %, {word}.") == ["two standards"]


@pytest.mark.parametrize("word", ["highly likely", "realistic possibility", "remote chance"])
def test_in_a_brief_of_that_standard_it_is_not(word):
    assert rules(f"It holds at 83 %, {word}.", standard="PHIA") == []


def test_very_likely_is_of_another_standard_in_a_brief_of_phia():
    assert rules("It holds at 83 %, very likely.", standard="PHIA") == ["two standards"]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_known_as_the_longest_that_stands_there(term):
    assert probability_words(f"It is {term.upper()}, they say") == (term,)
    assert term not in probability_words(f"x{term}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("remote workers are likely to strike", ("remote", "likely")),
        ("very\u00a0likely, then likely", ("very likely", "likely")),
        ("almost certainly not", ("almost certainly not",)),
        ("probably not, or probably", ("probably not", "probably")),
        ("unlikely", ("unlikely",)),
        ("likelihood, likeliest, likelier", ()),
    ],
)
def test_words_keep_to_the_bounds_of_tokens(text, words):
    assert probability_words(text) == words


# --- certainty -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["at 0\u202f%", "at 100 %", "at 3\u202f%\u00a0(0–7)", "at 97 % (90–100)", "0–5 %", "95–100 %"]
)
def test_certainty_about_an_open_event_is_refused(text):
    assert rules(text) == ["certain"]


@pytest.mark.parametrize(
    "text", ["at <1 %", "at >99 % (97–>99)", "at 10 %", "at 3 % (<1–7)", "1,100 %", "0.5 dB", "20 % (10–30)", "5–20 %"]
)
def test_anything_short_of_it_is_not(text):
    assert rules(text) == []


# --- minus ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["by -1.5 dB", "(-3)", "-∞", "from 2 to -2"])
def test_a_hyphen_in_place_of_a_minus_is_refused(text):
    assert rules(text) == ["hyphen for minus"]


@pytest.mark.parametrize("text", ["by −1.5 dB", "2023-03-31", "a no-limits phrase", "--particles 64", "10–20"])
def test_a_minus_a_date_and_a_compound_are_not(text):
    assert rules(text) == []


# --- authored text -------------------------------------------------------------------------------------------


def test_authored_text_is_exempt_and_marked():
    shown = view(fake(case(words=" will likely hold, with high confidence, -3")))
    assert lint(shown) == ()
    marked = [sentence for sentence in sentences_of(shown) if sentence.is_authored and "likely hold" in sentence.text]
    assert {sentence.where for sentence in marked} >= {"title", "question", "scenarios[0].means"}


def test_our_own_sentence_is_not(assessment):
    shown = view(assessment)
    spoilt = replace(shown, headline=replace(shown.headline, leads="Straddle will likely hold."))
    assert [(fault.rule, fault.found, fault.where) for fault in lint(spoilt)] == [
        ("word without number", "likely", "headline.leads")
    ]
    assert str(lint(spoilt)[0]) == "headline.leads: word without number: 'likely' in '… will likely hold.'"


def test_a_full_stop_inside_quotation_marks_ends_no_sentence():
    assert split("It says “A. B.” and goes on. Then ends.") == ("It says “A. B.” and goes on.", "Then ends.")


def test_authored_fields_are_fields_of_the_view(assessment):
    known = {type(record).__name__: record for record in records_of(view(assessment, **every_study(assessment)))}
    for name, listed in (*AUTHORED.items(), *FRAGMENTS.items()):
        if name in known:
            assert listed <= {field.name for field in fields(known[name])}, name
    assert set(AUTHORED) - set(known) <= {"RankedCourseView", "SeenLevelView"}


def records_of(value):
    """Every record inside a record."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from records_of(getattr(value, field.name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from records_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from records_of(part)


# --- whole briefs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choices", [SETTLED, UNSETTLED, OVERTURNED])
@pytest.mark.parametrize("value", [0.35, None])
def test_a_brief_with_every_study_has_no_fault(sampled, choices, value):
    assert lint(view(sampled, **every_study(sampled, choices, value=value))) == ()


@settings(max_examples=40)
@given(FOURS, FOURS, st.booleans())
def test_generated_numbers_make_no_fault(now, at, sampled):
    assert lint(view(fake(case(), now=now, at=at, sampled=sampled))) == ()


def test_a_case_without_evidence_makes_no_fault():
    assert lint(view(fake(case(items=()), as_of=date(2022, 6, 30)))) == ()


@pytest.mark.parametrize("name", list_builtin())
def test_no_built_in_case_makes_a_fault(name):
    assert lint(view(assess(load_case(name), particles=64))) == ()


def test_a_new_case_makes_no_fault(tmp_path):
    new_case(tmp_path / "mine")
    assert lint(view(assess(load_case(tmp_path / "mine"), particles=64))) == ()
