"""HXL: numbers under their hashtags, and nobody's name."""

from __future__ import annotations

import csv
import io
import re

from tests.publish.formats.cases import make_world, write
from tests.publish.public_list import world

TAG = re.compile(r"#[a-z]+(\+[a-z]+)*")


def test_the_numbers_stand_under_their_hashtags() -> None:
    data, report = write("hxl", make_world())
    headings, tags, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    assert all(map(TAG.fullmatch, tags))
    assert len(headings) == len(tags)
    when = ["expulsion", "2025-09-11"]
    assert rows == [
        ["people_known", "", "", "", "60"],
        ["people_known", str(world.EXPULSION), *when, ""],
        ["people_published", str(world.EXPULSION), *when, "7"],
    ]
    assert report.count()["left_open"] == 1


def test_no_text_that_somebody_wrote_is_in_it() -> None:
    cleared = make_world()
    text = write("hxl", cleared)[0].decode()
    assert [one.caption for one in cleared if one.caption and one.caption in text] == []
