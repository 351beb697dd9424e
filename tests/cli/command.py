"""Runs ``vardas`` as a person would: a process of its own, with an environment of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSPHRASE = "made up for the tests"
START = "from vardas.cli.main import run; run()"


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer to ``--json``."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Vardas:
    """The command on one station, with the passphrase in a file."""

    folder: Path
    scratch: Path
    """Home, temporary folder and everything else a process may want to write to."""

    def __call__(self, *arguments: str | Path, passphrase: str | None = PASSPHRASE) -> Ended:
        """Run to the end."""
        ended = subprocess.run(
            self.command(*arguments, passphrase=passphrase),
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            start_new_session=True,  # no terminal to ask at
        )
        assert "Traceback" not in ended.stderr, ended.stderr
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def python(self, code: str) -> Ended:
        """Run code in a process that has the station open: ``opened``, ``connection``."""
        opening = (
            "from pathlib import Path; from vardas.registry.opening import open_station, unlock;"
            f"opened = open_station(unlock(Path({str(self.folder)!r}), {PASSPHRASE!r}));"
            "from django.db import connection\n"
        )
        ended = subprocess.run(
            [sys.executable, "-c", opening + code],
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    def command(self, *arguments: str | Path, passphrase: str | None = PASSPHRASE) -> list[str]:
        """Write out the command."""
        whole = [sys.executable, "-c", START, *map(str, arguments), "--station", str(self.folder)]
        if passphrase is not None:
            file = self.scratch / "passphrase"
            file.write_text(passphrase + "\n")
            whole += ["--passphrase-file", str(file)]
        return whole

    def environment(self, **more: str) -> Mapping[str, str]:
        """What the process sees: nothing of the tests' own station."""
        kept = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("VARDAS_", "DJANGO_"))
        }
        temporary = self.scratch / "tmp"
        temporary.mkdir(exist_ok=True)
        return {**kept, "HOME": str(self.scratch), "TMPDIR": str(temporary), **more}

    @contextmanager
    def serving(self, *arguments: str, command: str = "serve") -> Iterator[Server]:
        """Serve on a free port until the end of the block."""
        passphrase = None if command == "demo" else PASSPHRASE
        process = subprocess.Popen(
            self.command(command, *arguments, passphrase=passphrase),
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # a buffer would keep lines that were read ahead from who reads the rest
            start_new_session=True,
        )
        server = Server(process)
        try:
            server.wait_for_address()
            yield server
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()


class Server:
    """A process that serves pages."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.address = ""
        self._printed = ""

    def wait_for_address(self) -> None:
        """Read what it prints until it says where it is."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline().decode():
            self._printed += line
            if "http://" in line:
                self.address = "http://" + line.rpartition("http://")[2].strip()
                return
        raise AssertionError(self.process.communicate()[1].decode())

    def stop(self, number: int = signal.SIGTERM) -> Ended:
        """Ask it to end and wait for it."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return Ended(self.process.returncode, self._printed + out.decode(), err.decode())


def wait_until(condition: Any, seconds: float = 30) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.002)
