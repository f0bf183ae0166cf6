"""Style sheets, scripts and icons: compressed once, cached for a year under an address that changes with them."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, request, url_for
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as BaseResponse

from care_triage.web.access import Everyone, allow

STATIC = Path(__file__).resolve().parent / "static"
COMPRESSIBLE = {".css", ".js", ".svg", ".txt", ".webmanifest", ".json"}

blueprint = Blueprint("assets", __name__)


@lru_cache(maxsize=256)
def _read(path: Path, _modified_ns: int) -> tuple[bytes, bytes | None, str]:
    """Body, its gzip form where that is worth it, and a version; kept until the file changes."""
    body = path.read_bytes()
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in COMPRESSIBLE else None
    return body, packed, hashlib.sha256(body).hexdigest()[:12]


def asset(name: str) -> str:
    """Address of a static file, with its version: `asset('care.css')`."""
    path = STATIC / name
    version = _read(path, path.stat().st_mtime_ns)[2] if path.is_file() else "missing"
    return url_for("assets.static", filename=name, v=version)


@blueprint.get("/static/<path:filename>")
@allow(Everyone)
def static(filename: str) -> BaseResponse:
    """One file below `static/`, never outside."""
    joined = safe_join(str(STATIC), filename)
    path = Path(joined) if joined else None
    if path is None or not path.is_file():
        abort(404)
    body, packed, version = _read(path, path.stat().st_mtime_ns)
    use_packed = packed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(packed if use_packed and packed else body)
    response.mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if use_packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.set_etag(f"{version}{'-gz' if use_packed else ''}")
    forever = request.args.get("v") == version
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if forever else "public, max-age=300"
    return response.make_conditional(request)


def init_app(app: Flask) -> None:
    """Serve the files and let templates name them."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = asset
