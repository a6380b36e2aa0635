"""Which endpoint the environment names, and that no key comes out of it."""

from __future__ import annotations

import pytest

from equipoise.errors import UsageError
from equipoise.proposals.endpoint import Endpoint, endpoint_from

OWN = {"EQUIPOISE_LLM_URL": "http://localhost:11434/v1", "EQUIPOISE_LLM_KEY": "own-key"}
OPENAI = {"OPENAI_API_KEY": "openai-key"}
ANTHROPIC = {"ANTHROPIC_API_KEY": "anthropic-key"}


@pytest.mark.parametrize(
    ("environment", "model", "service", "where", "key"),
    [
        ({**OWN, **OPENAI, **ANTHROPIC}, "qwen3:8b", "openai", "http://localhost:11434", "own-key"),
        ({**OPENAI, **ANTHROPIC}, "a", "openai", "https://api.openai.com", "openai-key"),
        (ANTHROPIC, "a", "anthropic", "https://api.anthropic.com", "anthropic-key"),
        ({**OWN, **ANTHROPIC}, "anthropic:a", "anthropic", "https://api.anthropic.com", "anthropic-key"),
        ({**OPENAI, "OPENAI_BASE_URL": "https://gate.example/v1"}, "a", "openai", "https://gate.example", "openai-key"),
        ({"OPENAI_BASE_URL": "http://localhost:8000/v1"}, "a", "openai", "http://localhost:8000", "none"),
    ],
)
def test_ones_own_server_comes_first_and_a_prefix_decides(environment, model, service, where, key):
    found = endpoint_from(environment, model)
    assert (found.service, found.where, found.key) == (service, where, key)
    assert found.model == model.removeprefix("anthropic:")


def test_the_key_of_openai_is_never_sent_to_a_server_of_ones_own():
    assert endpoint_from({"EQUIPOISE_LLM_URL": "http://localhost:1/v1", **OPENAI}, "a").key == "none"


def test_the_environment_may_name_the_model():
    assert endpoint_from({**OWN, "EQUIPOISE_LLM_MODEL": "small"}).model == "small"


@pytest.mark.parametrize(
    ("environment", "model", "problem"),
    [
        ({}, "a", "no language model is set up"),
        (OPENAI, "anthropic:a", "no language model of anthropic"),
        (OWN, None, "which language model"),
        (OWN, "openai:", "which language model"),
        ({"EQUIPOISE_LLM_URL": "localhost:1"}, "a", "EQUIPOISE_LLM_URL is no address"),
        ({"EQUIPOISE_LLM_URL": "http://[::1/v1"}, "a", "EQUIPOISE_LLM_URL is no address"),
        ({"EQUIPOISE_LLM_URL": "http://localhost:99999/v1"}, "a", "EQUIPOISE_LLM_URL is no address"),
        ({"EQUIPOISE_LLM_URL": "http://me:hush@host/v1"}, "a", "name or password"),
        ({**OWN, "EQUIPOISE_LLM_KEY": "hush\nhush"}, "a", "EQUIPOISE_LLM_KEY holds characters"),
        ({**OWN, "EQUIPOISE_LLM_KEY": "hüsh"}, "a", "EQUIPOISE_LLM_KEY holds characters"),
        ({**OWN, "EQUIPOISE_LLM_TIMEOUT": "soon"}, "a", "no number of seconds"),
        ({**OWN, "EQUIPOISE_LLM_TIMEOUT": "nan"}, "a", "no number of seconds"),
    ],
)
def test_what_names_no_endpoint_is_told_without_its_secrets(environment, model, problem):
    with pytest.raises(UsageError, match=problem) as caught:
        endpoint_from(environment, model)
    assert "hush" not in f"{caught.value} {caught.value.hint}"
    assert "hüsh" not in f"{caught.value} {caught.value.hint}"


def test_keys_are_neither_shown_nor_left_in_messages():
    endpoint = Endpoint("openai", "http://host/v1", "a", key="pa55word")
    assert "pa55word" not in repr(endpoint)
    told = endpoint.redacted("wrong key pa55word; Bearer abc.def.0123456789; sk-proj-123456; http://me:hush@host/")
    assert told == "wrong key [key]; [key]; [key]; http://[key]host/"
    assert endpoint.redacted("The bearer of the letter") == "The bearer of the letter"
