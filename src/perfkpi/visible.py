"""Which characters can be seen: the one definition of what a text that stands on a line may hold.

What cannot be seen lies: a line break forges a line, a bidirectional control shows what is not there, and two names
that look alike are two. A name or label that holds such a character is refused; data are shown with it escaped.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_FORMATS = (
    r"\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_FILLERS = r"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters and signs that leave a blank
_NO_CHARACTERS = r"\ud800-\udfff\ufdd0-\ufdef" + "".join(
    rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x11)
)
_HIDDEN = re.compile(f"[{_CONTROLS}{_FORMATS}{_FILLERS}{_NO_CHARACTERS}]")

# Of a variation selector the character before it takes its form; alone it is nothing.
_SEEN = re.compile(r"[^\s\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")

_BREAKS = frozenset("\t\n\v\f\r\x85\u2028\u2029")
_NAMES = {"\0": "NULL", "\t": "TAB", "\n": "LINE FEED", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE"}
_SORTS = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE"}


def is_hidden(character: str) -> bool:
    """Tell whether a character cannot be seen: a control, a format character, a filler, or none at all."""
    return _HIDDEN.match(character) is not None


def hidden_in(text: str) -> str | None:
    """Find the first character of a text that cannot be seen; ``None`` where there is none."""
    found = _HIDDEN.search(text)
    return None if found is None else found[0]


def is_blank(text: str) -> bool:
    """Tell whether nothing of a text can be seen."""
    return _SEEN.search(text) is None


def unseen(text: str) -> tuple[str, str] | None:
    """Tell which character of a text cannot be seen and what to do, in English and Chinese; ``None`` where all can."""
    character = hidden_in(text)
    if character is None:
        return None
    name = f"U+{ord(character):04X} {_name(character)}"
    if character in _BREAKS:
        return f"{name} breaks the line; write a space instead", f"{name} 会断行；请改用空格"
    return f"{name} cannot be seen; delete it", f"{name} 不可见；请删去"


def escaped(text: str) -> str:
    r"""Write a text on one line: what cannot be seen is shown as ``\n`` or ``\u202e``."""
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _name(character: str) -> str:
    known = _NAMES.get(character) or unicodedata.name(character, "")
    return known or _SORTS.get(unicodedata.category(character), "NOT A CHARACTER")
