"""What of a file has not the shape of its type: every place, where decoding would name only the first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from simexit.core.authoring import schema
from simexit.core.knowledge.findings import nearest
from simexit.core.knowledge.yaml_lines import Path_

WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "a mapping",
    "array": "a list",
    "null": "empty",
}


class Wrong(NamedTuple):
    """One place of the wrong shape and the rule it breaks."""

    rule: str
    path: Path_
    sentence: str
    suggestion: str = ""
    meant: str = ""
    """The key that is missing, or that an unknown key is a misspelling of."""


def wrong(data: Any, kind: type[msgspec.Struct]) -> Iterator[Wrong]:
    """Everything in plain data that has not the shape of a type.

    A missing key and an unknown one that is nearly spelt like it are one mistake, so they are told as one.
    """
    found = [one for error in _validator(kind).iter_errors(data) for one in _explain(error)]
    missing = {(one.path, one.meant) for one in found if one.rule == "missing-key"}
    meant = {(one.path[:-1], one.meant) for one in found if one.rule == "unknown-key"} & missing
    for one in found:
        if one.rule == "unknown-key" and (one.path[:-1], one.meant) not in meant:
            yield one._replace(meant="")
        elif one.rule != "missing-key" or (one.path, one.meant) not in meant:
            yield one


@cache
def _validator(kind: type[msgspec.Struct]) -> Draft202012Validator:
    return Draft202012Validator(schema.of(kind))


def _explain(error: ValidationError) -> Iterator[Wrong]:
    path = tuple(error.absolute_path)
    demanded: Any = error.validator_value
    instance: Any = error.instance
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    what = f"`{name}`" if name else "The file"
    if error.validator == "anyOf":
        # Here it only ever means "this, or nothing at all": what counts is what is wrong with "this".
        for inner in error.context or []:
            branch = inner.schema_path[0]
            if isinstance(branch, int) and demanded[branch].get("type") != "null":
                yield from _explain(inner)
    elif error.validator == "additionalProperties":
        allowed = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        for key in instance:
            if key not in allowed:
                hint = nearest(key, allowed)
                meant = hint.split("`")[1] if hint else ""
                hint = hint or f"the keys here are: {', '.join(allowed)}"
                yield Wrong("unknown-key", (*path, key), f"The key `{key}` is not known here.", hint, meant)
    elif error.validator == "required":
        key = error.message.split("'")[1]
        yield Wrong("missing-key", path, f"The key `{key}` is missing here.", f"add `{key}:`", key)
    elif error.validator == "enum":
        values = [str(value) for value in demanded if value is not None]
        hint = nearest(str(instance), values) or f"one of: {', '.join(values)}"
        yield Wrong("unknown-value", path, f"`{instance}` is not a value of `{name}`.", hint)
    elif error.validator == "type" and demanded == "string" and _is_scalar(instance):
        shown = str(instance).lower() if isinstance(instance, bool) else str(instance)
        sentence = f"{what} must be text, and {shown} without quotes is not."
        yield Wrong("unquoted-number", path, sentence, f'quote it: "{shown}"')
    elif error.validator == "type":
        sentence = f"{what} must be {WORDS[demanded]}, not {_word(instance)}."
        yield Wrong("wrong-type", path, sentence)
    else:
        yield Wrong("wrong-type", path, f"{what} is not as it must be: {error.message}.")


def _is_scalar(value: Any) -> bool:
    return isinstance(value, int | float)


def _word(value: Any) -> str:
    match value:
        case None:
            return WORDS["null"]
        case bool():
            return WORDS["boolean"]
        case int() | float():
            return WORDS["number"]
        case str():
            return WORDS["string"]
        case list():
            return WORDS["array"]
    return WORDS["object"]
