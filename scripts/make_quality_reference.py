"""Write the verdicts of docs/coding-quality.csv into docs/coding-quality.md, or --check them."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
PAGE, VERDICTS = DOCS / "coding-quality.md", DOCS / "coding-quality.csv"
FAULTS = {
    "actor": "an actor is wrong or missing",
    "recipient": "a recipient is wrong or missing",
    "assertion": "it is put otherwise than the text puts it",
    "type": "it is another type",
    "no-event": "there is no such event",
}


def verdicts() -> list[dict[str, str]]:
    with VERDICTS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def summary(rows: list[dict[str, str]]) -> str:
    right = sum(row["verdict"] == "right" for row in rows)
    faults = Counter(row["fault"] for row in rows if row["verdict"] == "wrong")
    lines = [f"**{right} of {len(rows)} are right: precision {right / len(rows):.2f}.**", ""]
    lines += ["| fault | of the wrong ones |", "|---|---|"]
    lines += [f"| {FAULTS[fault]} | {count} |" for fault, count in faults.most_common()]
    return "\n".join(lines)


def table(rows: list[dict[str, str]]) -> str:
    lines = [
        "| n | entry | article | type | assertion | rule | verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        told = "right" if row["verdict"] == "right" else f"**{row['fault']}**: {row['cause']}"
        cells = [row[name] for name in ("n", "id", "report", "event", "assertion", "rule")]
        lines.append("| " + " | ".join([*cells, told]) + " |")
    return "\n".join(lines)


def filled(page: str) -> str:
    rows = verdicts()
    for name, text in (("summary", summary(rows)), ("table", table(rows))):
        marks = rf"(<!-- verdicts:{name} -->\n).*?(<!-- end -->)"
        page = re.sub(
            marks, lambda found, text=text: f"{found[1]}{text}\n{found[2]}", page, flags=re.S
        )
    return page


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    new = filled(page)
    if "--check" in sys.argv[1:]:
        if new != page:
            raise SystemExit(
                f"{PAGE.name} is not current; run python scripts/make_quality_reference.py"
            )
        return
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
