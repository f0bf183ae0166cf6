"""The peer: django-helpdesk from the registry, in an environment of its own, its public form on the same database server."""

import itertools
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from urllib.parse import quote_plus

from bench.client import visit
from bench.figures import Figure, at_least
from bench.ground import ROOT, SECRET, Ground, serving
from bench.load import Contestant, Round, rate, ratio
from bench.peers import interpreter
from bench.samples import STORY

_FORM = "/helpdesk/tickets/submit/"
_DATABASE = "helpdesk"
_LEAST = 2.0


def figure(name: str, ours: Sequence[Round], peer: Sequence[Round]) -> Figure:
    """Our rate beside the peer's; not measured when the peer could not be installed."""
    if not peer:
        return Figure(name, "requests/s", round(rate(ours)), goal=f"ratio >= {_LEAST:g}")
    return at_least(name, "requests/s", rate(ours), rate(peer), ratio(ours, peer), _LEAST)


@contextmanager
def contestant(ground: Ground) -> Iterator[Contestant | None]:
    """The peer, served as CARE is; None, said in one line, when its packages cannot be had."""
    python = interpreter("helpdesk")
    if python is None:
        yield None
        return
    ground.empty_database(_DATABASE)
    settings = {
        "BENCH_SECRET_KEY": SECRET,
        "BENCH_DATABASE": _DATABASE,
        "BENCH_POSTGRES_DIR": str(ground.postgres_dir),
        "DJANGO_SETTINGS_MODULE": "bench.helpdesk_site.settings",
    }
    queue = _prepare(python, settings)
    with serving(ground, "bench.helpdesk_site.wsgi:application", settings, python=python) as site:
        browser = visit(site.port, _FORM)
        body = f"queue={queue}&title=Retard+de+cotisations&priority=3&submitter_email=camille%40example.org&body="
        ticket = browser.post(_FORM, body + quote_plus(STORY))
        yield Contestant(site.port, itertools.repeat(ticket), 302)


def _prepare(python: str, settings: Mapping[str, str]) -> int:
    """Its tables, its mail templates, and one public queue, whose number is given."""
    _run(python, settings, "-m", "django", "migrate", "--verbosity", "0")
    _run(python, settings, "-m", "django", "loaddata", "--verbosity", "0", "emailtemplate.json")
    return int(_run(python, settings, "-m", "bench.helpdesk_site.queue"))


def _run(python: str, settings: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [python, *arguments], cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"django-helpdesk: {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout
