"""Every text that a page shows reaches the translators, and a gap in a catalogue is noticed."""

from pathlib import Path

import pytest

from tools import messages

_HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small source tree, and where its English catalogue goes."""
    source = tmp_path / "care_triage"
    (source / "templates").mkdir(parents=True)
    (source / "errors.py").write_text('class Late(Exception):\n    message = "Trop tard, %(name)s."\n')
    (source / "routes.py").write_text('title = _("Bonjour")\ncount = ngettext("un", "%(num)s", 2)\n')
    (source / "service.py").write_text(
        'from care.errors import Late\nraise Late("Revenez demain.")\nraise Late("code")\nraise KeyError("not a text")\n'
    )
    (source / "templates" / "page.html").write_text("{% trans %}Accueil{% endtrans %}")
    target = source / "translations" / "en" / "LC_MESSAGES" / "care.po"
    target.parent.mkdir(parents=True)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "SOURCE", source)
    return target


def _write(path: Path, *entries: str) -> None:
    path.write_text(_HEADER + "\n" + "\n\n".join(entries) + "\n")


_WHOLE = (
    '#, python-format\nmsgid "Trop tard, %(name)s."\nmsgstr "Too late, %(name)s."',
    'msgid "Bonjour"\nmsgstr "Hello"',
    '#, python-format\nmsgid "un"\nmsgid_plural "%(num)s"\nmsgstr[0] "one"\nmsgstr[1] "%(num)s"',
    'msgid "Accueil"\nmsgstr "Home"',
    'msgid "Revenez demain."\nmsgstr "Come back tomorrow."',
)


def test_texts_of_code_templates_and_errors_are_found(catalogue: Path) -> None:
    found = {message.id for message in messages.template() if message.id}
    assert found == {"Trop tard, %(name)s.", "Bonjour", ("un", "%(num)s"), "Accueil", "Revenez demain."}


def test_a_whole_catalogue_lacks_nothing(catalogue: Path) -> None:
    _write(catalogue, *_WHOLE)
    assert list(messages.missing()) == []


@pytest.mark.parametrize("left_out", range(len(_WHOLE)))
def test_a_text_without_translation_is_told(catalogue: Path, left_out: int) -> None:
    _write(catalogue, *(entry for index, entry in enumerate(_WHOLE) if index != left_out))
    assert len(list(messages.missing())) == 1


def test_a_translation_that_loses_a_place_is_told(catalogue: Path) -> None:
    _write(catalogue, _WHOLE[0].replace("late, %(name)s", "late, %(nom)s"), *_WHOLE[1:])
    assert len(list(messages.missing())) == 1


def test_extracting_adds_what_is_new_and_keeps_what_is_translated(catalogue: Path) -> None:
    _write(catalogue, _WHOLE[1], 'msgid "Ancien"\nmsgstr "Old"')
    messages.extract()
    text = catalogue.read_text()
    assert 'msgstr "Hello"' in text
    assert 'msgid "Accueil"' in text
    assert "Ancien" not in text


def test_extracting_twice_changes_nothing(catalogue: Path) -> None:
    _write(catalogue, *_WHOLE)
    messages.extract()
    once = catalogue.read_text()
    messages.extract()
    assert catalogue.read_text() == once
