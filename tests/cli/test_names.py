"""``vardas names``: no station, files of several kinds, figures on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

from tests.cli.command import START, Ended

pytestmark = pytest.mark.slow

Run = Callable[..., Ended]

REGISTRY = (
    ("p1", "Мікалай Ткачук"),
    ("p2", "Уладзімір Драбыш"),
    ("p3", "Аляксандра Кулік"),
    ("p4", "Ягор Маркевіч"),
)
ASKED = (("a", "Nikolai Tkachuk"), ("b", "Владимир Дробыш"), ("c", "Hans Zimmermann"))
PAIRS = """name_a,name_b,label,kind,slice,script
Мікалай Ткачук,Nikolai Tkachuk,1,xlang,be,cross
Владимир Дробыш,Уладзімір Драбыш,1,xlang,be,same
Павел Дробыш,Андрэй Драбыш,0,sibling,be,same
Олег Маркевич,Hans Zimmermann,0,easy,mixed,cross
"""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command where no station is."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("VARDAS_", "DJANGO_"))
    }

    def run_once(*arguments: str | Path) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-c", START, "names", *map(str, arguments)],
            env=kept,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in ended.stderr, ended.stderr
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run_once


def write(file: Path, rows: tuple[tuple[str, str], ...], headings: str = "id,name") -> Path:
    file.write_text("\n".join([headings, *(",".join(row) for row in rows)]) + "\n", "utf-8")
    return file


def test_two_names_are_compared_with_reasons(run: Run) -> None:
    told = run("compare", "Мікалай Ткачук", "Nikolai Petrovich Tkachuk")
    assert told.status == 0
    score, *reasons = told.out.splitlines()
    assert float(score) > 0.9
    assert "+ Мікалай and Nikolai: same given name" in reasons
    assert any(line.startswith("· patronymic only on one side") for line in reasons)

    apart = run("compare", "Олег Маркевич", "Иван Маркевич", "--json")
    assert apart.data["score"] < 0.5
    assert [one["code"] for one in apart.data["reasons"] if one["weight"] < 0] == [
        "different_given"
    ]


def test_what_is_no_name_is_answered_too(run: Run) -> None:
    assert run("compare", "", "42", "--json").data["score"] == 0


def test_a_name_is_found_in_a_file(run: Run, tmp_path: Path) -> None:
    registry = write(tmp_path / "registry.csv", REGISTRY)

    assert run("find", "Nikolai Tkachuk", registry, "--json").data[0]["id"] == "p1"
    assert "(p4)" in run("find", "Марк", registry, "--prefix").out.splitlines()[0]


@pytest.mark.parametrize("ending", ["csv", "arrow", "parquet"])
def test_a_list_is_matched_whatever_its_kind(run: Run, tmp_path: Path, ending: str) -> None:
    registry, asked = tmp_path / f"registry.{ending}", tmp_path / f"list.{ending}"
    for file, rows in ((registry, REGISTRY), (asked, ASKED)):
        table = pa.table({"id": [key for key, _ in rows], "name": [name for _, name in rows]})
        if ending == "csv":
            write(file, rows)
        elif ending == "arrow":
            pyarrow.feather.write_feather(table, file)
        else:
            pyarrow.parquet.write_table(table, file)
    out = tmp_path / f"matches.{ending}"

    ended = run("match", asked, registry, "--out", out, "--json")

    assert ended.status == 0, ended.err
    assert ended.data["with_match"] == 2
    assert out.stat().st_size > 0
    told = run("match", asked, registry, "--json").data["matches"]
    assert {row["id"]: row["match_id"] for row in told} == {"a": "p1", "b": "p2"}
    assert all(row["score"] >= 0.5 and row["rank"] == 1 for row in told)


def test_marks_semicolons_and_other_headings_are_read(run: Run, tmp_path: Path) -> None:
    registry = tmp_path / "registry.csv"
    registry.write_bytes("﻿№;ФИО;год\r\n1;Ткачук Мікалай;1970\r\n2;Драбыш Павел;1980\r\n".encode())
    asked = tmp_path / "list.csv"
    asked.write_text("Surname,First name\nTkachuk,Nikolai\n")

    told = run("match", asked, registry)

    assert told.status == 0, told.err
    assert told.out.splitlines()[0] == "id,name,match_id,match_name,score,rank"
    assert told.out.splitlines()[1].startswith("1,Tkachuk Nikolai,1,Ткачук Мікалай,")


def test_a_column_can_be_said(run: Run, tmp_path: Path) -> None:
    registry = tmp_path / "registry.csv"
    registry.write_text("who,key\nМікалай Ткачук,k7\n")

    unsaid = run("find", "Nikolai Tkachuk", registry)
    said = run(
        "find", "Nikolai Tkachuk", registry, "--column", "who=name", "--column", "key=id", "--json"
    )

    assert unsaid.status == 2
    assert "--column" in unsaid.err
    assert said.data[0]["id"] == "k7"
    assert run("find", "x", registry, "--column", "who=nonsense").status == 2
    assert run("find", "x", registry, "--column", "nowhere=name").status == 2


def test_parts_of_names_are_put_together(run: Run, tmp_path: Path) -> None:
    registry = tmp_path / "registry.csv"
    registry.write_text('one,"two, so called",name,name\nМікалай,Ткачук,x,y\n')

    told = run(
        *("find", "Nikolai Tkachuk", registry, "--json"),
        *("--column", "one=given_name", "--column", "two, so called=surname"),
    )

    assert told.data[0]["name"] == "Ткачук Мікалай"


def test_a_cell_that_a_program_would_compute_is_written_as_text(run: Run, tmp_path: Path) -> None:
    asked = write(tmp_path / "list.csv", (("=1+1", "Nikolai Tkachuk"),))
    registry = write(tmp_path / "registry.csv", REGISTRY)

    assert "\n=1+1," not in run("match", asked, registry).out


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x89PNG", b"\n\n"])
def test_what_is_no_table_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    for name in ("registry.csv", "registry.parquet", "registry.arrow"):
        file = tmp_path / name
        file.write_bytes(content)
        assert run("find", "x", file).status in (1, 2)
    assert run("find", "x", tmp_path / "absent.csv").status == 2


def test_pairs_are_measured(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text(PAIRS)

    ended = run("bench", "--pairs", file, "--report", tmp_path / "report.json")

    assert ended.status == 0, ended.err
    found = ended.data["pairs"]
    assert found["overall"]["f1_at_threshold_0.5"] == 1
    assert found["by_kind"]["sibling"]["right_at_threshold_0.5"] == 1
    assert set(found["by_script"]) == {"cross", "same"}
    assert sum(one["pairs"] for one in found["calibration"]["tenths"]) == 4
    assert found["speed"]["pairs_per_second"] > 0
    assert json.loads((tmp_path / "report.json").read_text()) == ended.data
    assert "Tkachuk" not in ended.out


def test_only_names_and_labels_have_to_be_there(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes("﻿name_a;name_b;label\nЕва;Ewa;1\nЕва;;0\n".encode())
    assert run("bench", "--pairs", file).data["pairs"]["overall"]["pairs"] == 2

    file.write_text("name_a,name_b,label\nEva,Ewa,perhaps\n")
    refused = run("bench", "--pairs", file)
    assert refused.status == 2
    assert "row 2" in refused.err

    file.write_text("one,other\nEva,Ewa\n")
    assert run("bench", "--pairs", file).status == 2
    assert run("bench").status == 2


def test_a_registry_is_measured_and_filled_up(run: Run, tmp_path: Path) -> None:
    registry = write(tmp_path / "registry.csv", REGISTRY, "person_id,name")
    queries = tmp_path / "queries.csv"
    queries.write_text(
        "qid,query,person_id,kind\nq0,Nikolai Tkachuk,p1,real\nq1,Ягор Маркевич,p4,real\n"
        "q2,Somebody Else,p9,real\n"
    )

    ended = run("bench", "--registry", registry, "--queries", queries, "--size", "300")

    assert ended.status == 0, ended.err
    (found,) = ended.data["search"]["sizes"]
    assert found["size"] == 300
    assert found["recall"]["overall"] == {"questions": 2, "recall@1": 1, "recall@5": 1}
    assert found["recall"]["person_not_in_registry"] == 1
    assert set(found["milliseconds_per_query"]) == {"p50", "p95", "p99", "most"}
    assert found["list"]["names"] == 30
    assert found["memory_mb"]["peak_with_list"] > 0
