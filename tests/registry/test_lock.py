"""One process at a time has a folder open, and says where."""

import os
from pathlib import Path

import pytest

from vardas.registry.lock import Holder, StationBusy, StationInUse, find_holder, hold


def test_a_second_one_is_refused_and_told_where(tmp_path: Path) -> None:
    address = "http://127.0.0.1:8000/"
    with hold(tmp_path) as lock:
        lock.announce(address)
        with pytest.raises(StationInUse) as refused, hold(tmp_path):
            pass
        assert refused.value.fields == {"address": address, "process": os.getpid()}
        assert find_holder(tmp_path) == Holder(os.getpid(), address)


def test_one_that_serves_nothing_is_busy(tmp_path: Path) -> None:
    with hold(tmp_path), pytest.raises(StationBusy), hold(tmp_path):
        pass


def test_it_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold(tmp_path):
        raise ZeroDivisionError
    assert find_holder(tmp_path) is None
    with hold(tmp_path):
        pass


def test_nobody_has_a_folder_open_that_was_never_opened(tmp_path: Path) -> None:
    assert find_holder(tmp_path) is None


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with hold(tmp_path) as lock:
            lock.announce("http://127.0.0.1:1/")
            os._exit(0)  # as abrupt as a kill: nothing is tidied up
    os.waitpid(child, 0)
    assert find_holder(tmp_path) is None
    with hold(tmp_path):
        pass
