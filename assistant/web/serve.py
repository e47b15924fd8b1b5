"""Serve the pages: database up to date, one link printed, a worker beside waitress."""

import logging
from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.web import project
from assistant.web.project import Options

_THREADS = 8
Say = Callable[[str], None]


class CannotServe(AssistantError):
    """The address is taken or not this machine's."""


def serve(options: Options, say: Say, open_browser: bool) -> None:
    """Serve until interrupted; `say` gets the one address to open.

    Raises:
        CannotServe: the port is taken, or a desk was to be open to other machines.
        BadSettings, MissingResource: as `project.set_up`.

    """
    if options.desk and options.host not in ("127.0.0.1", "localhost", "::1"):
        raise CannotServe("单机方式只在本机打开", "要给多人使用，请加 --office")
    project.set_up(options)
    server = _server(options)
    from assistant.web.worker import Worker

    worker = Worker(options)
    worker.start()
    address = first_address(options)
    say(address)
    if open_browser:
        _open(address)
    try:
        server.run()
    finally:
        worker.ended.set()
        server.close()


def _server(options: Options):  # type: ignore[no-untyped-def]  # noqa: ANN202
    import waitress
    from django.core.wsgi import get_wsgi_application

    logging.getLogger("waitress").setLevel(logging.ERROR)
    try:
        return waitress.create_server(
            get_wsgi_application(),
            host=options.host,
            port=options.port,
            threads=_THREADS,
            max_request_body_size=project.REQUEST_LIMIT + project.MEGABYTE,
            ident=None,
            **_proxy(options),
        )
    except (OSError, ValueError) as error:
        raise CannotServe(
            f"{options.host}:{options.port} 不能使用", "端口可能已被占用，请换一个：--port 8010"
        ) from error


def _proxy(options: Options) -> dict[str, object]:
    if not options.https:
        return {}
    return {
        "trusted_proxy": "127.0.0.1",
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-for", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }


def first_address(options: Options) -> str:
    """Return the address to open: with its one-time token on a desk and before an office has its administrator."""
    from django.contrib.auth import get_user_model
    from django.contrib.sessions.models import Session

    from assistant.web.services import tickets

    host = "127.0.0.1" if project.everywhere(options.host) else options.host
    base = f"http://{f'[{host}]' if ':' in host else host}:{options.port}"
    if options.desk:
        Session.objects.all().delete()
        return f"{base}/enter/{tickets.issue('enter')}/"
    if not get_user_model().objects.filter(is_superuser=True).exists():
        return f"{base}/ticket/{tickets.issue('first')}/"
    return f"{base}/"


def _open(address: str) -> None:
    import threading
    import webbrowser

    threading.Timer(0.5, webbrowser.open, (address,)).start()
