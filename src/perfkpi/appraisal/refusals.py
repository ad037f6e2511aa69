"""Why a line of an explanation has no number: in full where it is first met, and by its status from there on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from perfkpi.appraisal.compiled_card import CompiledCard
from perfkpi.errors import Language
from perfkpi.interpreters.phrases import Phrase, Step
from perfkpi.interpreters.values import Value
from perfkpi.interpreters.vocabulary import COLONS, SEPARATORS
from perfkpi.language import All, Any, Expr, Named, Undefinedness


class Refusals:
    """The refusals of one explanation.

    Args:
        compiled: of the scorecard.
        inputs: the person's figures; ``None`` where no person is concerned.
        phrases: one for each step of the compiled's program.
        language: of the explanation.
    """

    def __init__(
        self, compiled: CompiledCard, inputs: Mapping[str, Value] | None, phrases: Sequence[Phrase], language: Language
    ) -> None:
        self._labels = compiled.labels
        self._language: Language = language
        self._told: dict[int, Undefinedness] = {}
        if inputs is None or not any(isinstance(phrase.value, Undefinedness) for phrase in phrases):
            return
        values = compiled.evaluation.told(inputs, compiled.titles)
        for (node, _), phrase, value in zip(compiled.program.steps, phrases, values, strict=True):
            if _marks(node) and isinstance(value, Undefinedness) and phrase.steps:
                self._told.setdefault(id(phrase.steps[-1]), value)

    def why(self, step: Step, value: Undefinedness, said: set[str], within: str) -> str:
        """Write the status of a step and its reasons.

        Args:
            step: the step.
            value: what it has in place of a number.
            said: the reasons that stand above; new ones are added.
            within: the item in whose block the line stands, which need not be named again; empty behind all items.
        """
        status = value.status.label.say(self._language)
        reasons = [
            reason.sentence(self._language, self._labels)
            if all(item == within for item in reason.items)
            else reason.say(self._language, self._labels)
            for reason in self._told.get(id(step), value).reasons
        ]
        new = [reason for reason in reasons if reason not in said]
        said.update(new)
        if not new:
            return status
        text = SEPARATORS[self._language].join(new)
        return text if text.startswith(status) else f"{status}{COLONS[self._language]}{text}"


def _marks(node: Expr) -> bool:
    """Tell whether a node ends in a step of its own."""
    return isinstance(node, Named) or (isinstance(node, (All, Any)) and node.counted is not None)
