"""Where one can go: the question pages, and the pages of a case in order, next, back and jump. Knows no toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simexit.core.knowledge.catalogue import Catalogue
    from simexit.core.knowledge.types import Answers, Question
    from simexit.core.plan.types import Plan

ASK = "ask:"
"""Prefix of the question pages: `ask:card-type`."""

ANSWERS = "answers"
OVERVIEW = "overview"
CHECK_BEFORE = "check-before"
REPORT = "report"


def questions(answers: Answers, catalogue: Catalogue, page: str | None = None) -> list[Question]:
    """The questions that can still change the plan for these answers, of one page or all."""
    from simexit.core.plan.answers import applies, complete

    completed, carrier, _notices = complete(answers, catalogue)
    return [
        question
        for question in catalogue.questions
        if page in (None, question.page) and applies(question, completed, carrier)
    ]


def question_pages(answers: Answers, catalogue: Catalogue) -> list[str]:
    """The pages of those questions, in order."""
    return list(dict.fromkeys(question.page for question in questions(answers, catalogue)))


class Pages(NamedTuple):
    """The pages of one case in the order in which Next walks through them."""

    ids: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan) -> Pages:
        """The overview, every step, the check page before the first irreversible one, and the report."""
        ids: list[str] = [OVERVIEW]
        for step in plan.steps:
            if step.id == plan.pause_before:
                ids.append(CHECK_BEFORE)
            ids.append(step.id)
        return cls((*ids, REPORT))

    def next(self, page: str) -> str | None:
        """The page after this one; None at the end."""
        position = self._position(page)
        return self.ids[position + 1] if position + 1 < len(self.ids) else None

    def back(self, page: str) -> str | None:
        """The page before this one; None at the beginning."""
        position = self._position(page)
        return self.ids[position - 1] if position else None

    def nearest(self, page: str | None) -> str:
        """The page itself if it is still there, else the overview: procedures and answers may have changed."""
        return page if page in self.ids else OVERVIEW

    def _position(self, page: str) -> int:
        return self.ids.index(self.nearest(page))
