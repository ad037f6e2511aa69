"""Every public name, at the top and in the groups."""

from types import ModuleType

import perfkpi as pk

GROUPS: dict[str, ModuleType] = {
    name: getattr(pk, name) for name in pk.__all__ if isinstance(getattr(pk, name), ModuleType)
}
EVERYTHING: dict[str, object] = {
    name: getattr(module, name)
    for module in (*GROUPS.values(), pk)
    for name in module.__all__
    if name not in GROUPS and getattr(getattr(module, name), "__module__", "perfkpi").startswith("perfkpi")
}
"""What a name means, wherever it stands."""

WHERE: dict[str, str] = {
    **{name: f"pk.{group}.{name}" for group, module in GROUPS.items() for name in module.__all__},
    **{name: f"pk.{name}" for name in pk.__all__},
}
"""How a name is written after ``import perfkpi as pk``."""
