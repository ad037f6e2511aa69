"""What documents of an earlier schema meant otherwise: said by the class whose meaning changed.

A document is kept for years. Where what it says, or leaves unsaid, meant something else when it was written, it is
never silently read anew: whoever reads documents asks here, and names the choices.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, TypeAlias

from attrs import frozen

from perfkpi.value_objects import ValueObject


@frozen(eq=False)
class Change(ValueObject):
    """A change of what an attribute means, of one class and its subclasses.

    Attributes:
        attribute: whose meaning changed.
        since: the first schema of documents in which it means what it means now.
        affects: whether the change makes a difference to a value as it is read now.
        en: what was meant, what is meant now, and how a document says either.
        zh: the same in Chinese.
        said: whether it is what the attribute says that changed; otherwise its default did, which whoever writes the
            attribute did not rely on.
    """

    attribute: str
    since: int
    affects: Callable[[Any], bool]
    en: str
    zh: str
    said: bool = False

    def concerns(self, value: object, written: Container[str], schema: int) -> bool:
        """Tell whether a document of a schema may have meant something else by what was read as a value.

        Args:
            value: what was read.
            written: the attributes that the document says.
            schema: of the document.
        """
        return schema < self.since and (self.attribute in written) is self.said and self.affects(value)


Changes: TypeAlias = tuple[Change, ...]


def changes_of(kind: type) -> Changes:
    """Collect every change that a class or one of its bases tells, as its own class attribute ``changes``."""
    return tuple(change for base in kind.__mro__ for change in vars(base).get("changes", ()))


# ------------------------------------------------------------------------------------------------------- schema 2


def never_negative(affects: Callable[[Any], bool]) -> Change:
    """Declare that a negative divisor leaves a quotient undefined, which it did not before.

    Args:
        affects: whether a value divides by anything that may be negative.
    """
    return Change(
        "denominator_sign",
        since=2,
        affects=affects,
        en='a divisor could be negative in schema 1, and is undefined then now; write "denominator_sign": "any" for '
        'what was meant, "positive" for what is meant now',
        zh='在 schema 1 中除数可以为负，现在负的除数没有定义；按原含义请写 "denominator_sign": "any"，按现含义请写 '
        '"positive"',
    )


IN_PERCENT = Change(
    "unit",
    since=2,
    affects=lambda _: True,
    en='the value was a plain number in schema 1, and is a percentage now; write "unit": "number" for what was meant, '
    '"percent" for what is meant now',
    zh='在 schema 1 中此值是普通数字，现在是百分比；按原含义请写 "unit": "number"，按现含义请写 "percent"',
)
"""Rates of which the first schema knew no more than that they are numbers."""

LOST_OF_FULL_MARK = Change(
    "cap",
    since=2,
    affects=lambda rule: rule.cap is not None and rule.cap != rule.points_scale.high,
    en="points were lost of the cap in schema 1; now they are lost of the full mark and what is left is cut off at the "
    'cap. For what was meant, write a scale whose full mark is the cap; for what is meant now, write "schema": 2',
    zh="在 schema 1 中从封顶分起扣分，现在从满分起扣，再以封顶分截断；按原含义请将分制满分写为封顶分，按现含义请写 "
    '"schema": 2',
    said=True,
)
"""Rules that begin at the full mark, whatever their cap."""
