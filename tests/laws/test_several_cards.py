"""Several cards on one table give what each of them gives its own rows."""

import numpy as np
from columnwise import by_columns
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import perfkpi as pk
from perfkpi.testing import batches

Case = tuple[pk.Scorecard, dict[str, np.ndarray]]
Cells = list[tuple[int, dict[str, object]]]


def digest(scores: pk.BatchScores) -> tuple[bytes, ...]:
    """All bytes of a result."""
    columns = (scores.totals, scores.rating_codes, scores.status_codes, scores.completeness)
    return tuple(np.ascontiguousarray(column).tobytes() for column in columns)


@given(st.lists(batches(), min_size=1, max_size=3), st.data())
@settings(max_examples=examples(30))
def test_each_role_is_scored_as_by_itself(cases: list[Case], data: st.DataObject) -> None:
    """To the byte, wherever its rows stand; figures that its card does not read may stand there or not."""
    cells: Cells = []
    for number, (_, table) in enumerate(cases):
        names, columns = list(table), [column.tolist() for column in table.values()]
        cells += [(number, dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True)]
    order = data.draw(st.permutations(range(len(cells))))
    rows = [cells[place] for place in order]
    names = dict.fromkeys(name for _, table in cases for name in table)
    whole = {name: np.array([row.get(name) for _, row in rows], dtype=object) for name in names}
    scores = pk.score_batch(
        {f"r{number}": card for number, (card, _) in enumerate(cases)}, whole, by=[f"r{number}" for number, _ in rows]
    )
    why = scores.reasons()
    for number, (card, table) in enumerate(cases):
        own = [place for place in order if cells[place][0] == number]
        first = next(place for place, (role, _) in enumerate(cells) if role == number)
        moved = {name: column[[place - first for place in own]] for name, column in table.items()}
        alone = by_columns(card, moved)
        assert digest(scores[f"r{number}"]) == digest(alone)
        mine = [place for place, (role, _) in enumerate(rows) if role == number]
        assert scores.totals[mine].tobytes() == alone.totals.tobytes()
        assert scores.status_codes[mine].tobytes() == alone.status_codes.tobytes()
        assert scores.ratings("en")[mine].tolist() == alone.ratings("en").tolist()
        if mine:
            assert scores.appraisal(mine[-1]).reasons == alone.appraisal(len(mine) - 1).reasons
        own = alone.reasons()
        assert [why[row] for row in mine] == [own[at] for at in range(len(mine))]
