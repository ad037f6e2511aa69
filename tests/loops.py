"""A second back end: one loop over the rows of a block. It is slow, and shows that the interface is enough for one."""

import math
from collections.abc import Callable, Sequence
from typing import Never, cast

import numpy as np
from attrs import frozen

from perfkpi.doubles import LARGEST, SMALLEST
from perfkpi.interpreters.columns import ir
from perfkpi.interpreters.columns.arrays import near
from perfkpi.interpreters.columns.bounds import Bounds
from perfkpi.interpreters.columns.codegen.generator import CodeGenerator, Scaling
from perfkpi.interpreters.columns.codegen.plan import Code, Run
from perfkpi.interpreters.columns.intervals import UncoveredError
from perfkpi.interpreters.columns.ranking import counted
from perfkpi.language import RoundingMode

Body = Callable[..., bool]


@frozen(eq=False)
class LoopCode(Code):
    """A function of a block, and how many measures it reads."""

    body: Body
    inputs: int

    def compute(self, run: Run, *, check: bool) -> bool:
        """Row by row."""
        doubtful, lost = np.zeros((2, len(run.out[0])), dtype=np.bool_)
        fine = self.body(run.cells[: self.inputs], run.out, doubtful, lost, check=check)
        run.mark_uncertain(doubtful)
        run.mark_unsupported(lost)
        return fine


