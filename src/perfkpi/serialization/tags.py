"""Tags: the names by which documents call the classes of the model and those that companies add to it.

Nothing is registered. A class is found because it is a subclass of what an attribute asks for, so that a rule of one's
own needs no other edit than the rule itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib import import_module
from inspect import isabstract
from operator import call
from pkgutil import walk_packages
from typing import Any
from weakref import ref

from perfkpi import model
from perfkpi.errors import Code, DefinitionError, listed, shown, was_meant
from perfkpi.labels import Label

Classes = tuple[type, ...]


def tag_of(kind: type) -> str:
    """Find what a document calls a class: its own class attribute ``tag``, or else its name."""
    own = vars(kind).get("tag")
    return own if isinstance(own, str) else kind.__name__


def can_be_made(kind: type) -> bool:
    """Tell whether values of just this class can be made: it is an attrs class itself, with nothing left to say.

    attrs makes a slotted class anew; the one that it started from stays among the subclasses and is none of ours.
    """
    return "__attrs_attrs__" in vars(kind) and not isabstract(kind)


@cache
def model_classes() -> Classes:
    """Find every class of values that the model defines. All of the model is loaded for it."""
    modules = [import_module(each.name) for each in walk_packages(model.__path__, f"{model.__name__}.")]
    found = ((module.__name__, kind) for module in modules for kind in vars(module).values() if isinstance(kind, type))
    return (Label, *(kind for home, kind in found if kind.__module__ == home and "__attrs_attrs__" in vars(kind)))


def _below(bases: Classes) -> list[type]:
    """Some classes, each followed by its subclasses. All of the model is loaded for it."""
    model_classes()  # a rule in a module that nobody has imported yet is a choice as well
    found: list[type] = []
    left = list(reversed(bases))
    while left:
        kind = left.pop()
        found.append(kind)
        left += reversed(kind.__subclasses__())
    return found


def _choices(kinds: Iterable[type]) -> Collection[type]:
    """Those of some classes of which values can be made.

    A class that was defined again, as a notebook does when a cell runs a second time, is the newer one.
    """
    return {(kind.__module__, kind.__qualname__): kind for kind in kinds if can_be_made(kind)}.values()


class _ByTag:
    """Classes and their subclasses by their tags, put in order anew whenever one has come or gone.

    None has as long as all live and each has as many subclasses as it had. None is kept alive for it: a class that
    nobody holds any more makes no tag ambiguous.
    """

    __slots__ = ("_bases", "_ordered")

    def __init__(self, bases: Classes) -> None:
        self._bases = bases
        self._ordered: tuple[list[ref[type]], list[int], dict[str, list[ref[type]]]] = [], [], {}

    def called(self, tag: str) -> list[type]:
        """Those that have a tag, as far as it was theirs when they were put in order."""
        known, counts, named = self._ordered
        living = list(map(call, known))
        if not known or None in living or _subclasses(living) != counts:
            kinds = _below(self._bases)
            named = dict[str, list[ref[type]]]()
            for kind in kinds:
                named.setdefault(tag_of(kind), []).append(ref(kind))
            self._ordered = list(map(ref, kinds)), _subclasses(kinds), named
        found = map(call, named.get(tag, ()))
        return [kind for kind in found if kind is not None]


def _subclasses(kinds: Iterable[Any]) -> list[int]:
    """How many each class has."""
    return list(map(len, map(type.__subclasses__, kinds)))


_by_tag = cache(_ByTag)


def _called(tag: str, bases: Classes) -> list[type]:
    """The classes that a tag may mean; one that a class was given afterwards is looked for among all of them."""
    found = _choices(kind for kind in _by_tag(bases).called(tag) if tag_of(kind) == tag)
    return list(found or _choices(kind for kind in _below(bases) if tag_of(kind) == tag))


def tags_of(bases: Classes) -> list[str]:
    """List the tags that may stand where one of some classes is asked for."""
    return sorted({tag_of(kind) for kind in _choices(_below(bases))})


def class_of(tag: object, bases: Classes) -> type:
    """Find the class that a tag means where one of some classes is asked for.

    Raises:
        DefinitionError: the tag means none of them, or two.
    """
    plain = str.__str__(tag) if isinstance(tag, str) else None  # anything else may compare as it likes
    named = [] if plain is None else _called(plain, bases)
    if len(named) == 1:
        return named[0]
    if named:
        homes = [f"{kind.__module__}.{kind.__qualname__}" for kind in named]
        raise DefinitionError(
            Code.DUPLICATE_CODE,
            en=f"the type {tag} means {' and '.join(homes)}; rename one, or give it a tag: ClassVar[str] = '...'",
            zh=f"类型 {tag} 同时指 {'、'.join(homes)}；请更名其一，或为其指定 tag: ClassVar[str] = '...'",
            where="type",
            value=tag,
        )
    tags = tags_of(bases)
    raise DefinitionError(
        Code.UNKNOWN_TYPE,
        en=f"{shown(tag)} is not a type that can stand here{was_meant(tag, tags, 'en')}; choose {listed(tags, 'en')}",
        zh=f"此处没有类型 {shown(tag, 'zh')}{was_meant(tag, tags, 'zh')}；可选 {listed(tags, 'zh')}",
        where="type",
        value=tag,
    )
