"""Every public name, at the top and in the groups."""

from types import ModuleType

import perfkpi as pk

GROUPS: dict[str, ModuleType] = {
    name: getattr(pk, name) for name in pk.__all__ if isinstance(getattr(pk, name), ModuleType)
}


def _offered(module: ModuleType) -> list[str]:
    """The names that a module offers; those of the errors are their classes and codes."""
    if module is not pk.errors:
        return module.__all__
    kinds = {name: each for name, each in vars(module).items() if isinstance(each, type)}
    return [name for name, kind in kinds.items() if issubclass(kind, pk.PerfKpiError) or kind is module.Code]


EVERYTHING: dict[str, object] = {
    name: getattr(module, name) for module in (*GROUPS.values(), pk) for name in _offered(module) if name not in GROUPS
}
"""What a name means, wherever it stands."""

WHERE: dict[str, str] = {
    **{name: f"pk.{group}.{name}" for group, module in GROUPS.items() for name in _offered(module)},
    **{name: f"pk.{name}" for name in pk.__all__},
}
"""How a name is written after ``import perfkpi as pk``."""
