"""Reads written pages strictly: balanced, one title, ids once, links that lead somewhere."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

_VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
_LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """One page: what it links to, what it loads, its text, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.loads: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.text = ""
        self.title = ""
        self._open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        if self._open:
            self.faults.append(f"never closed: {self._open}")
        if len(self.ids) != len(set(self.ids)):
            self.faults.append("an id stands twice")
        if self.headings.count("h1") != 1:
            self.faults.append(f"{self.headings.count('h1')} h1")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if len(values) != len(attrs):
            self.faults.append(f"an attribute of {tag} stands twice")
        if "style" in values or any(name.startswith("on") for name in values):
            self.faults.append(f"{tag} has style or script of its own")
        if tag == "style" or (tag == "script" and "src" not in values):
            self.faults.append(f"{tag} stands in the page")
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag in ("h1", "h2", "h3"):
            self.headings.append(tag)
        if tag == "a":
            self.links.append(values.get("href") or "")
        elif tag in _LOADS and values.get(_LOADS[tag]):
            self.loads.append(values[_LOADS[tag]] or "")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title":
            self.title += data
        else:
            self.text += data


def find_dead_links(folder: Path, path: Path, page: Page) -> list[str]:
    """Return links and loads that lead to no file, or loads that leave the folder."""
    dead = []
    for address in {*page.links, *page.loads}:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            if address in page.loads or parts.scheme not in ("http", "https"):
                dead.append(address)
            continue
        target = (path.parent / parts.path).resolve() if parts.path else path.resolve()
        is_there = target.is_file() and target.is_relative_to(folder.resolve())
        if not is_there or (parts.fragment and parts.fragment not in Page(target).ids):
            dead.append(address)
    return dead
