"""Rules on what the steps and questions together have to offer."""

from __future__ import annotations

from collections.abc import Iterator

from simexit.core.authoring.folder import Folder
from simexit.core.authoring.registry import rule
from simexit.core.knowledge.findings import Fault, nearest
from simexit.core.knowledge.load import Covers
from simexit.core.knowledge.types import Question, Step, Trouble


@rule("uncovered-cluster")
def uncovered_cluster(folder: Folder) -> Iterator[Fault]:
    """Everything that `covers.yaml` lists is served by some step, or by the help for when it goes wrong.

    It is what people have asked for; a change of the steps must not drop any of it unnoticed.
    """
    covered = {name for item in folder.items(Step) for name in item.value.covers}
    covered |= {name for item in folder.items(Trouble) for name in item.value.covers}
    for item in folder.items(Covers):
        for key in ("clusters", "gaps"):
            for name, title in getattr(item.value, key).items():
                if name not in covered:
                    sentence = f"No step covers `{name}`: {title}."
                    yield item.fault((key, name), sentence, "name it in `covers` of the step that serves it")


@rule("stale-question")
def stale_question(folder: Folder) -> Iterator[Fault]:
    """What a plan takes for an unanswered question is one of its choices.

    A default that is no choice any more would make every plan wrong for those who skip the question.
    """
    for item in folder.items(Question):
        question = item.value
        choices = [choice.id for choice in question.choices]
        if question.kind != "choice":
            for key in ("choices", "default"):
                if getattr(question, key):
                    yield item.fault((key,), f"`{question.key}` is not a choice and has `{key}`.", "remove it")
        elif question.default is None:
            yield item.fault(("key",), f"`{question.key}` has no default.", "add `default`, one of its choices")
        elif question.default not in choices:
            hint = nearest(question.default, choices) or f"one of: {', '.join(choices)}"
            yield item.fault(("default",), f"The default `{question.default}` is not a choice.", hint)
