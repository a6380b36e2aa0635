"""`equipoise ledger`: recorded, looked at, resolved and checked from the command line."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime

import pytest

from equipoise.cli.commands.ledger import ledger as app
from equipoise.ledger.ledger import Ledger

COMMANDS = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
TODAY = datetime.now(UTC).date().isoformat()
EVENT = "ever allied until 2021-10-31"


@pytest.fixture
def say(run, case_folder):
    """Record a probability of one event by maria."""

    def record(probability, *more, event=EVENT):
        words = ("--event", event, "--as-of", "2021-06-20", "--by-whom", "maria", "--quiet")
        return run("ledger", "record", case_folder, "-p", probability, *words, *more)

    return record


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_fits_80_columns(run, command):
    ran = run("ledger", command, "--help")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80


def test_help_names_every_command_whole(run):
    out = run("ledger", "--help").out
    assert all(f"  {name} " in out for name in COMMANDS)
    assert "..." not in out.partition("Commands:")[2]


def test_a_probability_is_recorded_and_shown(run, say, case_folder):
    ran = say("0.3")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == f"{Ledger(case_folder).entries[0].content.event.handle}  {EVENT}"
    assert "       1  maria: 30 % as of 20 Jun 2021; a backcast" in ran.out
    assert ran.out.splitlines()[-1] == f"head {Ledger(case_folder).head}"
    assert max(map(len, ran.out.splitlines())) < 80


def test_probabilities_of_all_scenarios_are_one_judgement(run, case_folder):
    words = ("-p", "hedged=0.7", "-p", "apart=0.2", "-p", "allied=0.1", "--as-of", "2021-06-20", "--by-whom", "li")
    ran = run("ledger", "record", case_folder, *words)
    assert ran.code == 0
    assert "scenario until 2021-10-31" in ran.out
    (entry,) = Ledger(case_folder).entries
    assert entry.content.probabilities == {"hedged": 0.7, "apart": 0.2, "allied": 0.1}
    assert entry.content.kind == "person"


def test_probabilities_that_do_not_add_up_are_recorded_as_said(run, case_folder):
    words = ("-p", "hedged=0.7", "-p", "apart=0.3", "-p", "allied=0.1", "--as-of", "2021-06-20", "--by-whom", "li")
    ran = run("ledger", "record", case_folder, *words)
    assert ran.code == 0
    assert "these add to 1.10, not 1; they are recorded as said" in ran.err
    assert "(adds to 110 %)" in ran.out


def test_one_scenario_alone_is_judged_on_the_horizon(run, case_folder):
    assert run("ledger", "record", case_folder, "-p", "allied=0.1", "--as-of", "2021-06-20").code == 0
    assert str(Ledger(case_folder).entries[0].content.event) == "at allied until 2021-10-31"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-p", "0.3"], "does not say of what"),
        (["-p", "30", "--event", EVENT], "write 0.6 for 60 per cent"),
        (["-p", "likely", "--event", EVENT], "is no probability"),
        (["-p", "alied=0.3"], "did you mean 'allied'?"),
        (["-p", "allied=0.3", "-p", "apart=0.2"], "no probability for hedged"),
        (["-p", "allied=0.3", "-p", "allied=0.2"], "each scenario once"),
        (["-p", "0.3", "--event", "ever alied"], "did you mean 'allied'?"),
        (["-p", "0.3", "--event", "ever allied until 2031-10-31"], "lies outside the case"),
        (["-p", "0.3", "--event", "ever pressure=hihg"], "did you mean 'high'?"),
        (["-p", "0.3", "--event", "ever allied given stance=apart"], "there is no condition 'stance'"),
        (["-p", "0.3", "--event", "soon"], "is no event"),
        (["-p", "0.3", "--question", "q1"], "has no question 'q1'"),
        (["--by-whom", "maria"], "add --probability"),
    ],
)
def test_what_cannot_be_recorded_says_why_and_leaves_nothing(run, case_folder, words, says):
    ran = run("ledger", "record", case_folder, *words, "--as-of", "2021-06-20")
    assert ran.code == 2
    assert says in ran.err
    assert not (case_folder / "ledger.jsonl").exists()


def test_a_change_of_more_than_ten_points_asks_for_a_reason(run, say, case_folder):
    say("0.3")
    refused = say("0.45")
    assert refused.code == 2
    assert "a change of more than ten points needs a reason" in refused.err
    assert "--reason" in refused.err
    assert say("0.45", "--reason", "the visit").code == 0
    assert "the visit" in run("ledger", "history", case_folder).out


def test_what_the_model_says_is_recorded_with_what_computed_it(run, case_folder):
    ran = run("ledger", "record", case_folder, "--as-of", "2021-05-31", "--particles", "64", "--quiet")
    assert ran.code == 0
    assessment = json.loads(
        run("assess", case_folder, "--as-of", "2021-05-31", "--particles", "64", "--json", "--quiet").out
    )
    first, *rest = (entry.content for entry in Ledger(case_folder).entries)
    at_horizon = {
        point["scenario"]: point["probability"] for point in assessment["scenarios"] if point["date"] == "2021-10-31"
    }
    assert dict(first.probabilities) == at_horizon
    ever = {point["scenario"]: point["probability"] for point in assessment["ever"] if point["until"] == "2021-10-31"}
    assert {said.event.ever[0]: said.probability for said in rest} == ever
    assert {said.fingerprint for said in (first, *rest)} == {assessment["fingerprint"]}
    assert {(said.version, said.engine, said.kind) for said in (first, *rest)} == {
        (assessment["version"], assessment["engine"], "model")
    }


def test_the_model_answers_one_event(run, case_folder):
    ran = run("ledger", "record", case_folder, "--event", EVENT, "--as-of", "2021-05-31", "--particles", "64", "-q")
    assert ran.code == 0
    (entry,) = Ledger(case_folder).entries
    assert entry.content.kind == "model"
    assert 0 < entry.content.probability < 1


def test_a_question_of_the_case_is_judged_by_its_id(run, case_folder):
    with (case_folder / "case.yaml").open("a") as file:
        file.write("questions:\n  pact: {asks: A pact by September?, event: {ever: allied, until: 2021-09-30}}\n")
    words = ("--question", "pact", "-p", "0.2", "--by-whom", "maria", "--as-of", "2021-06-20")
    assert run("ledger", "record", case_folder, *words).code == 0
    content = Ledger(case_folder).entries[0].content
    assert (str(content.event), content.question) == ("ever allied until 2021-09-30", "pact")
    resolved = run("ledger", "resolve", case_folder, "pact", "did_not", "--date", "2021-09-30", "--source", "yearbook")
    assert resolved.code == 0
    assert "did not occur on 30 Sep 2021 (yearbook)" in resolved.out


def test_reaffirmed_withdrawn_and_resolved_is_all_in_the_history(run, say, case_folder):
    say("0.3")
    handle = Ledger(case_folder).entries[0].content.event.handle
    assert run("ledger", "reaffirm", case_folder, handle, "--as-of", "2021-07-01", "--by-whom", "maria").code == 0
    assert run("ledger", "withdraw", case_folder, handle[:4], "--by-whom", "maria", "--reason", "misread").code == 0
    words = ("--date", "2021-10-31", "--source", "The yearbook", "--by-whom", "li", "--second-resolver", "wu")
    assert run("ledger", "resolve", case_folder, EVENT, "did_not", *words).code == 0
    shown = run("ledger", "history", case_folder, handle)
    assert shown.code == 0
    text = " ".join(shown.out.split())
    assert "maria stands by line 1 as of 1 Jul 2021" in text
    assert "maria withdraws line 1 misread" in text
    assert "resolved by li and wu: did not occur on 31 Oct 2021 (The yearbook)" in text
    assert max(map(len, shown.out.splitlines())) < 80


def test_which_scenario_held_is_resolved_by_its_name(run, case_folder):
    words = ("--date", "2021-10-31", "--source", "yearbook", "--by-whom", "li")
    ran = run("ledger", "resolve", case_folder, "scenario until 2021-10-31", "hedged", *words)
    assert ran.code == 0
    content = Ledger(case_folder).entries[0].content
    assert (content.outcome, content.scenario) == ("occurred", "hedged")


@pytest.mark.parametrize("outcome", ["correct", "wrong", "right", "partial"])
def test_nobody_resolves_whether_they_were_right(run, say, case_folder, outcome):
    say("0.3")
    ran = run("ledger", "resolve", case_folder, EVENT, outcome, "--date", "2021-10-31", "--source", "yearbook")
    assert ran.code == 2
    assert "outcomes: occurred, did_not, void, disputed" in ran.err or "did you mean" in ran.err


def test_a_ledger_that_holds_ends_with_0_and_one_that_does_not_with_1(run, say, case_folder):
    say("0.3")
    say("0.35")
    head = Ledger(case_folder).head
    good = run("ledger", "verify", case_folder, "--head", head[7:19])
    assert (good.code, good.out) == (0, f"all 2 lines hold; head {head}\n")
    path = case_folder / "ledger.jsonl"
    path.write_bytes(path.read_bytes().replace(b"0.3,", b"0.9,"))
    bad = run("ledger", "verify", case_folder, "--head", head)
    assert bad.code == 1
    assert "ledger.jsonl:2:0: line 2: it follows" in bad.out
    assert "line 1 was changed after it was written" in bad.out
    refused = say("0.35")
    assert refused.code == 1
    assert "nothing was recorded" in refused.err


def test_findings_come_as_json(run, say, case_folder):
    say("0.3")
    with (case_folder / "ledger.jsonl").open("ab") as file:
        file.write(b'{"as_of":"20')
    found = json.loads(run("ledger", "verify", case_folder, "--json").out)
    assert (found["schema"], found["holds"], found["lines"]) == ("equipoise/ledger-verification/1", False, 1)
    assert [finding["line"] for finding in found["findings"]] == [2]


def test_a_built_in_case_is_not_written_to(run):
    ran = run("ledger", "record", "sino-russian", "-p", "0.2", "--event", "ever arm_russia", "--quiet")
    assert ran.code == 2
    assert "sino-russian comes with Equipoise and stays as it is" in ran.err
    assert "copy its folder" in ran.err


def test_branches_are_joined(run, say, case_folder, tmp_path):
    say("0.3")
    path, theirs = case_folder / "ledger.jsonl", tmp_path / "theirs.jsonl"
    shutil.copy(path, theirs)
    say("0.35")
    ours = path.read_bytes()
    shutil.copy(theirs, path)
    say("0.32", event="ever apart until 2021-10-31")
    path.write_bytes(ours + path.read_bytes().splitlines(keepends=True)[1])
    refused = say("0.36")
    assert refused.code == 2
    assert "equipoise ledger join" in refused.err
    assert run("ledger", "join", case_folder, "--by-whom", "maria").code == 0
    assert run("ledger", "verify", case_folder).code == 0


def test_a_ledger_may_lie_in_a_database(run, say, case_folder, tmp_path):
    pytest.importorskip("sqlalchemy")
    url = f"sqlite:///{tmp_path}/team.db"
    assert say("0.3", "--store", url).code == 0
    assert not (case_folder / "ledger.jsonl").exists()
    assert "maria: 30 %" in run("ledger", "history", case_folder, "--store", url).out
    assert run("ledger", "verify", case_folder, "--store", url).code == 0
    # Of a built-in case too: what comes with Equipoise stays as it is.
    words = ("-p", "0.2", "--event", "ever arm_russia", "--as-of", "2023-03-31", "--by-whom", "maria", "--quiet")
    assert run("ledger", "record", "sino-russian", "--store", url, *words).code == 0


def test_the_json_is_what_the_page_of_the_documentation_tells(run, say, case_folder, root):
    say("0.3")
    recorded = json.loads(say("0.31", "--json").out)
    history = json.loads(run("ledger", "history", case_folder, "--json").out)
    assert recorded["schema"] == "equipoise/ledger-recorded/1"
    assert history["schema"] == "equipoise/ledger-history/1"
    assert recorded["head"] == history["head"] == Ledger(case_folder).head
    told = _told(root)
    for document in (recorded, history, history["events"][0], history["events"][0]["judgements"][0]):
        assert set(document) <= told


def test_the_page_tells_every_field_of_every_record(root):
    from equipoise.ledger.records import ENVELOPE, KINDS, OUTCOMES

    told = _told(root)
    fields = {field.alias or name for kind in KINDS.values() for name, field in kind.model_fields.items()}
    assert fields | set(ENVELOPE) | set(KINDS) | set(OUTCOMES) <= told


def test_an_empty_ledger_says_so(run, case_folder):
    assert run("ledger", "history", case_folder).out == "nothing is on the record\n"
    assert run("ledger", "verify", case_folder).out.startswith("all 0 lines hold; head sha256:0000")


def _told(root):
    page = (root / "docs" / "ledger.md").read_text(encoding="utf-8")
    return {word for span in re.findall(r"`([^`\n]+)`", page) for word in re.findall(r"[a-z_]+", span)}


def test_scores_tell_which_way_is_better_and_refuse_skill_of_one_question(run, say, case_folder):
    say("0.3")
    run("ledger", "resolve", case_folder, EVENT, "did_not", "--date", "2021-10-31", "--source", "Yearbook")
    ran = run("ledger", "score", case_folder)
    assert ran.code == 0, ran.err
    assert "lower is better" in ran.out
    assert "a backcast, does not count" in ran.out.replace("\n          ", " ")
    assert max(map(len, ran.out.splitlines())) < 80
    assert json.loads(run("ledger", "score", case_folder, "--json").out)["groups"] == []


def test_a_scenario_that_held_is_one_of_the_case(run, case_folder):
    ran = run("ledger", "score", case_folder, "--held", "hedge")
    assert ran.code == 2
    assert "did you mean 'hedged'?" in ran.err


def test_what_is_due_is_listed_and_written_as_a_calendar(run, say, case_folder, tmp_path):
    say("0.3")
    ran = run("ledger", "due", case_folder, "--on", "2021-11-10", "--ics", tmp_path / "due.ics")
    assert ran.code == 0, ran.err
    assert "31 Oct 2021, 10 days overdue" in ran.out
    assert max(map(len, ran.out.splitlines())) < 80
    assert (tmp_path / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    plain = json.loads(run("ledger", "due", case_folder, "--on", "2021-11-10", "--json").out)
    assert [one["overdue"] for one in plain["due"]] == [True]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_brought_back_adds_nothing(run, say, case_folder, tmp_path, form):
    say("0.3")
    path = tmp_path / f"export.{form}"
    path.write_text(run("ledger", "export", case_folder, "--format", form).out, encoding="utf-8")
    head = Ledger(case_folder).head
    ran = run("ledger", "import", case_folder, path)
    assert ran.code == 0, ran.err
    assert "0 lines recorded" in ran.out
    assert Ledger(case_folder).head == head


def test_a_question_elsewhere_is_told_its_event(run, case_folder, tmp_path):
    path = tmp_path / "fatebook-forecasts.csv"
    path.write_text(
        "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,Resolution\n"
        "Allied?,Ann,0.25,2021-02-01 10:00:00,\n",
        encoding="utf-8",
    )
    assert "no event of the case is named" in run("ledger", "import", case_folder, path).out
    ran = run("ledger", "import", case_folder, path, "--map", f"Allied?=>{EVENT}")
    assert "Ann: 25 % as of 1 Feb 2021" in ran.out
    assert max(map(len, ran.out.splitlines())) < 80
    assert run("ledger", "import", case_folder, path, "--map", "Allied?").code == 2


JUDGED = """
- {id: j1, who: A scholar, when: 2021-03, says: If pressed it goes over, range: {low: 0.2, high: 0.4, coder: first},
   event: {ever: [allied], until: 2021-09-30, given: {pressure: high}}}
