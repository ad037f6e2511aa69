"""perfkpi: performance indicators, formulas and scorecards as immutable values, scored exactly.

Names are loaded when they are first used: a host that imports the library pays for the rules that it needs. Those of
every day stand here, all of a kind in a group: ``perfkpi.rules``, ``perfkpi.formulas``, ``perfkpi.records`` and others.
"""

from perfkpi.lazy import offering

__version__ = "0.1.0"

__getattr__, __dir__ = offering(__name__)