class LoopGenerator(CodeGenerator[str]):
    """Statements about one row; a column stands in a variable."""

    def __init__(
        self, operations: Sequence[ir.Operation], bounds: Bounds, roots: Sequence[ir.Affine], *, gaps: bool
    ) -> None:
        super().__init__(operations, bounds, roots, gaps=gaps)
        self.lines: list[str] = []
        self.ranks: list[tuple[ir.Rank, bool]] = []
        self._known: dict[int, str] = {}

    def _at(self, node: int) -> str:
        if node not in self._known:
            _ = self.bounds[node]
            self._known[node] = self.operations[node].meaning(self, node)
        return self._known[node]

    def _new(self, value: str) -> str:
        name = f"v{len(self.lines)}"
        self.lines.append(f"{name} = F({value})")
        return name

    def _uncovered(self, _: int, operation: ir.Operation) -> Never:
        raise UncoveredError(operation)

    power = undefined = _uncovered

    def input(self, node: int, operation: ir.Input) -> str:
        found = self._new(f"columns[{self.measures.index(operation.name)}][row]")
        lowest = SMALLEST if operation.name in self.divisors else -LARGEST
        missing = f" or {found} != {found}" if self.gaps else ""
        self.lines.append(f"if check and not ({lowest!r} <= {found} <= {LARGEST!r}{missing}): return False")
        return found

    def weighted_sum(self, node: int, operation: ir.WeightedSum) -> str:
        terms = [f"{near(scale)!r} * {self._at(each)}" for each, scale in operation.terms]
        return self._new(" + ".join([*terms, repr(near(operation.offset))]))

    def weighted_count(self, node: int, operation: ir.WeightedCount) -> str:
        common = math.lcm(operation.offset.denominator, *(scale.denominator for _, scale in operation.terms))
        values = [self._at(cast("ir.Defined", self.operations[each]).value) for each in operation.operands]
        shares = [
            f"{int(scale * common)} * ({value} == {value})"
            for value, (_, scale) in zip(values, operation.terms, strict=True)
        ]
        return self._new(f"F({int(operation.offset * common)} + {' + '.join(shares)}) / {common}")

    def mul(self, node: int, operation: ir.Mul) -> str:
        return self._new(f"{self._at(operation.left)} * {self._at(operation.right)}")

    def div(self, node: int, operation: ir.Div) -> str:
        bottom = self._at(operation.bottom)
        if (guard := self.bounds.guards.get(node)) is not None:
            size = bottom if operation.positive else f"abs({bottom})"
            self.lines.append(f"lost[row] |= {size} < {guard!r}")
        return self._new(f"{'1' if operation.top is None else self._at(operation.top)} / {bottom}")

    def clip(self, node: int, operation: ir.Clip) -> str:
        found = self._at(operation.on)
        for end, ufunc in ((operation.low, "maximum"), (operation.high, "minimum")):
            found = found if end is None else self._new(f"np.{ufunc}({found}, {near(end)!r})")
        return found

    def bend(self, node: int, operation: ir.Bend) -> str:
        gap = self._new(f"{self._at(operation.on)} - {near(operation.at)!r}")
        return self._new(f"{gap} * ({near(operation.below)!r} if {gap} < 0 else {near(operation.above)!r})")

    def min_max(self, node: int, operation: ir.MinMax) -> str:
        ufunc = "maximum" if operation.largest else "minimum"
        return self._new(f"np.{ufunc}.reduce([{', '.join(map(self._at, operation.of))}])")

    def round(self, node: int, operation: ir.Round) -> str:
        rounding, on = self.rounding(operation), self._at(operation.on)
        if rounding is None:
            return self._new(f"np.{'floor' if operation.mode is RoundingMode.FLOOR else 'ceil'}({on})")
        moved = self._new(f"{f'abs({on})' if rounding.mirrored else on} + {rounding.shift!r}")
        whole = self._new(f"np.{'floor' if rounding.upward else 'ceil'}({moved})")
        tied = f"abs({moved} - {whole}) <= {rounding.limit!r}"
        if rounding.doubts:
            self.lines.append(f"doubtful[row] |= {tied}")
        if rounding.even:
            whole = self._new(f"{whole} - ({tied} and {whole} % 2 == 1)")
        return self._new(f"np.copysign({whole}, {on})") if rounding.mirrored else whole

    def rank(self, node: int, operation: ir.Rank) -> str:
        reading = isinstance(self.operations[operation.on], ir.Input)
        if not reading and not self.bounds[operation.on].is_integer:
            raise UncoveredError(operation)
        on = self._at(operation.on)  # may be another rank
        self.ranks.append((operation, not reading))
        return self._new(f"{on} if {on} != {on} else counted({len(self.ranks) - 1}, {on})")

    def _before(self, edge: ir.Edge) -> tuple[str, str]:
        on, comparison = self._at(edge.on), self.comparison(edge)
        if comparison.doubtful is not None:
            low, high = comparison.doubtful
            self.lines.append(f"doubtful[row] |= {low!r} <= {on} < {high!r}")
        return on, f"{on} {'>=' if comparison.downward else '<'} {comparison.number!r}"

    def _branch(self, line: ir.Affine) -> str:
        if line.node is None:
            return repr(near(line.offset))
        return "lose(lost, row)" if isinstance(self.operations[line.node], ir.Undefined) else self._at(line.node)

    def choose(self, node: int, operation: ir.Choose) -> str:
        chosen = self._branch(operation.branches[-1])
        for edge, line in list(zip(operation.edges, operation.branches, strict=False))[::-1]:
            on, before = self._before(edge)
            chosen = f"({on} if {on} != {on} else {self._branch(line)} if {before} else {chosen})"
        return self._new(chosen)

    def match(self, node: int, operation: ir.Match) -> str:
        on, chosen = self._at(operation.on), self._branch(operation.otherwise)
        places = self.names[cast("ir.Input", self.operations[operation.on]).name]
        for name, line in operation.cases[::-1]:
            chosen = f"({self._branch(line)} if {on} == {places[name]} else {chosen})"
        return self._new(f"{on} if {on} != {on} else {chosen}")

    def coalesce(self, node: int, operation: ir.Coalesce) -> str:
        value = self._at(operation.value)
        return self._new(f"{self._branch(operation.otherwise)} if {value} != {value} else {value}")

    def defined(self, node: int, operation: ir.Defined) -> str:
        value = self._at(operation.value)
        return self._new(f"{value} == {value}")

    # ----------------------------------------------------------------------------------------------------- results

    def _write(self, node: int, scaling: Scaling, result: int) -> None:
        value = f"({self._at(node)} * {scaling.times!r} + {scaling.plus!r}) / {scaling.over!r} + 0.0"
        self.lines.append(f"out[{result}][row] = {value}")

    def total(self, line: ir.Affine) -> None:
        self._write(*self.scaled_total(line), 0)

    def rating(self, line: ir.Affine) -> None:
        counts = [self._before(edge)[1] for edge in self.bands(line).edges] if line.scale else []
        self.lines.append(f"out[1][row] = {int(line.offset)} + {' + '.join(f'({each})' for each in [*counts, '0'])}")

    def completeness(self, line: ir.Affine) -> None:
        if line == ir.Affine(line.node):
            self.lines.append(f"out[2][row] = {self._at(cast('int', line.node))}")
        elif line.node is not None:
            self._write(line.node, self.scaling(line, line.node), 2)

    def code(self) -> LoopCode:
        lines = ["def body(columns, out, doubtful, lost, *, check):", "    for row in range(len(out[0])):"]
        source = "\n".join([*lines, *(f"        {line}" for line in self.lines), "    return True"])

        def lose(lost: np.ndarray, row: int) -> float:
            lost[row] = True
            return math.nan

        def place(rank: int, number: float) -> float:
            operation, whole = self.ranks[rank]
            return counted(operation, np.array([number]), whole=whole)[0].item()

        known = {"np": np, "F": np.float64, "counted": place, "lose": lose, "inf": math.inf, "nan": math.nan}
        exec(source, known)  # noqa: S102  # a loop in Python stands for one that a compiler would make
        return LoopCode(0, cast("Body", known["body"]), len(self.measures))
