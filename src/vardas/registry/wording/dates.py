"""Says an EDTF date (ISO 8601-2) in the reader's language: “about 2020”, “June 2025”.

What is not said here in words (qualifiers of single parts, long years) is shown as it is written:
exactness comes before comfort.
"""

from __future__ import annotations

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

_PART = r"\d{4}|\d{3}X|\d{2}XX"
_FORM = re.compile(
    rf"(?P<year>{_PART})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
    r"(?:T(?P<time>\d\d:\d\d)(?::\d\d)?(?P<zone>Z|[+-]\d\d(?::\d\d)?)?)?(?P<mark>[~?%]?)",
    re.ASCII,
)


def say_date(text: object) -> str:
    """Say the date in words; text that is no EDTF is returned as it is."""
    written = str(text or "")
    return _say_whole(written) or written


def _say_whole(text: str) -> str:
    if text[:1] == "[" and text[-1:] == "]":
        return _say_one_of(text[1:-1])
    if text[:1] == "{" and text[-1:] == "}" and ".." not in text:
        parts = [_say_one(part.strip()) for part in text[1:-1].split(",")]
        return _("%(dates)s and %(last)s") % _listed(parts) if all(parts) and parts[1:] else ""
    if text.count("/") == 1:
        return _say_interval(*text.split("/"))
    return _say_one(text)


def _say_one_of(inside: str) -> str:
    if inside.count("..") == 1 and "," not in inside:
        first, last = inside.split("..")
        start, end = _say_one(first), _say_one(last)
        if start and end:
            return _("between %(start)s and %(end)s") % {"start": start, "end": end}
        if start and not last:
            return _("%(date)s or later") % {"date": start}
        if end and not first:
            return _("%(date)s or earlier") % {"date": end}
        return ""
    parts = [_say_one(part.strip()) for part in inside.split(",")]
    if not all(parts):
        return ""
    return parts[0] if len(parts) == 1 else _("%(dates)s or %(last)s") % _listed(parts)


def _say_interval(first: str, last: str) -> str:
    start, end = _say_one(first), _say_one(last)
    if start and end:
        return _("from %(start)s to %(end)s") % {"start": start, "end": end}
    if start and last == "..":
        return _("since %(date)s") % {"date": start}
    if start and not last:
        return _("from %(date)s, until when is not known") % {"date": start}
    if end and first == "..":
        return _("until %(date)s") % {"date": end}
    if end and not first:
        return _("until %(date)s, since when is not known") % {"date": end}
    return ""


def _say_one(text: str) -> str:
    found = _FORM.fullmatch(text)
    said = _say_parts(found) if found else ""
    if not found or not said:
        return ""
    if found["time"]:
        zone = {"Z": " UTC", None: ""}.get(found["zone"], f" (UTC{found['zone']})")
        said = _("%(date)s, %(time)s") % {"date": said, "time": found["time"] + zone}
    if found["mark"] == "~":
        return _("about %(date)s") % {"date": said}
    if found["mark"] == "?":
        return _("perhaps %(date)s") % {"date": said}
    if found["mark"] == "%":
        return _("perhaps about %(date)s") % {"date": said}
    return said


def _say_parts(found: re.Match[str]) -> str:
    year, month, day = found["year"], found["month"], found["day"]
    if "X" in year:
        if month:
            return ""
        if year.endswith("XX"):
            return _("between %(start)s and %(end)s") % {
                "start": year[:2] + "00",
                "end": year[:2] + "99",
            }
        return _("the %(decade)ss") % {"decade": year[:3] + "0"}
    if month in (None, "XX"):
        return year if day in (None, "XX") else ""
    if month in ("21", "22", "23", "24"):
        return "" if day else _say_season(int(month)) % {"year": year}
    try:
        first = date(int(year), int(month), 1)
        if day in (None, "XX"):
            return date_format(first, "YEAR_MONTH_FORMAT")
        whole = first.replace(day=int(day))
    except ValueError:
        return ""
    return date_format(whole, "DATE_FORMAT")


def _say_season(number: int) -> str:
    return {
        21: _("spring %(year)s"),
        22: _("summer %(year)s"),
        23: _("autumn %(year)s"),
        24: _("winter %(year)s"),
    }[number]


def _listed(parts: list[str]) -> dict[str, str]:
    return {"dates": ", ".join(parts[:-1]), "last": parts[-1]}
