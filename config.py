"""Every setting of an installation, read once from the environment."""

import os
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


class ConfigurationError(Exception):
    """A setting is missing or wrong; the message says which and what to write."""


def _kept_secret(var_dir: Path) -> str:
    """The secret of an embedded installation: made once, readable by its owner only."""
    path = var_dir / "secret_key"
    var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
    return secret


def _web_address(name: str, value: str) -> str:
    """An address of the web, or nothing. Found out at the start, not when the first owner waits."""
    if value and not value.startswith(("http://", "https://")):
        raise ConfigurationError(f"{name} doit être une adresse http(s), ou vide.")
    return value.rstrip("/")


@dataclass(frozen=True)
class Config:
    """Settings of one installation. `production` forbids every embedded default."""

    database_url: str
    redis_url: str
    secret_key: str
    var_dir: Path
    production: bool = False
    demo: bool = False
    https: bool = False
    # 04 65 71 is kept by Arcep for fiction: an installation writes its own line.
    collective_phone: str = "04 65 71 00 42"
    public_url: str = "http://127.0.0.1:8000"
    mail_url: str = "mailbox:"
    mail_from: str = "CARE <ne-pas-repondre@care.example.org>"
    # The public search of firms; empty: this installation calls nobody.
    firms_api: str = ""
    territory_source: Path = ROOT / "node_modules/@etalab/decoupage-administratif/data"
    catalogue_dir: Path = ROOT / "care_triage/data"
    pool_size: int = 4
    proxies: int = 0
    argon2_memory_kib: int = 65_536
    testing: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_environment(cls) -> "Config":
        """Read `CARE_*`; without any, an embedded installation below `./var`."""
        env = os.environ
        production = env.get("CARE_ENV", "") == "production"
        var_dir = Path(env.get("CARE_VAR_DIR", ROOT / "var")).resolve()
        needed = ("CARE_DATABASE_URL", "CARE_REDIS_URL", "CARE_SECRET_KEY", "CARE_PUBLIC_URL", "CARE_MAIL_URL")
        if production and (missing := [name for name in needed if not env.get(name)]):
            raise ConfigurationError(f"En production, définissez {', '.join(missing)} (voir docs/runbook.md).")
        public_url = env.get("CARE_PUBLIC_URL") or f"http://127.0.0.1:{env.get('PORT', '8000')}"
        return cls(
            database_url=env.get("CARE_DATABASE_URL") or f"sqlite:///{var_dir / 'care.db'}",
            redis_url=env.get("CARE_REDIS_URL") or f"unix://{var_dir / 'valkey.sock'}",
            secret_key=env.get("CARE_SECRET_KEY") or _kept_secret(var_dir),
            var_dir=var_dir,
            production=production,
            demo=env.get("CARE_DEMO", "") == "1",
            https=public_url.startswith("https://"),
            public_url=public_url.rstrip("/"),
            mail_url=env.get("CARE_MAIL_URL", cls.mail_url),
            mail_from=env.get("CARE_MAIL_FROM", cls.mail_from),
            collective_phone=env.get("CARE_COLLECTIVE_PHONE", cls.collective_phone),
            firms_api=_web_address("CARE_FIRMS_API", env.get("CARE_FIRMS_API", cls.firms_api)),
            territory_source=Path(env.get("CARE_TERRITORY_SOURCE", cls.territory_source)),
            pool_size=int(env.get("CARE_POOL_SIZE", cls.pool_size)),
            proxies=int(env.get("CARE_PROXIES", cls.proxies)),
            # RFC 9106 asks for 64 MiB a password; an embedded installation may be a small machine.
            argon2_memory_kib=int(env.get("CARE_ARGON2_MEMORY_KIB", cls.argon2_memory_kib if production else 19_456)),
        )

    def flask_settings(self) -> dict[str, Any]:
        """The same settings under the names that Flask and its extensions read."""
        # Parameters hold what people wrote: no error message, and so no log, may repeat them.
        engine: dict[str, Any] = {"hide_parameters": True}
        if not self.database_url.startswith("sqlite"):
            # A person waits behind a server that cannot be reached.
            engine |= {"connect_args": {"connect_timeout": 5}, "pool_timeout": 10}
            engine |= {"pool_size": self.pool_size, "max_overflow": self.pool_size, "pool_recycle": 1800}
        return {
            "SECRET_KEY": self.secret_key,
            "TESTING": self.testing,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": engine,
            "REDIS_URL": self.redis_url,
            "VAR_DIR": self.var_dir,
            "DEMO": self.demo,
            "PUBLIC_URL": self.public_url,
            "COLLECTIVE_PHONE": self.collective_phone,
            "MAIL_URL": self.mail_url,
            "FIRMS_API": self.firms_api,
            "MAIL_FROM": self.mail_from,
            "PROXIES": self.proxies,
            "ARGON2_MEMORY_KIB": self.argon2_memory_kib,
            "TERRITORY_SOURCE": self.territory_source,
            "CATALOGUE_DIR": self.catalogue_dir,
            # A document of 10 MB, and the form around it.
            "MAX_CONTENT_LENGTH": 11 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "SESSION_COOKIE_NAME": "__Host-care" if self.https else "care",
            "SESSION_COOKIE_SECURE": self.https,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PERMANENT_SESSION_LIFETIME": timedelta(hours=10),
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": self.https,
            "OWNER_LINK_DAYS": 400,
            **self.extra,
        }
