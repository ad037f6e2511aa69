"""Explanations: the derivation of one person's score, or a scorecard's rules, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from perfkpi.appraisal.layout import Layout, Leaf, layout
from perfkpi.appraisal.results import Appraisal
from perfkpi.errors import Code, DefinitionError, Language
from perfkpi.language import Role, Undefinedness
from perfkpi.meanings.figures import APPROXIMATELY, decimal_text, inline_text
from perfkpi.meanings.surds import Surd
from perfkpi.meanings.words import Phrase, Step, Words
from perfkpi.model.indicators import Indicator
from perfkpi.model.measures import Unit
from perfkpi.model.scorecards import Scorecard

__all__ = ["describe", "explain"]

_HIDDEN = frozenset({Role.FLOOR, Role.CAP, Role.WEIGHT})


def explain(result: Appraisal, language: Language = "en") -> str:
    """One person's derivation: a calculation a line, in names, in figures, and what comes out.

    Raises:
        DefinitionError: a language other than ``"zh"`` and ``"en"``.
    """
    return "\n".join(_Derivation(result.card, _checked(language), result).lines())


def describe(card: Scorecard, language: Language = "en") -> str:
    """The rules of a scorecard in words, without anybody's figures.

    Raises:
        DefinitionError: a language other than ``"zh"`` and ``"en"``.
    """
    return "\n".join(_Derivation(card, _checked(language), None).lines())


def _checked(language: Language) -> Language:
    if language not in {"zh", "en"}:
        raise DefinitionError(
            Code.CHOICE_NEEDED,
            en=f"{language!r} is not a language of explanations; choose 'zh' or 'en'",
            zh=f"没有 {language!r} 这一语言；请选择 'zh' 或 'en'",
            where="language",
            value=language,
        )
    return language


class _Derivation:
    """The lines of one explanation."""

    def __init__(self, card: Scorecard, language: Language, result: Appraisal | None) -> None:
        self.card = card
        self.result = result
        self.plan: Layout = layout(card)
        percents = frozenset(item.code for item in card.indicators() if item.formula.unit == Unit.PERCENT)
        inputs = None if result is None else result.inputs
        self.words = Words(language, inputs, self.plan.labels, percents)
        self.phrases: list[Phrase] = self.plan.program.run(self.words)
        self.language: Language = language

    def lines(self) -> Iterator[str]:
        """The whole text, line by line."""
        yield self._heading()
        if self.result is not None:
            yield self._outcome(self.result)
        numbers: list[int] = []
        depths: list[int] = []
        for place, leaf in enumerate(self.plan.leaves):
            depth = 0 if leaf.owner is None else depths[leaf.owner] + 1
            depths.append(depth)
            numbers[depth + 1 :] = []
            numbers += [0] * (depth + 1 - len(numbers))
            numbers[depth] += 1
            yield ""
            yield from self._leaf(leaf, place, ".".join(map(str, numbers)), "  " * depth)
        yield ""
        yield from self._end()

    def _say(self, key: str, **parts: str) -> str:
        return self.words.say(key, **parts)

    def _heading(self) -> str:
        parts = [f"{self.card.name.say(self.language)} ({self.card.code})"]
        if self.card.version:
            parts.append(self._say("version", text=self.card.version))
        if self.result is not None:
            parts += [self._say("subject", text=self.result.subject)] if self.result.subject else []
            parts += [self._say("period", text=self.result.period)] if self.result.period else []
        return " · ".join(parts)

    def _outcome(self, result: Appraisal) -> str:
        if result.reasons:
            said = self._say("separator").join(r.say(self.language, self.plan.labels) for r in result.reasons)
            text = self._say("no-total", reasons=f"{result.status.label.say(self.language)}, {said}")
        else:
            total = result.unrounded if result.total is None else result.total
            text = f"{self._say('total')} {decimal_text(total if isinstance(total, Surd) else Fraction(total or 0))}"
        if result.band is not None:
            text += f" · {self._say('rating')} {result.band.say(self.language)}"
        return f"{text} · {self._say('completeness')} {decimal_text(result.completeness, percent=True)}"

    def _leaf(self, leaf: Leaf, place: int, number: str, indent: str) -> Iterator[str]:
        item = leaf.item
        weight = self._say("of-total", text=decimal_text(leaf.nominal, percent=True))
        yield f"{indent}{number} {item.name.say(self.language)} ({item.code}) · {weight}"
        inner = f"{indent}   "
        points, counted = self.phrases[leaf.points], self.phrases[leaf.contribution]
        shown = {(step.role, step.code) for step in points.steps} if not isinstance(item, Indicator) else set()
        steps = points.steps if isinstance(item, Indicator) else points.steps[-1:]
        extra = [step for step in counted.steps if step not in points.steps and (step.role, step.code) not in shown]
        for step in [*steps, *extra]:
            if step.role not in _HIDDEN or (step.role is Role.WEIGHT and self._moved(leaf)):
                yield inner + self._step(step)
        yield from (inner + line for line in self._in_terms_of_the_total(leaf, place))

    def _moved(self, leaf: Leaf) -> bool:
        """Whether a weight is worth a line: it is not simply the declared share."""
        return self.phrases[leaf.weight].value != leaf.share

    def _in_terms_of_the_total(self, leaf: Leaf, place: int) -> Iterator[str]:
        """What an item inside a section is worth to the whole."""
        if self.result is None or leaf.owner is None:
            return
        line = self._line_of(leaf)
        if line is not None:
            yield f"{self._say('contribution')} ({self._say('total')}) = {_number(line)}"

    def _line_of(self, leaf: Leaf) -> Fraction | Surd | None:
        assert self.result is not None  # noqa: S101  # the only caller has looked
        lines = [*self.result.lines, *self.result.sections]
        return next(line.contribution for line in lines if line.code == leaf.item.code)

    def _step(self, step: Step) -> str:
        phrase = step.phrase
        equation = [step.name]
        if phrase.names not in (step.name, phrase.figures):
            equation.append(phrase.names)
        if self.result is None:
            return " = ".join(equation if len(equation) > 1 else [step.name, phrase.names])
        value = phrase.value
        if isinstance(value, Undefinedness):
            why = self._say("separator").join(self.words.reasons(value))
            return f"{' = '.join(equation)} → {value.status.label.say(self.language)}{self._say('colon')}{why}"
        outcome = _number(value, percent=phrase.percent) if isinstance(value, (Fraction, Surd)) else str(value)
        if phrase.figures != outcome:
            equation.append(phrase.figures)
        notes = f"  ({self._say('separator').join(phrase.notes)})" if phrase.notes else ""
        joint = " " if outcome.startswith(APPROXIMATELY) else " = "
        return f"{' = '.join(equation)}{joint}{outcome}{notes}"

    def _end(self) -> Iterator[str]:
        steps: Sequence[Step] = self.phrases[self.plan.total].steps
        wanted = {Role.ADJUSTMENT, Role.UNROUNDED, Role.TOTAL}
        yield from (self._step(step) for step in steps if step.role in wanted)
        band = None if self.result is None else self.result.band
        if band is not None:
            yield f"{self._say('rating')} = {band.say(self.language)} {str(band).removeprefix(band.code).strip()}"


def _number(number: Fraction | Surd, *, percent: bool = False) -> str:
    """What comes out: exact where it can be, else the fraction and its approximation."""
    exact, about = inline_text(number, percent), decimal_text(number, percent)
    return exact if exact == about else f"{exact} {about}"
