"""Draw docs/pictures/brief.png: the first half of the brief of the built-in case, as a browser shows it.

python tools/draw_readme_picture.py

Needs a Chromium or Chrome on the path, or where CHROMIUM says; nothing else in the project does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from equipoise.case.load import load_case
from equipoise.report.report import report

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "brief.png"
WIDTH, HEIGHT = 1120, 2500
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main() -> int:
    """Write the brief to a folder that is thrown away, and photograph it."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"no browser found; looked for {', '.join(BROWSERS)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        page = report(load_case("sino-russian"), Path(folder) / "brief.html")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                f"--user-data-dir={folder}/profile",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={PICTURE}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
        )
    print(f"wrote {PICTURE}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