- {id: j2, who: A paper, when: 2021-02, says: It was far}
"""


def test_published_judgements_go_on_the_record_once_and_as_imputed(run, case_folder):
    (case_folder / "judgements.yaml").write_text(JUDGED, encoding="utf-8")
    ran = run("ledger", "published", case_folder, "--as-of", "2021-03-31", "--particles", "8", "--quiet")
    assert ran.code == 0, ran.err
    assert "dormant" in ran.out
    assert "not scored: it names no event" in ran.out
    assert max(map(len, ran.out.splitlines())) < 80
    assert run("ledger", "published", case_folder, "--record", "--quiet").code == 0
    head = Ledger(case_folder).head
    assert run("ledger", "published", case_folder, "--record", "--quiet").code == 0
    (entry,) = Ledger(case_folder).entries
    assert (entry.content.imputed, entry.content.kind, Ledger(case_folder).head) == (True, "published", head)
    given = f"{entry.content.event}"
    assert given == "ever allied until 2021-09-30 given pressure=high"
    run("ledger", "resolve", case_folder, given, "void", "--date", "2021-09-30", "--source", "Yearbook")
    assert "condition was not met" in run("ledger", "score", case_folder).out


def resolved_many(run, case_folder, count):
    """So many yes-or-no questions, judged in time and resolved, put into the ledger of a case."""
    from datetime import UTC, datetime

    clock = [datetime(2021, 4, 1, 12, tzinfo=UTC)]
    ledger = Ledger(case_folder, clock=lambda: clock[0])
    events = [f"at allied until 2021-05-{number + 1:02d}" for number in range(count)]
    said = {"as_of": "2021-04-01", "by_whom": "maria", "kind": "person"}
    ledger.record(*[{**said, "event": one, "probability": 0.2 + 0.5 * (n % 2)} for n, one in enumerate(events)])
    clock[0] = datetime(2021, 6, 1, 12, tzinfo=UTC)
    for number, one in enumerate(events):
        outcome = "occurred" if number % 3 == 0 else "did_not"
        ledger.resolve(one, outcome, date=one.rpartition(" ")[2], source="Yearbook", by_whom="li")


@pytest.mark.parametrize("count", [12, 24])
def test_scores_show_calibration_as_a_diagram_and_from_twenty_on_what_the_mean_is_made_of(
    run, case_folder, tmp_path, count
):
    resolved_many(run, case_folder, count)
    picture = tmp_path / "score.svg"
    ran = run("ledger", "score", case_folder, "--chart", picture)
    assert ran.code == 0, ran.err
    assert f"wrote {picture}" in ran.err
    assert max(map(len, ran.out.splitlines())) < 80
    text = " ".join(ran.out.split())
    assert "0 25 50 75 100 %" in text
    assert ("Under 20 resolved questions there is no curve" in text) is (count < 20)
    assert ("reliability less resolution plus uncertainty" in text) is (count >= 20)
    assert ("1 is perfect, 0 no better, below 0 worse" in text) is (count >= 20)
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    plain = json.loads(run("ledger", "score", case_folder, "--json").out)
    parts = plain["groups"][0]["parts"]
    assert (parts is None) is (count < 20)
    if parts:
        assert set(parts["murphy"]["reliability"]) == {"value", "low", "high"}


def test_a_picture_of_nothing_and_a_picture_that_is_no_svg_are_refused(run, case_folder, tmp_path):
    nothing = run("ledger", "score", case_folder, "--chart", tmp_path / "score.svg")
    assert nothing.code == 2
    assert "there is nothing to draw" in nothing.err
    other = run("ledger", "score", case_folder, "--chart", tmp_path / "score.png")
    assert other.code == 2
    assert "name it FILE.svg" in other.err
    assert list(tmp_path.glob("score.*")) == []


def test_judges_are_set_side_by_side_and_told_where_they_contradict_themselves(run, say, case_folder):
    say("0.5", event="ever allied until 2021-06-30")
    say("0.3")
    words = ("-p", "0.4", "--event", EVENT, "--by-whom", "li", "--as-of", "2021-06-20", "--quiet")
    assert run("ledger", "record", case_folder, *words).code == 0
    ran = run("ledger", "judges", case_folder)
    assert ran.code == 0, ran.err
    text = " ".join(ran.out.replace("\u202f", " ").split())
    assert "together, 2 judges: 35 % by the mean of log-odds" in text
    assert "maria: these numbers cannot all be true ever allied until 2021-06-30: 50 %" in text
    assert max(map(len, ran.out.splitlines())) < 80
    plain = json.loads(run("ledger", "judges", case_folder, "--json").out)
    assert plain["schema"] == "equipoise/ledger-judges/1"
    assert [one["by_whom"] for one in plain["contradictions"]] == ["maria"]


def test_a_record_of_one_judge_who_is_coherent_has_nothing_to_set_side_by_side(run, say, case_folder):
    say("0.3")
    out = run("ledger", "judges", case_folder).out
    assert "No open event is judged by two judges or more." in out
    assert "No judge contradicts themself" in out
