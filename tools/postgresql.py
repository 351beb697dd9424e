"""A PostgreSQL server of our own that lives as long as one command.

    python -m tools.postgresql .venv/bin/pytest tests/registry

runs the command with VARDAS_TEST_DATABASE=postgresql and the server's address in
VARDAS_TEST_POSTGRESQL. The server listens on 127.0.0.1 only, keeps nothing, and is ended by its
process id.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.programs import NO_POSTGRESQL, find_postgresql

USER = "vardas"
START_SECONDS = 60
STOP_SECONDS = 20

# Nothing here outlives the run, so that nothing need survive a power cut.
FORGETFUL = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class ServerError(RuntimeError):
    """PostgreSQL did not start; the message carries what it wrote."""


@contextmanager
def run_server(programs: Path) -> Iterator[str]:
    """Start a new, empty server and give its URL; end it and remove its files afterwards.

    Raises ServerError when it does not come up.
    """
    account = _choose_account()
    # Not TMPDIR: as root, that may be a folder which the other account cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="vardas-postgresql-", dir="/tmp"))
    try:
        password = secrets.token_urlsafe(24)
        _create(programs, folder, password, account)
        port = _find_free_port()
        process = _start(programs, folder, port, account)
        try:
            _wait_until_ready(programs, folder, process, port)
            yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            _stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _choose_account() -> dict[str, Any]:
    """Return the arguments that make a child run unprivileged: initdb refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ServerError("PostgreSQL does not run as root, and there is no account to run it as.")


def _create(programs: Path, folder: Path, password: str, account: dict[str, Any]) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if account:
        for path in (folder, secret):
            os.chown(path, account["user"], account["group"])
    made = subprocess.run(
        [
            programs / "initdb",
            f"--pgdata={folder / 'data'}",
            f"--username={USER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **account,
    )
    if made.returncode != 0:
        raise ServerError(made.stderr)
    secret.unlink()


def _find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _start(
    programs: Path, folder: Path, port: int, account: dict[str, Any]
) -> subprocess.Popen[bytes]:
    options = ("listen_addresses=127.0.0.1", "unix_socket_directories=", *FORGETFUL)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [
                programs / "postgres",
                "-D",
                folder / "data",
                "-p",
                str(port),
                *(part for option in options for part in ("-c", option)),
            ],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # Ctrl-C is for us: we end the server, after the tests have let go of it.
            start_new_session=True,
            **account,
        )


def _wait_until_ready(
    programs: Path, folder: Path, process: subprocess.Popen[bytes], port: int
) -> None:
    deadline = time.monotonic() + START_SECONDS
    ask: list[str | Path] = [
        programs / "pg_isready",
        "--quiet",
        "--host=127.0.0.1",
        f"--port={port}",
    ]
    while process.poll() is None and time.monotonic() < deadline:
        if subprocess.run(ask, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise ServerError((folder / "log").read_text(errors="replace"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # "fast": ends the sessions, then itself
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def main(command: list[str]) -> int:
    """Run the command beside a server of its own; return its exit status."""
    programs = find_postgresql()
    if programs is None or not command:
        print(NO_POSTGRESQL if programs is None else __doc__, file=sys.stderr)
        return 2
    # A polite end (SIGTERM) must still end the server.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with run_server(programs) as url:
        environment = os.environ | {
            "VARDAS_TEST_DATABASE": "postgresql",
            "VARDAS_TEST_POSTGRESQL": url,
        }
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
