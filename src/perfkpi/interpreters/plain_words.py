"""The meaning in words for people: intervals as they are said, and nothing that only an auditor asks for."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from perfkpi.interpreters.phrases import ATOM, Phrase, is_number
from perfkpi.interpreters.vocabulary import COMMAS
from perfkpi.interpreters.words import Words
from perfkpi.language import EdgeSide, Role

_NUMBER = {
    (EdgeSide.ABOVE, True): "from",
    (EdgeSide.BELOW, True): "above",
    (EdgeSide.BELOW, False): "up-to",
    (EdgeSide.ABOVE, False): "below",
}
_NAME = {
    (EdgeSide.ABOVE, True): "not-below",
    (EdgeSide.BELOW, True): "more-than",
    (EdgeSide.BELOW, False): "not-above",
    (EdgeSide.ABOVE, False): "less-than",
}
"""How an edge is said, by its side and whether the figure lies above it: 1 及以上、不满 2; 不低于目标值."""


class PlainWords(Words):
    """Phrases in one language, of which a brief explanation tells the sentences and the notes."""

    @staticmethod
    def looked_up(on: Phrase, branch: Phrase, branches: Sequence[Phrase]) -> bool:
        """Tell whether a number stands in the rule, be it beside others that are computed: points that are held."""
        held = on.role is Role.VALUE and is_number(branch) and not (branch.steps or branch.notes)
        return held or Words.looked_up(on, branch, branches)

    def located(self, on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]], place: int) -> tuple[str, ...]:
        """Say between which edges a figure was found; not of a calculation, nor of a number that was told already."""
        if on.rank != ATOM or _counts_up(on, edges):
            return ()
        inside = [(at, side, True) for at, side in edges[:place][-1:]]
        inside += [(at, side, False) for at, side in edges[place:][:1]]
        said = COMMAS[self.language].join(self._end(*each, first=each is inside[0]) for each in inside)
        return (self.close(f"{on.names} {said}"),)

    def _end(self, at: Phrase, side: EdgeSide, above: bool, *, first: bool) -> str:  # noqa: FBT001  # a row of a table
        if at.role is Role.TARGET:
            return self.say(_NAME[side, above], edge=at.names)
        key = _NUMBER[side, above]
        edge = self.figure(at.value, percent=at.percent, numbers=at.numbers)
        return self.say(key if first or key != "up-to" else "up-to-then", edge=edge)

    def add(self, terms: Sequence[Phrase]) -> Phrase:
        """Add what is there: a term that the rule makes 0 is not told."""
        return super().add([term for term in terms if term.literal != 0 or _tells(term)] or terms)

    def mul(self, factors: Sequence[Phrase]) -> Phrase:
        """Multiply by what makes a difference: nobody multiplies by 1."""
        told = [factor for factor in factors if factor.literal != 1 or _tells(factor)] or factors[:1]
        return super().mul(told) if len(told) > 1 else evolve(told[0], percent=False, difference=False)

    def asked(self, left: Phrase, sign: str, right: Phrase, *, holds: bool) -> tuple[str, ...]:
        """Say what was asked of a person; how many of several conditions hold is plain from each of them."""
        return () if left.role is Role.STEP else super().asked(left, sign, right, holds=holds)


def _tells(phrase: Phrase) -> bool:
    """Tell whether something is to be said of a number beside it."""
    return bool(phrase.steps or phrase.notes)


def _counts_up(on: Phrase, edges: Sequence[tuple[Phrase, EdgeSide]]) -> bool:
    """Tell whether a number was told that is itself the place: each edge is the next whole number."""
    told = bool(on.steps) and on.role is Role.STEP and bool(on.steps[-1].sentence)
    return told and [at.literal for at, _ in edges] == [*range(1, len(edges) + 1)]
