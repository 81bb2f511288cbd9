"""Take the pictures of the pages in docs/shots: examples/ read, served and shown in a browser.

    python scripts/make_shots.py [--chromium PROGRAM]

Needs Chromium (Debian's package will do).
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "docs" / "shots"
DAY = "as_of=2023-12-06"
WIDE = {"viewport": {"width": 1280, "height": 1000}}
TALL = {"viewport": {"width": 1280, "height": 1150}}
NARROW = {
    "viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "color_scheme": "dark",
}  # fmt: skip
# Name -> address, window, and the heading that it begins at, if not at the top.
PICTURES: dict[str, tuple[str, dict[str, Any], str | None]] = {
    "situation": (f"/?{DAY}", WIDE, None),
    "alliance": (f"/alliance/alliance--axis-of-resistance?{DAY}", WIDE, None),
    "front": (f"/front/front--hamas--israel?{DAY}", WIDE, None),
    "network": (f"/?{DAY}", TALL, "Who acts with whom"),
    "what-if": (f"/what-if?suppose=israel+ASSAULT+iran&{DAY}", WIDE, None),
    "narrow": (f"/?{DAY}", NARROW, None),
}
_SECONDS = 60  # until the pages answer


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--chromium", default=shutil.which("chromium") or "chromium")
    program: str = asked.parse_args().chromium
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "foedus.db") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, (path, window, heading) in PICTURES.items():
            page = browser.new_page(base_url=address, **window)
            page.goto(path)
            shoot(page, SHOTS / f"{name}.png", heading)
            page.close()
        browser.close()


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address at which the examples are served."""
    foedus = [sys.executable, "-c", "from foedus.cli import main; main()"]
    subprocess.run([*foedus, "read", str(ROOT / "examples"), "--record", str(record)], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    running = subprocess.Popen([*foedus, "serve", "--record", str(record), "--port", str(port)])
    try:
        wait_for(address)
        yield address
    finally:
        running.terminate()
        running.wait()


def wait_for(address: str) -> None:
    until = time.monotonic() + _SECONDS
    while True:
        try:
            urlopen(address).close()
            return
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def shoot(page: Page, file: Path, heading: str | None) -> None:
    """What the window shows once the charts are drawn, from a heading on."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    if heading is not None:
        page.get_by_role("heading", name=heading).evaluate(
            "one => window.scrollTo(0, one.getBoundingClientRect().top + window.scrollY - 110)"
        )
        page.wait_for_timeout(300)
    page.screenshot(path=file)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
