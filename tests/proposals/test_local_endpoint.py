"""Over HTTP, against a server on this machine: right answers, wrong ones, broken ones, none."""

from __future__ import annotations

import json

import pytest

from equipoise.documents.candidates import read_candidates
from equipoise.proposals.asking import TRIES, EndpointError
from equipoise.proposals.propose import propose
from proposals.chat_server import Reply, chat_server, offering
from proposals.made import ACT, INVENTED, SAID, case_with, everything

pytestmark = pytest.mark.usefixtures("requests_to_this_machine")

KEY = "pa55word-of-the-person"
AT_ONCE = {"retry-after-ms": "1"}


def environment(server, **more):
    return {"EQUIPOISE_LLM_URL": server.url, "EQUIPOISE_LLM_KEY": KEY, "EQUIPOISE_LLM_MODEL": "small:1b", **more}


def long_case(folder):
    return case_with(
        folder, "\n\n".join(f"On day {n} a convoy of lorries left the harbour at noon." for n in range(300))
    )


def test_right_words_become_candidates_and_invented_ones_are_refused(folder):
    with chat_server(offering(ACT, INVENTED), offering(SAID)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert [one.text for one in found.added] == [ACT["quote"], SAID["quote"]]
    assert [one.quote for one in found.run.refused] == [INVENTED["quote"]]
    assert found.added[0].proposed_by.startswith("small:1b, ")
    first, second = server.requests
    assert first["model"] == "small:1b"
    assert "Customs posts reopen" in first["messages"][-1]["content"]
    assert INVENTED["quote"] in second["messages"][-1]["content"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"


def test_nothing_that_is_meant_for_openai_reaches_a_server_of_ones_own(folder, monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "ANTHROPIC_API_KEY"):
        monkeypatch.setenv(name, "astray")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Gateway-Key: astray\nAuthorization: Bearer astray")
    with chat_server(offering(ACT)) as server:
        propose(folder, "courier", environment=environment(server))
        propose(folder, "courier", model="small", environment={"EQUIPOISE_LLM_URL": server.url})
    with_key, without = server.headers
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in without
    assert "astray" not in f"{server.headers}"


def test_the_form_that_is_sent_has_no_place_for_a_number(folder):
    with chat_server(offering()) as server:
        propose(folder, "courier", environment=environment(server))
    (tool,) = server.requests[0]["tools"]
    form = json.dumps(tool["function"]["parameters"])
    assert '"number"' not in form
    assert '"integer"' not in form
    assert "rating" not in form


@pytest.mark.parametrize(
    "broken",
    [
        Reply('{"proposals": [{"quote": "A convoy of'),
        Reply('{"proposals": 7}'),
        Reply({"proposals": [{"quote": ACT["quote"], "kind": "++"}]}),
        Reply(content="Certainly! Here is what I found."),
    ],
    ids=["cut short", "another form", "another kind", "only talk"],
)
def test_a_broken_answer_is_sent_back_and_the_next_one_counts(folder, broken):
    with chat_server(broken, offering(ACT)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == 2
    assert [one.text for one in found.added] == [ACT["quote"]]


def test_answers_that_stay_broken_are_given_up(folder):
    with chat_server(Reply("{")) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == TRIES
    assert found.added == ()
    assert "no usable answer" in found.run.failed[0]


@pytest.mark.parametrize("body", ["{}", "[]"])
def test_json_that_is_no_completion_costs_its_passage(folder, body):
    with chat_server(Reply(body=body)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert "no usable answer" in found.run.failed[0]


@pytest.mark.parametrize("body", ["<html>Welcome</html>", ""], ids=["a page", "empty"])
def test_a_server_that_speaks_something_else_is_told(folder, body):
    with chat_server(Reply(body=body)) as server, pytest.raises(EndpointError, match="cannot be asked") as caught:
        propose(folder, "courier", environment=environment(server))
    assert server.url.removesuffix("/v1") in str(caught.value)


def test_after_three_broken_answers_one_after_another_no_more_is_sent(tmp_path):
    folder = long_case(tmp_path / "case")
    with chat_server(Reply("{")) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == 3 * TRIES
    assert "one after another" in found.run.stopped


def test_a_fault_of_the_server_that_passes_is_waited_out(folder):
    with chat_server(Reply(status=500, body="{}", headers=AT_ONCE), offering(ACT)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == 2
    assert len(found.added) == 1


def test_a_fault_that_stays_is_told_and_writes_no_candidate(folder):
    body = json.dumps({"error": {"message": "out of memory"}})
    with (
        chat_server(Reply(status=500, body=body, headers=AT_ONCE)) as server,
        pytest.raises(EndpointError, match="answered with status 500: out of memory"),
    ):
        propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == 3
    assert not (folder / "candidates.yaml").exists()
    assert "status 500" in json.loads((folder / "proposals.jsonl").read_text(encoding="utf-8"))["stopped"]


def test_a_fault_in_the_middle_keeps_what_was_found(tmp_path):
    folder = long_case(tmp_path / "case")
    one = {"quote": "On day 0 a convoy of lorries left the harbour at noon.", "kind": "act"}
    with chat_server(offering(one), Reply(status=503, body="{}", headers=AT_ONCE)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert "status 503" in found.run.stopped
    assert [one.text for one in read_candidates(folder)] == [one["quote"]]
    assert len(found.run.passages) == 2


def test_a_refused_key_is_told_without_the_key(folder):
    body = json.dumps({"error": {"message": f"Incorrect API key provided: {KEY}, or Bearer {KEY}"}})
    with chat_server(Reply(status=401, body=body)) as server, pytest.raises(EndpointError) as caught:
        propose(folder, "courier", environment=environment(server))
    assert len(server.requests) == 1
    assert "status 401: Incorrect API key provided: [key]" in str(caught.value)
    assert KEY not in f"{caught.value} {caught.value.hint} {caught.value.__cause__}"


def test_no_key_is_written_anywhere_even_if_a_server_sends_it_back(folder, capsys, caplog):
    caplog.set_level("DEBUG")
    echo = {"quote": f"The key is {KEY} and nothing else", "kind": "act"}
    with chat_server(offering(ACT, echo)) as server:
        found = propose(folder, "courier", environment=environment(server))
    assert found.run.refused[0].quote == "The key is [key] and nothing else"
    assert not [name for name, raw in everything(folder).items() if KEY.encode() in raw]
    assert KEY not in repr(found)
    assert KEY not in caplog.text
    assert KEY not in "".join(capsys.readouterr())


def test_an_answer_that_does_not_come_is_not_waited_for_for_ever(folder):
    with (
        chat_server(Reply({"proposals": []}, delay=30)) as server,
        pytest.raises(EndpointError, match=r"no answer within 0\.2 seconds"),
    ):
        propose(folder, "courier", environment=environment(server, EQUIPOISE_LLM_TIMEOUT="0.2"))


def test_a_slow_answer_is_waited_for(folder):
    with chat_server(Reply({"proposals": [ACT]}, delay=0.3)) as server:
        assert len(propose(folder, "courier", environment=environment(server)).added) == 1


def test_a_server_that_is_not_there_is_told(folder):
    with chat_server(offering()) as server:
        pass
    with pytest.raises(EndpointError, match="cannot be asked"):
        propose(folder, "courier", environment=environment(server))


def test_a_redirect_is_not_followed_so_that_the_text_goes_nowhere_else(folder):
    with chat_server(offering(ACT)) as other:
        away = Reply(status=307, body="", headers={"Location": f"{other.url}/chat/completions"})
        with chat_server(away) as server, pytest.raises(EndpointError, match="307"):
            propose(folder, "courier", environment=environment(server))
    assert other.requests == []


def test_the_protocol_of_anthropic_is_spoken_too(folder):
    with chat_server(offering(ACT)) as server:
        base = server.url.removesuffix("/v1")
        found = propose(
            folder,
            "courier",
            model="anthropic:some-model",
            environment={
                "ANTHROPIC_API_KEY": KEY,
                "ANTHROPIC_BASE_URL": base,
                "EQUIPOISE_LLM_URL": "http://127.0.0.1:9",
            },
        )
    assert [one.text for one in found.added] == [ACT["quote"]]
    # Under which of its two names the key is sent is for the client library to know.
    assert {server.headers[0].get("x-api-key"), server.headers[0].get("authorization")} & {KEY, f"Bearer {KEY}"}
