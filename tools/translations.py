"""Compiled translation catalogues: one `.mo` beside each `.po`, renewed when the text is newer."""

import sys
from pathlib import Path

from tools.commands import run

DOMAIN = "care"


def compile_all(root: Path, python: Path) -> None:
    """Compile what has changed, with Babel of that Python; no catalogue yet is fine: French is the code's own language."""
    folder = root / "care_triage" / "translations"
    for source in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parent.parent.name
        run(
            [python, "-m", "babel.messages.frontend", "compile", "--domain", DOMAIN,
             "--locale", language, "--input-file", source, "--output-file", target],
            root,
            failure=f"the translation catalogue {source.relative_to(root)} has a mistake",
        )  # fmt: skip


if __name__ == "__main__":
    compile_all(Path(__file__).resolve().parent.parent, Path(sys.executable))
