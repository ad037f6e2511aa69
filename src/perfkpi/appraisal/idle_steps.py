"""Which steps on a running score did not come into play: vetoes not triggered, limits not reached."""

from __future__ import annotations

from collections.abc import Mapping

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.results import Result
from perfkpi.interpreters.phrases import same
from perfkpi.interpreters.values import ZERO
from perfkpi.labels import Label


def idle_steps(result: Result) -> Mapping[str, Label]:
    """Find what tables say of such steps in place of 0, by their codes.

    A step whose condition holds came into play, also where it left the score as it was.
    """
    compiled = compiled_card(result.card)
    idle = {
        slot.step.code: slot
        for slot, line in zip(compiled.steps, result.adjustments, strict=True)
        if slot.step.idle is not None and line.points == 0
    }
    if not idle:
        return {}
    values = compiled.evaluation.run(result.inputs)
    return {
        code: slot.step.idle
        for code, slot in idle.items()
        if slot.step.idle is not None and (slot.condition is None or same(values[slot.condition], ZERO))
    }
