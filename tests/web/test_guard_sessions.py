"""Sessions and the brake on guessing, by a clock that goes when it is told to."""

from __future__ import annotations

import pytest

from equipoise.web.guard.sessions import HOUR, IDLE, LONGEST, Sessions
from equipoise.web.guard.throttle import FREE, LONGEST_FOR_ADDRESS, LONGEST_FOR_NAME, Throttle
from web.guarded_workbench import Clock

# --- sessions ---


def test_a_session_is_found_by_its_id_and_by_no_other() -> None:
    sessions = Sessions()
    one, other = sessions.begin("edgar"), sessions.begin("anna")
    assert one != other
    assert len(one) >= 43  # 256 bits in base 64
    found = sessions.find(one)
    assert found is not None
    assert found.name == "edgar"
    assert sessions.find(f"{one}x") is None
    assert sessions.find(found.key) is None  # what is kept opens nothing


def test_no_id_is_kept_on_the_server() -> None:
    sessions = Sessions()
    session_id = sessions.begin("edgar")
    kept = [repr(value) for value in vars(sessions).values()]
    assert not any(session_id in text for text in kept)


def test_a_session_ends_when_nothing_is_done_with_it() -> None:
    clock = Clock()
    sessions = Sessions(clock=clock)
    session_id = sessions.begin("edgar")
    clock.now += IDLE - 1
    found = sessions.find(session_id)
    assert found is not None
    sessions.touch(found)
    clock.now += IDLE - 1
    assert sessions.find(session_id) is not None
    clock.now += 2
    assert sessions.find(session_id) is None


def test_a_session_ends_in_any_case() -> None:
    clock = Clock()
    sessions = Sessions(clock=clock)
    session_id = sessions.begin("edgar")
    for _ in range(int(LONGEST / HOUR)):
        found = sessions.find(session_id)
        assert found is not None
        sessions.touch(found)
        clock.now += HOUR
    assert sessions.find(session_id) is None


def test_an_ended_session_is_gone() -> None:
    sessions = Sessions()
    session_id = sessions.begin("edgar")
    found = sessions.find(session_id)
    assert found is not None
    sessions.end(found.key)
    assert sessions.find(session_id) is None
    assert sessions.still(found.key) is None


# --- the brake ---


def tried(throttle: Throttle, clock: Clock, name: str, address: str) -> float:
    """Try as soon as it is allowed, and say how long that took."""
    wait = throttle.begin(name, address)
    if wait > 0:
        clock.now += wait
        assert throttle.begin(name, address) == 0
    return wait


def test_the_first_tries_are_free_and_the_waits_double() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    waits = [tried(throttle, clock, "edgar", "192.0.2.1") for _ in range(FREE + 5)]
    assert waits == [0.0] * FREE + [1.0, 2.0, 4.0, 8.0, 16.0]


def test_a_name_is_never_shut_out_for_long_and_an_address_for_longer() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    by_name = [tried(throttle, clock, "edgar", f"192.0.2.{n}") for n in range(30)]
    assert max(by_name) == LONGEST_FOR_NAME
    by_address = [tried(throttle, clock, f"name{n}", "198.51.100.1") for n in range(30)]
    assert max(by_address) == LONGEST_FOR_ADDRESS


def test_tries_at_the_same_moment_count_before_any_is_answered() -> None:
    throttle = Throttle(Clock())
    waits = [throttle.begin("edgar", "192.0.2.1") for _ in range(100)]
    assert sum(wait == 0 for wait in waits) == FREE


def test_a_right_password_wipes_out_the_tries_of_its_name_alone() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    for _ in range(FREE + 3):
        tried(throttle, clock, "victim", "192.0.2.1")
    clock.now += LONGEST_FOR_NAME
    assert throttle.begin("own-account", "192.0.2.1") == 0
    throttle.passed("own-account", "192.0.2.1")
    assert throttle.begin("victim", "192.0.2.1") == 0
    assert throttle.begin("other", "192.0.2.1") > 2.0  # the address goes on where it was


def test_an_ipv6_household_is_one_address() -> None:
    throttle = Throttle(Clock())
    waits = [throttle.begin(f"name{n}", f"2001:db8:1:2::{n:x}") for n in range(FREE + 1)]
    assert waits[-1] > 0
    assert throttle.begin("name", "2001:db8:1:3::1") == 0


@pytest.mark.parametrize("name", ["edgar", "EDGAR", "Edgar"])
def test_a_name_is_the_same_in_capitals(name: str) -> None:
    throttle = Throttle(Clock())
    for n in range(FREE):
        throttle.begin("edgar", f"192.0.2.{n}")
    assert throttle.begin(name, "198.51.100.9") > 0


def test_a_flood_of_names_does_not_fill_the_memory() -> None:
    throttle = Throttle(Clock())
    for n in range(25_000):
        throttle.begin(f"name{n}", f"10.{n // 65536}.{n // 256 % 256}.{n % 256}")
    assert len(vars(throttle)["_tries"]) <= 20_000
