"""Long work in processes of its own: what it says, what comes of it, and that it can be stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from equipoise.web.workspace.jobs import Jobs
from web import long_jobs

PATIENCE = 60.0
"""Seconds until work that never ends fails its test; nothing is measured."""


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, "it never came to be"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_in(path: Path) -> int:
    wait_for(lambda: path.exists() and path.read_text("utf-8") != "")
    return int(path.read_text("utf-8"))


def test_work_says_how_far_it_is_and_gives_its_result(jobs: Jobs) -> None:
    job = jobs.wait(jobs.start("Doubling", long_jobs.doubled, 21), PATIENCE)
    assert (job.state, job.said, job.result, job.error) == ("done", "halfway", 42, "")


def test_a_failure_is_told_with_what_to_do_about_it(jobs: Jobs) -> None:
    job = jobs.wait(jobs.start("Refused", long_jobs.refused), PATIENCE)
    assert (job.state, job.error, job.hint) == ("failed", "this will not do", "do another thing")


def test_a_failure_that_nobody_foresaw_is_told_with_its_place(jobs: Jobs) -> None:
    job = jobs.wait(jobs.start("Broken", long_jobs.broken), PATIENCE)
    assert (job.state, job.error) == ("failed", "ZeroDivisionError: by nothing")
    assert "long_jobs.py" in job.hint


def test_a_process_that_dies_is_a_failure(jobs: Jobs) -> None:
    job = jobs.wait(jobs.start("Dead", long_jobs.dead), PATIENCE)
    assert (job.state, job.error) == ("failed", "the work ended before it was done")


def test_cancel_kills_the_process(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.start("Held", long_jobs.held, tmp_path / "begun", tmp_path / "gate")
    pid = pid_in(tmp_path / "begun")
    jobs.cancel(job)
    assert job.state == "cancelled"
    wait_for(lambda: not is_alive(pid))
    assert (job.state, job.result) == ("cancelled", None)


def test_two_run_at_once_and_the_third_waits_for_its_turn(jobs: Jobs, tmp_path: Path) -> None:
    gates = [tmp_path / f"gate-{number}" for number in range(3)]
    begun = [tmp_path / f"begun-{number}" for number in range(3)]
    first, second = (jobs.start("Held", long_jobs.held, begun[at], gates[at]) for at in range(2))
    pids = {pid_in(begun[0]), pid_in(begun[1])}
    third = jobs.start("Held", long_jobs.held, begun[2], gates[2])
    assert len(pids) == 2
    assert (first.state, second.state, third.state) == ("running", "running", "waiting")
    gates[0].touch()
    jobs.wait(first, PATIENCE)
    pid_in(begun[2])
    assert (second.state, third.state) == ("running", "running")
    for gate in gates[1:]:
        gate.touch()
    assert [jobs.wait(job, PATIENCE).state for job in (first, second, third)] == ["done", "done", "done"]


def test_work_cancelled_in_the_queue_never_begins(tmp_path: Path) -> None:
    jobs = Jobs(at_once=1)
    try:
        first = jobs.start("Held", long_jobs.held, tmp_path / "begun", tmp_path / "gate")
        pid_in(tmp_path / "begun")
        second = jobs.start("Held", long_jobs.held, tmp_path / "never", tmp_path / "gate")
        jobs.cancel(second)
        (tmp_path / "gate").touch()
        assert jobs.wait(first, PATIENCE).state == "done"
        assert second.state == "cancelled"
        assert not (tmp_path / "never").exists()
    finally:
        jobs.close()
