"""Forms of several parts: tuples, sets, and annotations that leave a choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import repeat
from typing import cast

from attrs import frozen

from perfkpi.errors import Code, DefinitionError, DocumentError, PerfKpiError
from perfkpi.language import Expr
from perfkpi.serialization.forms import Form, Named, Words, shape_of
from perfkpi.serialization.reading import Reading


def _read(members: Sequence[object], forms: Iterable[Form], reading: Reading) -> list[object]:
    """Read what the members mean, each of its form, or gather every fault among them."""
    found: list[object] = []
    faults: list[PerfKpiError] = []
    for place, (value, form) in enumerate(zip(reading.until_enough(members), forms, strict=False)):
        try:
            found.append(form.read(value, reading))
        except PerfKpiError as fault:
            faults.append(reading.noted(fault).at(f"[{place}]"))
    if faults:
        raise DocumentError(faults)
    return found


def _written(members: Sequence[object], forms: Iterable[Form]) -> list[object]:
    found: list[object] = []
    for place, (value, form) in enumerate(zip(members, forms, strict=False)):
        try:
            found.append(form.write(value))
        except PerfKpiError as fault:
            raise fault.at(f"[{place}]") from None
    return found


def unstorable(value: object, en: str, zh: str) -> DefinitionError:
    """That no document can hold something."""
    return DefinitionError(Code.DOCUMENT, en=en, zh=zh, value=value)


class _Listed(Form):
    """What stands as a list."""

    __slots__ = ()

    @property
    def shapes(self) -> AbstractSet[str]:
        return {"list"}

    def members(self, value: object, *kinds: type) -> list[object]:
        """Return what a list holds."""
        self.checked(value, good=isinstance(value, kinds))
        return list(cast("Iterable[object]", value))


@frozen(eq=False)
class Series(_Listed):
    """Tuples of any length and sets, their members all of one annotation; sets are sorted."""

    kind: type[tuple[object, ...] | frozenset[object]]
    member: Form

    @property
    def words(self) -> Words:
        return "a list", "列表"

    def fits(self, value: object) -> bool:
        return isinstance(value, self.kind)

    def write(self, value: object) -> object:
        found = _written(self.members(value, self.kind), repeat(self.member))
        return found if self.kind is tuple else sorted(found, key=str)

    def read(self, value: object, reading: Reading) -> object:
        return self.kind(_read(self.members(value, list, tuple), repeat(self.member), reading))


@frozen(eq=False)
class Row(_Listed):
    """Tuples in which each place has a meaning of its own, such as a letter and its points."""

    places: tuple[Form, ...]

    @property
    def words(self) -> Words:
        english, chinese = zip(*(form.words for form in self.places), strict=True)
        return f"a list of {', then '.join(english)}", f"列表：{'、'.join(chinese)}"

    def fits(self, value: object) -> bool:
        return isinstance(value, tuple)

    def _each(self, value: object) -> list[object]:
        members = self.members(value, list, tuple)
        self.checked(value, good=len(members) == len(self.places))
        return members

    def write(self, value: object) -> object:
        return _written(self._each(value), self.places)

    def read(self, value: object, reading: Reading) -> object:
        return tuple(_read(self._each(value), self.places, reading))


@frozen(eq=False)
class Tree(Form):
    """Expressions of the language are never stored, so that the language may change while documents stay."""

    @property
    def words(self) -> Words:
        return "something that can be stored", "可以保存的内容"

    @property
    def shapes(self) -> AbstractSet[str]:
        return frozenset()

    def fits(self, value: object) -> bool:
        return isinstance(value, Expr)

    def write(self, value: object) -> object:
        en = "an expression cannot be stored; give the formula as text, or make it a class of your own"
        raise unstorable(value, en, "表达式不能保存；请用文字写公式，或为其定义一个类")


@frozen(eq=False)
class Either(Form):
    """What may be of several annotations; the shape in the document tells which, and a name of a choice its choice."""

    forms: tuple[Form, ...]

    @property
    def words(self) -> Words:
        english, chinese = zip(*(form.words for form in self.forms if form.shapes), strict=True)
        return " or ".join(english), "，也不是".join(chinese)

    @property
    def shapes(self) -> AbstractSet[str]:
        return {shape for form in self.forms for shape in form.shapes}

    def fits(self, value: object) -> bool:
        return any(form.fits(value) for form in self.forms)

    def write(self, value: object) -> object:
        self.checked(value, good=self.fits(value))
        return next(form for form in self.forms if form.fits(value)).write(value)

    def read(self, value: object, reading: Reading) -> object:
        shape = shape_of(value)
        open_to = [form for form in self.forms if shape in form.shapes]
        choices = [form for form in open_to if isinstance(form, Named)]
        chosen = next((form for form in choices if value in form.names), None)
        if chosen is None and len(open_to) > 1:  # figures beside names: a word that is none of these is no figure
            open_to = [form for form in open_to if form not in choices and any(map(str.isdigit, str(value)))]
        self.checked(value, good=bool(open_to))
        return (chosen or open_to[0]).read(value, reading)
