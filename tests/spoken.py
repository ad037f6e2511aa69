"""What may not stand in a message that people read: Python's way of showing a value."""

import re

import perfkpi as pk

PYTHON = re.compile(
    r"<class|object at 0x| at 0x|\bFraction\(|\bDecimal\(|\bfrozenset\(|\b[A-Z]\w*\.[A-Z][A-Z_]+\b"
    r"|\b[A-Z]\w*\(\w+=|\b[A-Z]{2,}(?:_[A-Z]+)+\b"
)
"""Classes and objects as Python shows them, values by their attributes, and constants in capitals."""
QUOTED = re.compile(r"'(?:[^'\\]|\\.)*['…]")
"""A text that somebody wrote, whatever it is."""
ADVICE = re.compile("[;；]")
"""What follows tells what to write, which may be code."""


def faults_of(error: pk.PerfKpiError) -> tuple[pk.PerfKpiError, ...]:
    """The error itself, or each fault of a document."""
    return error.faults if isinstance(error, pk.errors.DocumentError) else (error,)


def python_in(error: pk.PerfKpiError) -> list[str]:
    """What of a message is Python and no example of what to write."""
    found: list[str] = []
    for fault in faults_of(error):
        for sentence in (fault.en, fault.zh):
            found += PYTHON.findall(ADVICE.split(QUOTED.sub("", sentence))[0])
    return found


def said(error: pk.PerfKpiError) -> tuple[str, str]:
    """The whole message in English and Chinese, without the code."""
    english, chinese = (error.say(language).partition("] ")[2] for language in ("en", "zh"))
    return english, chinese
