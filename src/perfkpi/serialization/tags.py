"""Tags: the names by which documents call the classes of the model and those that companies add to it.

Nothing is registered. A class is found because it is a subclass of what an attribute asks for, so that a rule of one's
own needs no other edit than the rule itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import import_module
from inspect import isabstract
from pkgutil import walk_packages

from perfkpi import model
from perfkpi.errors import Code, DefinitionError, listed, shown, was_meant
from perfkpi.labels import Label

Classes = tuple[type, ...]


def tag_of(kind: type) -> str:
    """What a document calls a class: its own class attribute ``tag``, or else its name."""
    own = vars(kind).get("tag")
    return own if isinstance(own, str) else kind.__name__


def is_whole(kind: type) -> bool:
    """Whether values of just this class can be made: it is an attrs class itself, with nothing left to say.

    attrs makes a slotted class anew; the one that it started from stays among the subclasses and is none of ours.
    """
    return "__attrs_attrs__" in vars(kind) and not isabstract(kind)


@cache
def model_classes() -> Classes:
    """Every class of values that the model defines. All of the model is loaded for it."""
    modules = [import_module(each.name) for each in walk_packages(model.__path__, f"{model.__name__}.")]
    found = ((module.__name__, kind) for module in modules for kind in vars(module).values() if isinstance(kind, type))
    return (Label, *(kind for home, kind in found if kind.__module__ == home and "__attrs_attrs__" in vars(kind)))


def _below(bases: Iterable[type]) -> Iterator[type]:
    for kind in bases:
        yield kind
        yield from _below(kind.__subclasses__())


def _choices(bases: Classes, tag: str | None = None) -> Collection[type]:
    """The classes that may stand where one of some classes is asked for, or those of them that have a tag.

    A class that was defined again, as a notebook does when a cell runs a second time, is the newer one.
    """
    model_classes()  # a rule in a module that nobody has imported yet is a choice as well
    named = (kind for kind in _below(bases) if tag is None or tag_of(kind) == tag)
    return {(kind.__module__, kind.__qualname__): kind for kind in named if is_whole(kind)}.values()


def tags_of(bases: Classes) -> list[str]:
    """The tags that may stand where one of some classes is asked for."""
    return sorted({tag_of(kind) for kind in _choices(bases)})


def class_of(tag: object, bases: Classes) -> type:
    """The class that a tag means where one of some classes is asked for.

    Raises:
        DefinitionError: the tag means none of them, or two.
    """
    plain = str.__str__(tag) if isinstance(tag, str) else None  # anything else may compare as it likes
    named = [] if plain is None else list(_choices(bases, plain))
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
        zh=f"此处没有类型 {shown(tag)}{was_meant(tag, tags, 'zh')}；可选 {listed(tags, 'zh')}",
        where="type",
        value=tag,
    )
