"""How the workbench bears a large case: times of what a person does, in a real Chromium, and the memory it takes.

    python benchmarks/workbench_scale.py [--items 5000] [--documents 50] [--people 12] [--share 0.25] [--repeat 30]

The case is the one `equipoise new` makes, with invented evidence out of invented documents. The first person rates
every item on every scenario, each of the others a share of them. Times are those a person waits: from the key or the
click to what can be seen. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from equipoise.case.load import load_case
from equipoise.case.new import new_case
from equipoise.documents.inbox import Incoming
from equipoise.documents.ingest import ingest

NAME = "large"
OPENS = date(2025, 1, 1)
DAYS = 400
SCENARIOS = ("stay", "hedge", "leave")
MARKS = ("--", "-", "0", "+", "++")
WAIT_MS = 120_000


def main() -> None:
    """Make the case, visit its pages, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=5000)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--share", type=float, default=0.25, help="of the items, what each but the first has rated")
    parser.add_argument("--repeat", type=int, default=30, help="times that each action is done")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "cases" / NAME
        folder.parent.mkdir()
        begun = time.perf_counter()
        rows = make_case(folder, asked.items, asked.documents, asked.people, asked.share)
        print(f"{asked.items} items, {asked.documents} documents, {rows} ratings by {asked.people} people")
        print(f"made in {time.perf_counter() - begun:.1f} s")
        begun = time.perf_counter()
        load_case(folder)
        print(f"loaded and checked in {time.perf_counter() - begun:.1f} s")
        with serving(folder.parent) as (address, process), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            tab = browser.new_page(viewport={"width": 1440, "height": 900})
            tab.set_default_timeout(WAIT_MS)
            tab.goto(address)
            visit(tab, address.partition("/?")[0] + f"/case/{NAME}", asked.repeat)
            told = f"memory of the workbench {_resident(process.pid):.0f} MiB"
            print(f"{told}, of the processes it started {sum(map(_resident, _children(process.pid))):.0f} MiB")
            browser.close()


def make_case(folder: Path, items: int, documents: int, people: int, share: float) -> int:
    """Write the case; how many ratings it has."""
    draw = random.Random(7)
    new_case(folder)
    sentences = [f"On day {index} an office of Karsavia told of measure {index}. " for index in range(items)]
    each = -(-items // documents)
    texts = ["".join(sentences[first : first + each]) for first in range(0, items, each)]
    ingest(folder, [Incoming(f"paper-{number}.txt", piped=f"{text}\n".encode()) for number, text in enumerate(texts)])
    names = sorted(path.stem for path in (folder / "documents").glob("*.txt")) or ["none"]
    lines, ratings = [], []
    for index in range(items):
        day = OPENS + timedelta(days=index * DAYS // items)
        text, start = texts[index // each], 0
        start = text.index(sentences[index])
        where = f"{{document: {names[index // each % len(names)]}, start: {start}, end: {start + 20}}}"
        lines.append(
            f"- {{id: m{index}, date: {day}, known: {day}, what: Measure {index} of an office of Karsavia is told, "
            f"kind: report, sources: [papers], origin: o{index // 2}, where: [{where}]}}"
        )
        for person in range(people):
            if person == 0 or draw.random() < share:
                rater = "default" if person == 0 else f"person-{person}"
                ratings += [f"m{index},scenarios,{name},{draw.choice(MARKS)},{rater}," for name in SCENARIOS]
    _append(folder / "evidence.yaml", lines)
    _append(folder / "sources.yaml", ["papers: {title: Papers of the offices, grade: C}"])
    _append(folder / "ratings.csv", ratings)
    return len(ratings)


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a folder; the address with its token, and the process."""
    environment = os.environ | {"XDG_STATE_HOME": str(folder.parent / "state")}
    command = [sys.executable, "-m", "equipoise", "serve", "--no-open", "--port", "0", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process
    finally:
        process.terminate()
        process.wait(30)


def visit(tab: Page, case: str, repeat: int) -> None:
    """Open pages, move, rate and search, and print how long each took."""

    def page(name: str, slug: str, shown: str) -> None:
        for time_of in ("first", "again"):
            begun = time.perf_counter()
            tab.goto(f"{case}/{slug}")
            tab.locator(shown).first.wait_for()
            tab.wait_for_function("() => window.socket && window.socket.connected")
            print(f"{name:32} {time_of:8} {time.perf_counter() - begun:7.2f} s", flush=True)

    page("evidence, opened", "evidence", "table.mx td[data-item]")
    begun = time.perf_counter()
    tab.locator(".headline table.head .n").first.wait_for()
    print(f"{'headline, first seen':32} {'':8} {time.perf_counter() - begun:7.2f} s", flush=True)
    selected = "document.querySelector('.items li[aria-selected=true]')?.dataset.item"
    cursor = "document.querySelector('table.mx td.cur')?.dataset"

    def moves(key: str) -> None:
        was = tab.evaluate(selected)
        tab.keyboard.press(key)
        tab.wait_for_function(f"was => {selected} !== was && {cursor}?.item === {selected}", arg=was)

    def rates(index: int) -> None:
        text = "document.querySelector('table.mx td.cur').innerText"
        key, shown = ("7", "+10") if index % 2 else ("1", "−10")
        tab.keyboard.press(key)
        tab.wait_for_function(f"shown => {text} === shown", arg=shown)

    def searches(index: int) -> None:
        field = tab.get_by_role("textbox", name="Filter evidence")
        field.fill(f"measure {1000 + index}")
        tab.wait_for_function(
            "id => { const found = document.querySelectorAll('.items li');"
            " return found.length < 20 && found[0]?.dataset.item === id }",
            arg=f"m{1000 + index}",
        )

    _timed("next item, by key", repeat, lambda index: moves("j"))
    _timed("rate, to the cell", repeat, rates)
    tab.keyboard.press("z")
    _timed("search, to the list", min(repeat, 10), searches)
    tab.get_by_role("textbox", name="Filter evidence").fill("")
    print(f"{'memory of the page':32} {'':8} {tab.evaluate('performance.memory.usedJSHeapSize') / 2**20:7.0f} MiB")
    page("documents, opened", "documents", "main#page a[href*='document=']")
    page("one document, opened", "documents?document=paper-7", "main#page h1")
    page("timeline, opened", "timeline", "main#page svg")
    page("model, opened", "model", ".field")
    page("ledger, opened", "ledger", "main#page h1")


def _timed(name: str, repeat: int, action: Callable[[int], None]) -> None:
    seconds = []
    for index in range(repeat):
        begun = time.perf_counter()
        action(index)
        seconds.append(time.perf_counter() - begun)
    slow = sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    print(f"{name:32} median {statistics.median(seconds):6.2f} s   p95 {slow:6.2f} s", flush=True)


def _append(file: Path, lines: list[str]) -> None:
    there = file.read_text("utf-8").rstrip("\n")
    file.write_text("\n".join([there, *lines, ""]), "utf-8")


def _resident(pid: int) -> float:
    """Memory of a process, in MiB, where the system tells (Linux)."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), float("nan"))


def _children(pid: int) -> list[int]:
    """Processes that a process started, where the system tells (Linux)."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for started in lists for child in started.read_text("utf-8").split()]


def chromium() -> str:
    """The program, by any of its names."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise SystemExit(f"needs Chromium: none of {', '.join(names)} is on the path")
    return found


if __name__ == "__main__":
    main()
