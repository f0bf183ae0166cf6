"""Compiled translation catalogues: one `.mo` beside each `.po`, renewed when the text is newer."""

from pathlib import Path

from tools.commands import run

DOMAIN = "care"


def compile_all(root: Path) -> None:
    """Compile what has changed; no catalogue yet is fine, French being the language of the code."""
    folder = root / "care_triage" / "translations"
    for source in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parent.parent.name
        run(
            [root / ".venv" / "bin" / "python", "-m", "babel.messages.frontend", "compile", "--domain", DOMAIN,
             "--locale", language, "--input-file", source, "--output-file", target],
            root,
            failure=f"the translation catalogue {source.relative_to(root)} has a mistake",
        )  # fmt: skip
