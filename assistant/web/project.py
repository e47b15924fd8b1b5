"""The Django project: one record of options, one function that sets it up."""

import ipaddress
import os
import secrets
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from assistant.errors import BadSettings, MissingResource

MEGABYTE = 1024 * 1024
REQUEST_LIMIT = 200 * MEGABYTE
"""Most bytes one request may carry; uploads are streamed to disk."""
_PASTE_LIMIT = 8 * MEGABYTE


@dataclass(frozen=True)
class Options:
    """How the pages are served. `desk` is one user on this machine; else an office with accounts and roles."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    desk: bool = True
    database: str = ""
    https: bool = False
    """True behind a proxy that speaks https: cookies travel on https alone."""
    names: tuple[str, ...] = field(default=())
    """Host names under which the pages may be asked for, beside the address they listen on."""


def set_up(options: Options) -> None:
    """Configure Django and bring the database up to date.

    Raises:
        MissingResource: Django is not installed.
        BadSettings: the database address cannot be used.

    """
    try:
        import django
        from django.conf import settings
    except ModuleNotFoundError as error:
        raise MissingResource("没有安装网页需要的组件", "请运行：pip install 'nianbao[web]'") from error
    options.data.mkdir(parents=True, exist_ok=True)
    if not settings.configured:
        settings.configure(**_settings(options))
        django.setup()
        _quiet()
    _migrate()


def _quiet() -> None:
    """Keep addresses and tracebacks, which may quote somebody's material, out of the console."""
    import logging

    for name in ("django.request", "django.security", "django.server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _settings(options: Options) -> dict[str, Any]:
    return {
        "SECRET_KEY": _secret(options.data),
        "DATA_DIR": options.data,
        "DESK": options.desk,
        "DEBUG": False,
        "ALLOWED_HOSTS": _hosts(options),
        "ROOT_URLCONF": "assistant.web.urls",
        "INSTALLED_APPS": (
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django_htmx",
            "assistant.web",
        ),
        "MIDDLEWARE": (
            "assistant.web.middleware.headers",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "assistant.web.middleware.gate",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django_htmx.middleware.HtmxMiddleware",
            "assistant.web.middleware.Problems",
        ),
        "TEMPLATES": _templates(),
        "DATABASES": {"default": database(options)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": _time_zone(),
        "LANGUAGE_CODE": "zh-hans",
        "USE_I18N": True,
        "LOGGING_CONFIG": None,
        **_accounts(options),
        **_uploads(),
    }


def session_seconds(desk: bool) -> tuple[int, int]:
    """Return how long a session lasts at most, and without a click: in an office eight and two hours."""
    return (12 * 3600, 12 * 3600) if desk else (8 * 3600, 2 * 3600)


def _accounts(options: Options) -> dict[str, Any]:
    """Return what concerns passwords, sessions and cookies."""
    longest, idle = session_seconds(options.desk)
    prefix = f"nianbao_{options.port}"
    return {
        "LOGIN_URL": "/login/",
        "PASSWORD_HASHERS": (
            "django.contrib.auth.hashers.ScryptPasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ),
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": given}
            for name, given in (
                ("UserAttributeSimilarityValidator", {}),
                ("MinimumLengthValidator", {"min_length": 10}),
                ("CommonPasswordValidator", {}),
                ("NumericPasswordValidator", {}),
            )
        ],
        "SESSION_COOKIE_NAME": f"{prefix}_session",
        "SESSION_COOKIE_AGE": longest,
        "IDLE_SECONDS": idle,
        "SESSION_COOKIE_SECURE": options.https,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": f"{prefix}_csrf",
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SECURE": options.https,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "assistant.web.views.errors.csrf",
        "CSRF_TRUSTED_ORIGINS": [f"https://{name}" for name in options.names] if options.https else [],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if options.https else None,
        "X_FRAME_OPTIONS": "DENY",
    }


def _uploads() -> dict[str, Any]:
    return {
        "DATA_UPLOAD_MAX_MEMORY_SIZE": _PASTE_LIMIT,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 500,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5000,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 2 * MEGABYTE,
    }


def _templates() -> list[dict[str, Any]]:
    from assistant.settings import resource

    return [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [resource("templates", "web")],
            "OPTIONS": {"environment": "assistant.web.jinja.environment"},
        }
    ]


def database(options: Options) -> dict[str, Any]:
    """Return Django's setting for the database: SQLite in the data folder, or what the address names.

    Raises:
        BadSettings: the address is neither sqlite:///file nor postgresql://user:password@host:port/name.

    """
    address = urlsplit(options.database or os.environ.get("NIANBAO_DATABASE", ""))
    if address.scheme in ("postgresql", "postgres") and len(address.path) > 1:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path[1:]),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": unquote(address.hostname or ""),
            "PORT": str(address.port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
        }
    if address.scheme not in ("", "sqlite"):
        raise BadSettings("看不懂数据库地址", "请写成 sqlite:///文件，或 postgresql://用户:密码@主机:5432/库名")
    file = Path(unquote(address.path[1:])) if len(address.path) > 1 else options.data / "web.sqlite3"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


def _secret(data: Path) -> str:
    """Return the key that signs sessions, made at the first start and readable by its owner alone."""
    path = data / "secret"
    if not path.exists():
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")


def _hosts(options: Options) -> list[str]:
    if options.desk:
        return ["127.0.0.1", "localhost", "[::1]"]
    own = [options.host, *options.names, "127.0.0.1", "localhost"]
    if everywhere(options.host):
        name = socket.gethostname()
        own += [name, socket.getfqdn(), *_addresses(name)]
    return sorted({host for host in own if host})


def everywhere(host: str) -> bool:
    """Say whether a host stands for every address of this machine.

    >>> everywhere("::"), everywhere("192.168.1.5"), everywhere("localhost")
    (True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _addresses(name: str) -> list[str]:
    try:
        return socket.gethostbyname_ex(name)[2]
    except OSError:
        return []


def _time_zone() -> str:
    return os.environ.get("TZ") or "Asia/Shanghai"
