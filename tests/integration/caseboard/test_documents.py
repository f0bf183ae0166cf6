"""Files on a case: recognised by their content, kept out of reach, always a download."""

import io

import pytest

from care_triage.infra import files
from tests.integration.caseboard.conftest import SignIn, World

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"
EXE = b"MZ\x90\x00" + bytes(200)


def _form(world: World, content: bytes, name: str, audience: str = "partners") -> dict[str, object]:
    return {
        "document-document": (io.BytesIO(content), name),
        "document-audience": audience,
        "document-about": str(world.referral_id),
    }


def test_a_document_comes_back_as_a_download_with_its_true_type(world: World, sign_in: SignIn) -> None:
    alice, case = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    added = alice.post(f"{case}/documents", data=_form(world, PDF, "../../relevé <b>.exe"))
    assert added.status_code == 303
    page = alice.get(case).text
    start = page.index(f"{case}/documents/")
    answer = alice.get(page[start : page.index('"', start)])
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert ".pdf" in disposition
    assert "/" not in disposition.split("filename")[1].replace("UTF-8''", "")


@pytest.mark.parametrize(
    ("content", "name", "status", "words"),
    [
        (HTML, "facture.pdf", 422, "Nous ne pouvons pas recevoir ce fichier"),
        (SVG, "logo.svg", 422, "Nous ne pouvons pas recevoir ce fichier"),
        (EXE, "photo.jpg", 422, "Nous ne pouvons pas recevoir ce fichier"),
        (b"", "vide.pdf", 422, "Ce fichier est vide"),
        (PDF + bytes(files.LIMIT), "enorme.pdf", 413, "10"),
    ],
    ids=["html-as-pdf", "svg", "exe-as-jpg", "empty", "too-big"],
)
def test_a_hostile_or_wrong_file_is_refused_and_nothing_is_kept(
    world: World, sign_in: SignIn, content: bytes, name: str, status: int, words: str
) -> None:
    alice, case = sign_in("Alice"), f"/espace/dossiers/{world.case_id}"
    answer = alice.post(f"{case}/documents", data=_form(world, content, name))
    # The test client keeps a large body in a temporary file of its own.
    answer.request.input_stream.close()
    assert answer.status_code == status
    assert words in answer.text
    assert "Aucun document pour l’instant" in alice.get(case).text
    assert not [path for path in (world.app.config["VAR_DIR"] / "documents").rglob("*") if path.is_file()]


def test_without_a_file_the_form_says_so(world: World, sign_in: SignIn) -> None:
    answer = sign_in("Alice").post(
        f"/espace/dossiers/{world.case_id}/documents",
        data={"document-audience": "owner", "document-about": str(world.referral_id)},
    )
    assert answer.status_code == 422
    assert "Choisissez un fichier" in answer.text
