"""What explanations say above the calculations: whom they are about, what came out, and what an item is and weighs."""

from __future__ import annotations

from fractions import Fraction

from perfkpi.appraisal.compiled_card import CompiledCard, Leaf, compiled_card
from perfkpi.appraisal.display import total_text
from perfkpi.appraisal.results import Result
from perfkpi.displays.headings import HEADINGS
from perfkpi.errors import Language
from perfkpi.interpreters.figures import Figures
from perfkpi.interpreters.vocabulary import SEPARATORS
from perfkpi.model.card.indicators import Indicator
from perfkpi.model.card.ratings import Band, RateOn
from perfkpi.model.card.scorecards import Scorecard
from perfkpi.model.card.sections import Section
from perfkpi.model.named_rule import rule_name
from perfkpi.model.scoring.alternatives import Alternative, Alternatives
from perfkpi.wording.counts import in_blanks


class Headlines:
    """The headlines of one explanation, or of a description where there is no result.

    Args:
        card: the scorecard.
        language: of the text.
        result: what is explained; ``None`` where the rules are described.
        numbers: how figures are written.
    """

    def __init__(self, card: Scorecard, language: Language, result: Result | None, numbers: Figures) -> None:
        self.card = card
        self.language: Language = language
        self.result = result
        self.numbers = numbers
        self.compiled: CompiledCard = compiled_card(card)

    def _say(self, key: str, **parts: str) -> str:
        return in_blanks(HEADINGS[key].say(self.language), parts)

    def _heading(self) -> str:
        parts = [f"{self.card.name.say(self.language)} ({self.card.code})"]
        if self.card.version:
            parts.append(self._say("version", text=self.card.version))
        if self.result is not None:
            parts += [self._say("subject", text=self.result.subject)] if self.result.subject else []
            parts += [self._say("period", text=self.result.period)] if self.result.period else []
        return " · ".join(parts)

    def _outcome(self, result: Result) -> str:
        if result.reasons:
            said = SEPARATORS[self.language].join(r.say(self.language, self.compiled.labels) for r in result.reasons)
            text = self._say("no-total", reasons=said)
        else:
            text = f"{self._say('total')} {total_text(result)}"
        if result.band is not None:
            text += f" · {self._say('rating')} {self._band(result.band)}"
        return f"{text} · {self._say('completeness')} {self._percent(result.completeness)}"

    def _weight(self, leaf: Leaf) -> str:
        """Say what an item weighs, in its section and in the whole."""
        text = self._percent(leaf.nominal)
        if leaf.owner is None:
            return self._say("of-total", text=text)
        return self._say("of-section", share=self._percent(leaf.share), text=text)

    def _percent(self, share: Fraction) -> str:
        return self.numbers.told(share, percent=True)

    def _about(self, item: Indicator) -> str:
        """Say what HR has to know about an indicator: where its figures come from, how often, and whose they are."""
        frequency = "" if item.frequency is None else item.frequency.label.say(self.language)
        known = {"source": item.source, "frequency": frequency, "owner": item.owner}
        return SEPARATORS[self.language].join(self._say(key, text=text) for key, text in known.items() if text)

    def _rules(self, item: Indicator) -> str:
        """Say what the formula and the scoring rule of an indicator are called."""
        formula, rule = (rule_name(each).say(self.language) for each in (item.formula, item.scoring))
        told = self._say("scored-by", formula=formula, rule=rule)
        chosen = self._chosen_rule(item)
        return SEPARATORS[self.language].join([told, chosen]) if chosen else told

    def _chosen_rule(self, item: Indicator | Section) -> str:
        """Say which of several rules that are written for an indicator counts; empty where there is one alone."""
        scoring = item.scoring if isinstance(item, Indicator) else None
        if not isinstance(scoring, Alternatives):
            return ""
        return self._say("chosen-rule", rule=self._called(Alternative(scoring.chosen, scoring.rule)))

    def _called(self, rule: Alternative) -> str:
        return self._say("rule-called", name=rule_name(rule.rule).say(self.language), code=rule.code)

    def _band(self, band: Band) -> str:
        """Say a rating with the scores that earn it; of somebody whose score a ceiling rated lower, without them."""
        if self.result is not None and self._is_beyond(band, self.result):
            return band.say(self.language)
        return self._say("rating-of", rating=band.say(self.language), scores=band.scores(self.language))

    def _is_beyond(self, band: Band, result: Result) -> bool:
        """Tell whether the score that is rated lies above a band."""
        score = result.total if self.card.rate_on is RateOn.ROUNDED else result.unrounded
        if score is None or band.high is None:
            return False
        return score > band.high or (score == band.high and not band.high_belongs)
