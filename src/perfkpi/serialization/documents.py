"""Documents: a value of the model as a mapping or as a JSON text, and back.

``{"schema": 3, "type": "Scorecard", "code": ..., ...}``: every attribute by its name, numbers as exact text, what
stands at its default left out. Stored is the rule with its parameters, never the expression that it becomes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias, cast

from perfkpi.errors import Code, DefinitionError, DocumentError, PerfKpiError, shown
from perfkpi.foreign import as_plain, is_a, looking_at
from perfkpi.numbers import MAX_DIGITS
from perfkpi.serialization.reading import Reading, Repeated
from perfkpi.serialization.tags import model_classes
from perfkpi.serialization.upgrades import upgraded

FIRST_SCHEMA = 1
"""What a document that does not say its schema has."""

SCHEMA = 3
"""The form of documents that this version writes. It reads earlier ones, too, as far as they mean the same."""

MAX_DEPTH = 100
MAX_PARTS = 1_000_000
_Writing: TypeAlias = Callable[[object], dict[str, object]]
_Reading: TypeAlias = Callable[[object, Reading], object]

_PLAIN = (str, int, float, Decimal, type(None))


def dumps(value: object) -> str:
    """Write a value as JSON text: a scorecard, or anything that a scorecard is made of.

    Values that are equal and written alike give the same text; ``"12%"`` keeps its sign, ``"0.12"`` does without.

    Args:
        value: a scorecard, an indicator, a formula, a scoring rule, a condition, ...

    Raises:
        DefinitionError: it holds what cannot be stored, such as an expression in place of a text formula.
    """
    return json.dumps(to_document(value), ensure_ascii=False, indent=2)


def loads(text: str) -> Any:  # noqa: ANN401  # the class stands in the text
    """Read the value that a JSON text holds.

    Args:
        text: what ``dumps`` wrote, or what somebody wrote by hand in that form. Numbers may be texts or JSON numbers;
            a JSON number means the decimal that stands there.

    Raises:
        DocumentError: the text is not JSON, or the document is faulty; it lists the faults with their paths, up to a
            hundred. Where a document of an earlier schema may have meant something else, the choices are named.
    """
    if not is_a(text, str):
        raise DocumentError([_not_json(text, "a text is needed", "需要文字")])
    try:
        document = json.loads(as_plain(text), parse_float=_decimal, parse_int=_integer, object_pairs_hook=_mapping)
    except json.JSONDecodeError as error:
        en = f"at line {error.lineno}, column {error.colno}, “{error.msg}”"
        zh = f"第 {error.lineno} 行第 {error.colno} 列有误（{error.msg}）"
        raise DocumentError([_not_json(text, en, zh)]) from None
    except RecursionError:
        raise DocumentError([_too_much()]) from None
    return from_document(document)


def to_document(value: object) -> dict[str, object]:
    """Write a value as a mapping of texts, lists and mappings, which JSON, YAML and TOML can hold.

    Raises:
        DefinitionError: as ``dumps`` does.
    """
    with looking_at(value):
        try:
            write, _ = _anything()
            document = {"schema": SCHEMA, **write(value)}
        except RecursionError:
            raise _too_much() from None
    _check_size(document)
    return document


def from_document(mapping: Mapping[str, object]) -> Any:  # noqa: ANN401  # the class stands in the document
    """Read the value that a mapping of texts, numbers, lists and mappings stands for.

    Raises:
        DocumentError: as ``loads``.
    """
    try:
        with looking_at(mapping):
            _check_size(mapping)
            reading = Reading(_schema_of(mapping))
            document: object = mapping
    except PerfKpiError as fault:
        raise DocumentError([fault]) from None
    try:
        with looking_at(mapping):
            _, read = _anything()
            document = upgraded(mapping, reading.schema)
            return read(document, reading)
    except PerfKpiError as fault:
        raise DocumentError([fault], unseen=reading.unseen).within(document) from fault.__cause__


def _schema_of(mapping: object) -> int:
    schema: object = FIRST_SCHEMA
    if isinstance(mapping, Mapping):
        schema = cast("Mapping[str, object]", mapping).get("schema", FIRST_SCHEMA)
    if type(schema) is int and FIRST_SCHEMA <= schema <= SCHEMA:
        return schema
    known, given = (FIRST_SCHEMA, SCHEMA), shown(schema)
    en = "this version reads the schemas {} to {}, not {}; a newer perfkpi may read it".format(*known, given)
    zh = "此版本只能读取格式版本（schema）{} 至 {}，而不是 {}；更新版本的 perfkpi 或许可以读取".format(*known, given)
    raise DefinitionError(Code.DOCUMENT, en=en, zh=zh, where="schema", value=schema)


def _anything() -> tuple[_Writing, _Reading]:
    """Find how a whole document is written and read: it may hold any value of the model."""
    from perfkpi.serialization.values import Values  # noqa: PLC0415  # cattrs is loaded with the first document

    form = Values(model_classes(), beside=frozenset({"type", "schema"}))
    return form.write_mapping, form.read


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:  # an exponent of twenty digits
        return Decimal("Infinity")  # which is refused at its place


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) <= MAX_DIGITS else _decimal(digits)  # int would be slow, and then refuse


def _mapping(pairs: list[tuple[str, object]]) -> Mapping[str, object]:
    found = Repeated(pairs)
    if len(found) < len(pairs):
        found.keys_twice = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
    return found


def _check_size(document: object) -> None:
    """Refuse a document so deep or so large that reading it would end in a crash, also where it contains itself."""
    level, parts = [document], 1
    for _ in range(MAX_DEPTH):
        below: list[object] = []
        for part in level:
            if isinstance(part, (list, tuple)):
                below += part
            elif not isinstance(part, _PLAIN) and isinstance(part, Mapping):
                below += part.values()
            if parts + len(below) > MAX_PARTS:
                raise _too_much()
        level, parts = below, parts + len(below)
        if not level:
            return
    raise _too_much()


def _too_much() -> DefinitionError:
    en = f"the document is deeper than {MAX_DEPTH} levels or has more than {MAX_PARTS} parts; no scorecard is"
    return DefinitionError(Code.DOCUMENT, en=en, zh=f"文件超过 {MAX_DEPTH} 层或 {MAX_PARTS} 个部分；没有这样的考核表")


def _not_json(text: object, en: str, zh: str) -> DefinitionError:
    return DefinitionError(Code.DOCUMENT, en=f"this is not JSON; {en}", zh=f"不是有效的 JSON，{zh}", value=text)
