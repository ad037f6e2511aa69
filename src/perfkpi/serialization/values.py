"""Values of the model: mappings of their attributes, with the tag of their class where it is not certain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from inspect import isabstract
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs
from attrs import Attribute, frozen
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.gen import make_dict_structure_fn, override

from perfkpi.errors import Code, DefinitionError, DocumentError, PerfKpiError, listed
from perfkpi.labels import CODE_AS_NAME, Label
from perfkpi.language import Expr
from perfkpi.numerals import Percentage
from perfkpi.serialization.compounds import Either, Row, Series, Tree, unstorable
from perfkpi.serialization.faults import changed_meanings, faults_of, stands_twice, unknown_keys
from perfkpi.serialization.forms import PLAIN, Form, Named, Number, Words, not_read, one_of
from perfkpi.serialization.reading import Reading, Repeated
from perfkpi.serialization.tags import Classes, can_be_made, class_of, tag_of, tags_of

_RESERVED = frozenset({"type", "schema"})
_NAMED = 4
_FACTORY = cast("type[Any]", attrs.Factory)  # the stubs call this class a function
_CONVERTER = Converter()


@cache
def _constants(kind: type) -> dict[str, object]:
    """Find values that the class itself names, such as ``Unit.PERCENT``: a document calls them by that name."""
    return {name.lower(): value for name, value in vars(kind).items() if isinstance(value, kind)}


@frozen(eq=False)
class Values(Form):
    """Values of one of some classes or of their subclasses.

    The tag may be left out where one class alone is asked for and can be made, and is left out in writing where the
    value is of just that class. It does not matter which subclasses happen to be known.
    """

    bases: Classes
    beside: AbstractSet[str] = frozenset({"type"})

    @property
    def words(self) -> Words:
        example = '{"type": "...", ...}'
        if len(self.bases) > _NAMED:
            return f"a mapping {example}", f"映射 {example}"
        names = [kind.__name__ for kind in self.bases]
        return f"a mapping {example} of {' or '.join(names)}", f"{'、'.join(names)} 的映射 {example}"

    @property
    def shapes(self) -> AbstractSet[str]:
        as_text = Label in self.bases or any(map(_constants, self.bases))
        return {"mapping", "text"} if as_text else {"mapping"}

    def fits(self, value: object) -> bool:
        return isinstance(value, self.bases)

    def write(self, value: object) -> object:
        if type(value) is Label and value.zh == value.en:
            return value.zh
        named = [name for kind in self.bases for name, constant in _constants(kind).items() if constant == value]
        return named[0] if named else self.write_mapping(value)

    def write_mapping(self, value: object) -> dict[str, object]:
        """Write a value as a mapping, also where a text would do."""
        self.checked(value, good=self.fits(value))
        kind: type = type(value)
        if not can_be_made(kind):
            en = f"{kind.__name__} has attributes of another class only; decorate it with @attrs.frozen"
            raise unstorable(value, en, f"{kind.__name__} 没有自己的属性定义；请加上 @attrs.frozen")
        class_of(tag_of(kind), self.bases)  # what is written can be read
        written: dict[str, object] = {} if self.bases == (kind,) else {"type": tag_of(kind)}
        for attribute, form in _attributes(kind):
            given = getattr(value, attribute.name)
            if _is_default(attribute, value, given):
                continue
            try:
                written[attribute.name] = form.write(given)
            except PerfKpiError as fault:
                raise fault.at(attribute.name) from None
        return written

    def read(self, value: object, reading: Reading) -> object:
        if isinstance(value, str) and "text" in self.shapes:
            return self._read_text(value)
        self.checked(value, good=isinstance(value, Mapping))
        mapping = dict(cast("Mapping[object, object]", value))
        twice = value.keys_twice if isinstance(value, Repeated) else ()
        faults: list[PerfKpiError] = [reading.noted(stands_twice(key)) for key in reading.until_enough(twice)]
        try:
            kind = self._class_in(mapping)
            found, wrong = _made(kind, mapping, reading)
            faults += wrong
            known = self.beside | {attribute.name for attribute, _ in _attributes(kind)}
            faults += unknown_keys([key for key in mapping if key not in known], kind, reading)
        except PerfKpiError as fault:
            raise DocumentError([*faults, reading.noted(fault)]) from None
        if faults:
            raise DocumentError(faults)
        return found

    def _read_text(self, text: str) -> object:
        if Label in self.bases:
            return Label(zh=text, en=text)
        names = {name: constant for kind in self.bases for name, constant in _constants(kind).items()}
        if text in names:
            return names[text]
        raise not_read(text, one_of(names), names)

    def _class_in(self, mapping: Mapping[object, object]) -> type:
        if "type" in mapping:
            return class_of(mapping["type"], self.bases)
        if len(self.bases) == 1 and can_be_made(self.bases[0]):
            return self.bases[0]
        tags = tags_of(self.bases)
        en, zh = f"the type is not said; choose {listed(tags, 'en')}", f"没有说明类型；可选 {listed(tags, 'zh')}"
        raise DefinitionError(Code.MISSING_KEY, en=en, zh=zh, where="type")


def _made(kind: type, mapping: Mapping[object, object], reading: Reading) -> tuple[object, list[PerfKpiError]]:
    """Make the value of a class, and find what is wrong with it; cattrs asks for the attributes one by one."""
    asked = {
        attribute.name: partial(_read, form, mapping[attribute.name], reading)
        for attribute, form in _attributes(kind)
        if attribute.name in mapping
    }
    try:
        found = _reader(kind)(asked, kind)
    except ClassValidationError as group:
        return None, list(faults_of(group, mapping, reading))
    return found, list(changed_meanings(found, asked, reading))


def _read(form: Form, value: object, reading: Reading) -> object:
    """Read what an attribute means; nothing more is looked at where there are enough faults."""
    for each in reading.until_enough((value,)):
        return form.read(each, reading)
    raise DocumentError([])


def _is_default(attribute: Attribute[Any], owner: object, given: object) -> bool:
    default: Any = attribute.default
    if default is CODE_AS_NAME:
        return False  # whoever reads the document elsewhere finds a name
    if isinstance(default, _FACTORY):
        default = default.factory(owner) if default.takes_self else default.factory()
    # A percentage equals the plain number, but only one of them says that percent is meant.
    return bool(default == given) and isinstance(default, Percentage) == isinstance(given, Percentage)


@cache
def _attributes(kind: type) -> tuple[tuple[Attribute[Any], Form], ...]:
    """Find the attributes that a constructor takes, and the forms of their annotations."""
    try:
        hints = get_type_hints(kind)
    except NameError as error:
        en = f"an annotation of {kind.__name__} cannot be read ({error}); define what it names in its module"
        zh = f"无法读取 {kind.__name__} 的类型注解（{error}）；请在其模块中定义所用的名称"
        raise unstorable(kind, en, zh) from error
    found: list[tuple[Attribute[Any], Form]] = []
    given: tuple[Attribute[Any], ...] = attrs.fields(kind)
    for each in given:
        if not each.init:
            continue
        try:
            found.append((each, _form_of(each.name, hints[each.name])))
        except PerfKpiError as fault:
            raise fault.at(f"{kind.__name__}.{each.name}") from None
    return tuple(found)


def _form_of(name: str, hint: object) -> Form:
    if name not in _RESERVED:
        return form_of(hint)
    en = f"{name} is a word that documents need themselves; give this attribute another name"
    raise unstorable(name, en, f"{name} 是文件自身的用词；请给此属性换一个名称")


@cache
def _reader(kind: type[Any]) -> Callable[[Mapping[Any, Any], type], object]:
    """Build what makes a value of a mapping of what is to be asked for each attribute; cattrs gathers every fault."""
    hooks: dict[str, Any] = {
        each.name: override(struct_hook=lambda ask, _: ask()) for each, _ in _attributes(cast("type", kind))
    }
    return make_dict_structure_fn(kind, _CONVERTER, _cattrs_detailed_validation=True, **hooks)


_SIMPLE: dict[object, Form] = {
    **{form.kind: form for form in PLAIN},
    **{kind: Number(kind) for kind in (Fraction, float)},
}


@cache
def form_of(hint: object) -> Form:
    """Find the form in which values of an annotation stand in a document."""
    origin, members = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return _either(members)
    if origin in {tuple, frozenset}:
        return _listed(origin, members)
    return _SIMPLE.get(hint) or _class_form(hint)


def _listed(kind: Any, members: tuple[Any, ...]) -> Form:  # noqa: ANN401  # what typing.get_origin gives
    one_kind = kind is frozenset or members[1:] == (...,)
    return Series(kind, form_of(members[0])) if one_kind else Row(tuple(map(form_of, members)))


def _class_form(hint: Any) -> Form:  # noqa: ANN401  # an annotation may be anything
    if isinstance(hint, type):
        kind: type[Any] = hint
        if issubclass(kind, Enum):
            return Named(kind)
        if issubclass(kind, Expr):
            return Tree()
        if attrs.has(kind) or isabstract(kind):
            return Values((kind,))
    raise unstorable(
        hint,
        f"values of type {hint} cannot be stored; use Fraction, int, float, str, bool, an enum, an attrs class, or a "
        "tuple, frozenset or union of those",
        f"类型 {hint} 的值不能保存；请使用 Fraction、int、float、str、bool、枚举、attrs 类，或其 tuple、frozenset "
        "和联合类型",
    )


def _told_apart(forms: list[Form]) -> bool:
    """Tell whether shapes tell members apart; names of a choice may stand beside figures, and beside other names."""
    choices = [form for form in forms if isinstance(form, Named)]
    others = [form for form in forms if not isinstance(form, Named)]
    claimed = [*(shape for form in others for shape in form.shapes), *(name for form in choices for name in form.names)]
    any_text = any("text" in form.shapes and not isinstance(form, Number) for form in others)
    return len(claimed) == len(set(claimed)) and not (choices and any_text)


def _either(members: tuple[Any, ...]) -> Form:
    forms = [form_of(member) for member in members]
    classes = tuple(base for form in forms if isinstance(form, Values) for base in form.bases)
    joined = [*[Values(classes)][: bool(classes)], *(form for form in forms if not isinstance(form, Values))]
    if not _told_apart(joined):
        names = " | ".join(getattr(member, "__name__", str(member)) for member in members)
        en = f"a document cannot tell the members of {names} apart; wrap one of them in a class"
        raise unstorable(names, en, f"文件无法区分 {names} 的各成员；请将其一包装为类")
    return joined[0] if len(joined) == 1 else Either(tuple(joined))
