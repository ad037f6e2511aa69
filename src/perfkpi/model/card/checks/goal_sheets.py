"""What may be wrong with a goal sheet as a whole: no goals, one that stands twice, weights that do not sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from perfkpi.errors import shown
from perfkpi.language import Reason
from perfkpi.language.statuses import verbatim
from perfkpi.model.card.checks.weights import is_right_sum, wrong_sum
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.weighting import Weighting


def sheet_faults(
    goals: Sequence[Indicator], weights: Sequence[Fraction] | None, weighting: Weighting
) -> tuple[Reason, ...]:
    """Tell everything that is wrong with the goals of one sheet as a whole.

    Args:
        goals: the indicators of its goals, as far as there are such.
        weights: of all goals; ``None`` where one of them is none.
        weighting: what they mean.
    """
    found: list[Reason] = []
    if not goals and not weights and weights is not None:
        found.append(Reason("no-goals", zh="没有目标", en="the sheet has no goals"))
    names = {goal.code: goal.name for goal in goals}
    for code, count in Counter(goal.code for goal in goals).items():
        if count > 1:
            name = names[code]
            en = f"{shown(name.say('en'))} stands {count} times; keep one"
            zh = f"{shown(name.say('zh'), 'zh')} 出现 {count} 次；请保留一个"
            found.append(Reason("goal-twice", zh=verbatim(zh), en=verbatim(en)))
    if weights and not may_sum_to(sum(weights, Fraction(0)), weighting):
        en, zh = wrong_sum(weights)
        found.append(Reason("weight-sum", zh=verbatim(zh), en=verbatim(en)))
    return tuple(found)


def may_sum_to(total: Fraction, weighting: Weighting) -> bool:
    """Tell whether the weights of a sheet may sum to a total."""
    return weighting is Weighting.NORMALISED or is_right_sum(total)
