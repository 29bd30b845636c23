"""All names in use in a folder, by what they name. Taken from the plain data, so a broken entry still has its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simexit.core.knowledge.findings import nearest

LISTS = {
    "questions.yaml": [("question", "questions", "key"), ("page", "pages", "id")],
    "killers.yaml": [("killer", "killers", "id")],
    "trouble.yaml": [("trouble", "troubles", "id")],
    "topics.yaml": [("topic", "topics", "id")],
    "replies.yaml": [("reply", "replies", "id")],
    "scripts.yaml": [("script", "scripts", "id")],
    "letters.yaml": [("letter", "letters", "id")],
}
"""File -> what it names: kind, the list, and the key of the name."""

KINDS_OF_FOLDER = {
    "routes": ("route",),
    "steps": ("step", "check", "field"),
    "common": ("common",),
    "carriers": ("carrier", "fact"),
}
"""Folder -> the kinds of names that its files hold."""


class Known:
    """Names by kind. Checks are kept as `step/check`, fields as `step.field`, facts as `slug/fact` and common facts
    as `file.topic`.
    """

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        self._open: set[str] = set()

    def add(self, file: str, data: Any) -> None:
        """Take the names of one file."""
        needed = [key for _, key, _ in LISTS.get(file, [])] or (["clusters", "gaps"] if file == "covers.yaml" else [])
        if not isinstance(data, dict) or any(key not in data for key in needed):
            self.leave_open(file)
        for kind, name in _names(file, data):
            self._names.setdefault(kind, set()).add(name)

    def leave_open(self, file: str) -> None:
        """The names of this file cannot be known, so nothing of their kinds counts as unknown."""
        folder = file.partition("/")[0]
        self._open.update(KINDS_OF_FOLDER.get(folder, ()))
        self._open.update(kind for kind, _, _ in LISTS.get(file, ()))
        if file == "covers.yaml":
            self._open.add("cluster")

    def of(self, kind: str) -> set[str]:
        """All names of a kind."""
        return self._names.get(kind, set())

    def all_of(self, kind: str) -> set[str] | None:
        """All names of a kind; None where a file of them cannot be read."""
        return None if kind in self._open else self.of(kind)

    def lacks(self, kind: str, name: str) -> bool:
        """Whether nothing of this kind has that name."""
        return kind not in self._open and name not in self.of(kind)

    def suggest(self, kind: str, name: str) -> str:
        """The nearest name of this kind, as a suggestion; for `step/check` and `slug/fact` of the same owner."""
        owner, slash, bare = name.rpartition("/")
        return nearest(
            bare, [other.removeprefix(owner + slash) for other in self.of(kind) if other.startswith(owner + slash)]
        )


def _names(file: str, data: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(data, dict):
        return
    for kind, key, name in LISTS.get(file, ()):
        for entry in _each(data, key):
            yield kind, str(entry.get(name))
    if file == "covers.yaml":
        for key in ("clusters", "gaps"):
            if isinstance(data.get(key), dict):
                yield from (("cluster", str(name)) for name in data[key])
    folder = file.partition("/")[0]
    slug = str(data.get("slug"))
    if folder == "carriers":
        yield "carrier", slug
        yield from (("fact", f"{slug}/{fact.get('id')}") for fact in _each(data, "facts"))
    if folder == "common":
        yield from (("common", f"{slug}.{fact.get('topic')}") for fact in _each(data, "facts"))
    if folder == "routes":
        yield "route", str(data.get("id"))
    if folder == "steps":
        for step in _each(data, "steps"):
            yield "step", str(step.get("id"))
            yield from (("check", f"{step.get('id')}/{check.get('id')}") for check in _each(step, "checks"))
            yield from (("field", f"{step.get('id')}.{field.get('id')}") for field in _each(step, "fields"))


def _each(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = data.get(key)
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
