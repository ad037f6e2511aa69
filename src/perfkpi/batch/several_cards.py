"""Scoring a table by several cards: rows are told apart by their role, and each role is scored by its card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

import numpy as np

from perfkpi.appraisal.compiled_card import compiled_card
from perfkpi.appraisal.populations import with_population
from perfkpi.batch.frames import origin_at, origin_of
from perfkpi.batch.scores import BatchScores
from perfkpi.batch.scores_by_card import ScoresByCard
from perfkpi.batch.scoring import Progress, check_arguments, score_columns, whom
from perfkpi.batch.tuning import Tuning
from perfkpi.errors import Code, DefinitionError, MeasureError, PerfKpiError, expected, listed, shown
from perfkpi.foreign import is_a
from perfkpi.inputs.frames import column_of_keys, columns_in
from perfkpi.inputs.keys import keys_of
from perfkpi.inputs.lookup import INDICATOR, codes_of, name_of
from perfkpi.inputs.roles import columns_at, role_numbers
from perfkpi.model.card.scorecards import Scorecard, checked_card
from perfkpi.model.parameters.sequences import pairs_of
from perfkpi.numbers import normalised
from perfkpi.population.population import Population, no_population


def score_by_card(
    cards: Mapping[str, Scorecard],
    table: object,
    by: object,
    tuning: Tuning,
    *,
    keys: Iterable[object] | str | None,
    unique_keys: bool,
    threads: int,
    points: Iterable[str] | bool,
    progress: Progress | None,
    population: object,
) -> ScoresByCard:
    """Score the rows of each role by its card; all arguments are as ``score_batch`` takes them.

    Raises:
        DefinitionError: no cards by their roles, two roles of one name, nothing to split by, or populations that are
            not those of these cards.
        ColumnError: rows without a role, or with one that has no card.
    """
    known = _ready(_cards(cards), population)
    check_arguments(threads, progress, unique_keys)
    columns = columns_in(table)
    if by is None:
        names = [name for name in columns if name_of(name) is not None]
        en = "several cards are given, and nothing says whose rows are whose; write by='role', a column: there is "
        zh = "给出了多张考核表，但没有说明各行属于哪一张；请写 by='role'（列名），现有列 "
        en, zh = f"{en}{listed(names, 'en') or 'none'}", f"{zh}{listed(names, 'zh') or '（无）'}"
        raise DefinitionError(Code.CHOICE_NEEDED, en=en, zh=zh, where="by")
    roles = list(known)
    cells = keys_of(column_of_keys(columns, by, "by"), None, "by")
    numbers = role_numbers(cells, roles)
    about = whom(column_of_keys(columns, keys), len(cells), unique_keys=unique_keys)
    every = dict.fromkeys(item.code for card in known.values() for item in card.indicators())
    wanted = frozenset(codes_of(points, lambda: list(every), "points", INDICATOR))
    origin = origin_of(columns, keys)
    name = name_of(by) or "role"
    found: dict[str, BatchScores] = {}
    done = 0
    for number, (role, card) in enumerate(known.items()):
        rows = np.flatnonzero(numbers == number)
        try:
            found[role] = score_columns(
                card,
                columns_at(compiled_card(card).inputs, columns, rows, len(cells), name),
                lambda _, rows=rows: None if about is None else tuple(about[row] for row in rows.tolist()),  # type: ignore[misc]  # bound at once
                origin_at(origin, rows),
                tuning=tuning,
                threads=threads,
                points=[item.code for item in card.indicators() if item.code in wanted],
                progress=_further(progress, done, len(cells)),
            )
        except PerfKpiError as error:
            raise error.at(f"card[{shown(role)}]") from None
        done += len(rows)
    positions: list[int] = numbers.tolist()
    return ScoresByCard(found, [roles[position] for position in positions], origin, name)


def _cards(cards: object) -> dict[str, Scorecard]:
    pairs = pairs_of(cards)
    if not pairs:
        asked = "cards are given by their roles", "多张考核表应按岗位给出"
        raise expected(*asked, cards, write="{'sales': card, 'support': other}", where="card")
    found: dict[str, Scorecard] = {}
    spelled: dict[str, str] = {}
    for role, card in pairs:
        name = name_of(role)
        if name is None or not normalised(name):
            asked = "a role is a text, as the column of roles holds it", "岗位应为文字，与岗位列一致"
            raise expected(*asked, role, write="{'sales': card}", where="card")
        other = spelled.setdefault(normalised(name), name)
        if other != name:
            en = f"{shown(other)} and {shown(name)} are the same role once normalised; keep one"
            zh = f"{shown(other, 'zh')} 与 {shown(name, 'zh')} 规范化后是同一岗位；请保留一个"
            raise DefinitionError(Code.DUPLICATE_CODE, en=en, zh=zh, where=f"card[{shown(name)}]", value=name)
        try:
            found[name] = checked_card(card)
        except DefinitionError as error:
            error.where = f"card[{shown(name)}]"
            raise
    return found


def _ready(cards: Mapping[str, Scorecard], population: object) -> dict[str, Scorecard]:
    """Let each card know among whom its rules rank.

    A rank needs everybody who is meant, and whether that is everybody or the people of one role, nobody can guess.
    """
    given: dict[object, object] = {}
    if population is not None:
        pairs = None if is_a(population, Population) else pairs_of(population)
        if pairs is None:
            en, zh = "several cards rank among the populations of their roles", "多张考核表应按岗位分别给出总体"
            raise expected(en, zh, population, write="population={'sales': people}", where="population")
        given = dict(pairs)
    for role, people in given.items():
        where = f"population[{shown(role)}]"
        if role not in cards:
            en = f"there is no card for {shown(role)}; the cards are for {listed(cards, 'en')}"
            zh = f"没有 {shown(role, 'zh')} 的考核表；现有 {listed(cards, 'zh')}"
            raise MeasureError(Code.UNKNOWN_REFERENCE, en=en, zh=zh, where=where, value=role)
        if not is_a(people, Population):
            raise no_population(people, where)
    ready: dict[str, Scorecard] = {}
    for role, card in cards.items():
        try:
            ready[role] = with_population(card, cast("Population | None", given.get(role)))
        except PerfKpiError as error:
            raise error.at(f"card[{shown(role)}]") from None
    return ready


def _further(progress: Progress | None, done: int, rows: int) -> Progress | None:
    return None if progress is None else lambda more, _: progress(done + more, rows)
