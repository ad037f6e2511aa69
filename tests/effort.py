"""How many cases of a law are tried: all in `nox -s coverage`, a third where somebody sees whether all is well."""

from hypothesis import settings

__all__ = ["examples"]

_QUICK = frozenset({"default", "ci"})


def examples(number: int) -> int:
    """So many cases, or a third of them, by the profile."""
    return max(number // 3, 1) if settings.get_current_profile_name() in _QUICK else number
