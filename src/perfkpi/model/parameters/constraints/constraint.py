"""A constraint (约束): what the values of a rule must fulfil, said once and read by whoever needs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from perfkpi.errors import Code, DefinitionError
from perfkpi.language import Expr, Reason, Status, Undefined
from perfkpi.model.parameters.constraints.comparisons import Condition, Gap, Leaf, Read
from perfkpi.model.parameters.constraints.paths import Choice, Path
from perfkpi.model.parameters.constraints.telling import NAMES, Telling, blanks_of


class Guard(NamedTuple):
    """What a row has to fulfil, and what it gets where it does not."""

    gap: Gap
    refused: Expr

    def choose(self, then: Expr) -> Expr:
        """Express ``then``, where the row fulfils it."""
        return self.gap.guard(self.refused, then)


class Constraint:
    """A condition on the attributes of a value, and what is said where it is not fulfilled.

    A constructor refuses numbers that do not fulfil it; a row whose own figures do not, in place of numbers that vary,
    gets ``INVALID_PARAMETER`` with the same words. Of the ``figures`` of a formula a constructor knows nothing; a row
    whose figures do not fulfil it has an ``INVALID_VALUE``.

    Args:
        code: a stable short name, which is that of the row's reason.
        fulfilled: numbers compared, ``its.loss >= 0``, or a choice, ``its.floor.given | its.cap.given``.
        kind: the code of the error; figures, which no constructor refuses, have none.
        about: the attribute that the error names; left out, the first that is compared or asked.
        when: where the constraint applies; left out, everywhere.
        en: the sentence, with blanks such as ``{cap}`` for attributes and ``{0}`` for what is compared; left out, what
            is compared speaks for itself.
        zh: the same in Chinese.
        advice: what to do about it, in English and Chinese; an error ends with it.
        slip: whether it is only that something can never count: a mistake of whoever writes a number for everybody, but
            an ordinary figure of one person, which is not refused (decision 0011).
        late: whether it has to wait for a scorecard to say how far floor and cap reach, where the rule does not.
    """

    __slots__ = ("_about", "_advice", "_when", "_words", "code", "fulfilled", "is_of_figures", "kind", "late", "slip")

    def __init__(
        self,
        code: str,
        fulfilled: Condition | Choice,
        kind: Code = Code.LIMITS,
        *,
        about: Path | None = None,
        when: Choice | None = None,
        en: str = "",
        zh: str = "",
        advice: tuple[str, str] = ("", ""),
        slip: bool = False,
        late: bool = False,
    ) -> None:
        self.code = code
        self.fulfilled = fulfilled
        self.is_of_figures = not isinstance(fulfilled, Choice) and any(term.is_figure for term in fulfilled.terms)
        self.kind = kind
        self.slip = slip
        self.late = late
        self._about = about
        self._when = when
        self._words = en, zh
        self._advice = advice

    @property
    def is_general(self) -> bool:
        """Whether it applies everywhere."""
        return self._when is None

    @property
    def names(self) -> Iterator[str]:
        """The attributes that it speaks of."""
        paths = [path for each in (self._when, self.fulfilled) if isinstance(each, Choice) for path in each.paths]
        if not isinstance(self.fulfilled, Choice):
            paths += [term for term in self.fulfilled.terms if isinstance(term, Path)]
        places = [path.place for path in paths]
        for template in (*self._words, *self._advice):
            places += blanks_of(template)
        yield from (place.partition(".")[0] for place in places)

    def read(self, owner: object) -> Read:
        """Tell whether a value fulfils it, or what decides, where that varies by row; true where it does not apply."""
        if self._when is not None and not self._when.holds(owner):
            return True
        if isinstance(self.fulfilled, Choice):
            return self.fulfilled.holds(owner)
        return self.fulfilled.read(owner)

    def refusal(self, owner: object) -> DefinitionError:
        """Build the error of a value that does not fulfil it."""
        about = self._subject
        return DefinitionError(
            self.kind,
            en=self._said(owner, Telling("en"), advised=True),
            zh=self._said(owner, Telling("zh"), advised=True),
            where=about.place if about else "",
            value=about.value(owner) if about else None,
        )

    def guard(self, owner: object, gap: Gap) -> Guard:
        """Build what stands against a row whose figures do not fulfil it."""
        english, chinese = Telling("en", rows=True), Telling("zh", rows=True)
        chinese.names = english.names  # one number for a measure in both sentences
        en, zh = self._said(owner, english), self._said(owner, chinese)
        names = _inputs(self.fulfilled, owner) if f"{{{NAMES}}}" in en else english.names
        status = Status.INVALID_VALUE if self.is_of_figures else Status.INVALID_PARAMETER
        return Guard(gap, Undefined(status, Reason(self.code, zh=zh, en=en, names=tuple(names))))

    @property
    def _subject(self) -> Leaf | None:
        about = self._about or (self.fulfilled.paths if isinstance(self.fulfilled, Choice) else self.fulfilled.terms)[0]
        return about if about.place else None

    def _said(self, owner: object, telling: Telling, *, advised: bool = False) -> str:
        template, advice = telling.either(*self._words), telling.either(*self._advice) if advised else ""
        values = [] if isinstance(self.fulfilled, Choice) else [each.value(owner) for each in self.fulfilled.terms]
        if template or isinstance(self.fulfilled, Choice):
            said = telling.filled(template, owner, values)
        else:
            said = self.fulfilled.breach(owner, telling)
        return f"{said}{telling.either('; ', '；')}{telling.filled(advice, owner, values)}" if advice else said


def _inputs(fulfilled: Condition | Choice, owner: object) -> list[str]:
    """Name the measures that are compared."""
    numbers = [] if isinstance(fulfilled, Choice) else [term.read(owner) for term in fulfilled.terms]
    return sorted({node.name for number in numbers if isinstance(number, Expr) for node in number.inputs()})
