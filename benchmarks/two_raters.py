"""How soon a rating is seen in the numbers, with one browser open, with two, and in a round of two raters.

    python benchmarks/two_raters.py [--repeat 40]

The case is the built-in one. Times are those of a real Chromium: from the key to the numbers beside the matrix, and of
what everybody may see, to the cell in the other browser. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from workbench_scale import WAIT_MS, chromium, serving

from equipoise.case.builtin import builtin_folder
from equipoise.case.load import load_case

NAME = "rated"
KEYS = ("2", "6")
"""Ratings given in turn: each changes the numbers."""

WAIT = """
([selector, pattern]) => {
  const place = document.querySelector(selector), was = place.innerText
  window.seen = new Promise(resolve => {
    const look = () => {
      const now = document.querySelector(selector).innerText
      if (now === was || !new RegExp(pattern).test(now)) return
      watch.disconnect()
      resolve(performance.timeOrigin + performance.now())
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, {subtree: true, childList: true, characterData: true})
  })
  document.addEventListener("keydown", event => { window.pressed = performance.timeOrigin + event.timeStamp },
    {capture: true, once: true})
}
"""


def main() -> None:
    """Rate, alone and with somebody else there, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=40, help="ratings of each kind")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "cases"
        shutil.copytree(str(builtin_folder("sino-russian")), folder / NAME)
        item = next(row.item for row in load_case(folder / NAME).ratings if row.subject == "scenarios")
        with serving(folder) as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            pages = f"{address.partition('/?')[0]}/case/{NAME}"
            anna = _opened(browser, address, f"{pages}/evidence?item={item}")
            _print("one browser", _rated(anna, asked.repeat))
            boris = _opened(browser, address, f"{pages}/evidence?item={item}")
            seen = _rated(anna, asked.repeat, other=boris)
            _print("two browsers, both there", seen)
            _print("  to the cell of the other", [there for _, there in seen])
            _begin_round(anna, boris, pages)
            for tab in (anna, boris):
                _go(tab, f"{pages}/evidence?item={item}")
            for key in "4444":
                anna.keyboard.press(key)
                anna.keyboard.press("ArrowDown")
            for _ in range(4):
                anna.keyboard.press("ArrowUp")
            _headline(anna)
            _print("a round, both there", _rated(anna, asked.repeat))
            browser.close()


def _rated(tab: Page, repeat: int, other: Page | None = None) -> list[tuple[float, float]]:
    """Milliseconds from the key to the numbers, and to the cell in the other browser; the first two are not counted."""
    cell = "table.mx td.cur"
    found = []
    for index in range(repeat + 2):
        tab.evaluate(WAIT, [".headline", "%"])
        if other is not None:
            other.evaluate(WAIT, [cell, "."])
        tab.keyboard.press(KEYS[index % 2])
        numbers = tab.evaluate("window.seen")
        pressed = tab.evaluate("window.pressed")
        there = pressed if other is None else other.evaluate("window.seen")
        found.append((numbers - pressed, there - pressed))
        tab.wait_for_timeout(400)  # a person looks at what it did before rating on
    return found[2:]


def _begin_round(anna: Page, boris: Page, pages: str) -> None:
    _go(anna, f"{pages}/raters")
    anna.get_by_role("textbox", name="Names of the raters").fill("anna, boris")
    anna.get_by_role("button", name="Open a round").click()
    anna.get_by_text("Not submitted yet").wait_for()
    for tab, name in ((anna, "anna"), (boris, "boris")):
        _go(tab, f"{pages}/raters")
        tab.get_by_role("combobox", name="Rater", exact=True).click()
        tab.get_by_role("option", name=name, exact=True).click()
        fields = tab.locator(".numbers input")
        fields.first.wait_for()
        for index in range(fields.count()):
            fields.nth(index).fill(str(100 / fields.count()))
        tab.get_by_role("textbox", name="Why do you think so?").fill("as I read it")
        tab.get_by_role("button", name="Keep my estimate").click()
        tab.get_by_text("Your estimate is kept").wait_for()


def _opened(browser: Browser, address: str, page: str) -> Page:
    tab = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    tab.set_default_timeout(WAIT_MS)
    tab.goto(address)
    _go(tab, page)
    _headline(tab)
    return tab


def _go(tab: Page, page: str) -> None:
    tab.goto(page)
    tab.wait_for_function("() => window.socket && window.socket.connected")


def _headline(tab: Page) -> None:
    tab.locator(".headline table.head .n").first.wait_for()
    tab.wait_for_timeout(3000)  # what makes the next answer quick is made ready


def _print(name: str, found: list[tuple[float, float]] | list[float]) -> None:
    values = sorted(one[0] if isinstance(one, tuple) else one for one in found)
    slow = values[min(len(values) - 1, int(0.95 * len(values)))]
    print(f"{name:32} median {statistics.median(values):6.0f} ms   p95 {slow:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
