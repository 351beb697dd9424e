"""The three forms of all reports of what was cleared, by the names of their files."""

from __future__ import annotations

from vardas.publish.cleared import Cleared
from vardas.publish.report.page import as_html, as_text
from vardas.publish.report.printed import as_pdf
from vardas.publish.report.writing import write_reports


def make_files(cleared: Cleared) -> dict[str, bytes]:
    """Make the reports of all cleared events with a number claimed; name of the file → content."""
    reports = write_reports(cleared)
    return {
        "facts.pdf": as_pdf(reports, cleared.ground.made.replace(microsecond=0)),
        "facts.html": as_html(reports).encode(),
        "facts.txt": as_text(reports).encode(),
    }
