"""The facts of one event in plain terms: one page, every sentence with what it rests on.

It is made from what the redaction gate cleared and from nothing else.
"""

from vardas.publish.report.page import as_html, as_text
from vardas.publish.report.printed import as_pdf
from vardas.publish.report.sentences import Ground, Report, Section, Sentence, SourceNote
from vardas.publish.report.writing import EventNotCleared, write_report, write_reports

__all__ = [
    "EventNotCleared",
    "Ground",
    "Report",
    "Section",
    "Sentence",
    "SourceNote",
    "as_html",
    "as_pdf",
    "as_text",
    "write_report",
    "write_reports",
]
