"""`make lighthouse`: every public page in both languages, a table, build/lighthouse.json; `ARGS="home door"` for some pages."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from bench.ground import ROOT, application, prepared, serving
from bench.lighthouse.environment import command
from bench.lighthouse.pages import Public, public_pages
from bench.lighthouse.reports import CATEGORIES, GOAL, Report, report
from tools import chromium

_LANGUAGES = ("fr", "en")


def main(chosen: Sequence[str]) -> int:
    """Look at the pages. Gives 1 when a category of a page is below the goal, 2 when nothing can be measured."""
    lighthouse = command()
    if lighthouse is None or chromium.find() is None:
        print("Nothing was measured: Lighthouse and Chromium are both needed.")
        return 2
    reports = []
    for each in _reports(lighthouse, chosen):
        print(_line(each), flush=True)
        reports.append(each)
    kept = {"goal": GOAL, "pages": [asdict(each) for each in reports]}
    (ROOT / "build" / "lighthouse.json").write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
    if not reports:
        print(f"No page is called {', '.join(chosen)}.")
        return 2
    return 1 if any(each.missed for each in reports) else 0


def _reports(lighthouse: Sequence[str], chosen: Sequence[str]) -> Iterator[Report]:
    with prepared() as ground:
        url = ground.database("postgresql", "lighthouse")
        with application(ground, url) as app:
            pages = [page for page in public_pages(app) if not chosen or _matches(page, chosen)]
        with serving(ground, "wsgi:app", ground.settings(url)) as site:
            print(f"{'page':<24}{'':<4}" + "".join(f"{name:>16}" for name in CATEGORIES), flush=True)
            for page in pages:
                for language in _LANGUAGES:
                    address = f"http://127.0.0.1:{site.port}{page.address(language)}"
                    yield report(lighthouse, page.name, address, language, indexed=page.indexed)


def _matches(page: Public, chosen: Sequence[str]) -> bool:
    return any(word in page.name for word in chosen)


def _line(found: Report) -> str:
    scores = "".join(f"{found.scores[name]:>16}" for name in CATEGORIES)
    missed = "".join(f"\n    {name}: {'; '.join(found.short.get(name, ()))}" for name in found.missed)
    return f"{found.page:<24}{found.language:<4}{scores}{missed}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
