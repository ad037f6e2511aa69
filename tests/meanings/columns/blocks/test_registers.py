"""Registers are counted as they are taken and given back; what is read of a program is known before anything is."""

from fractions import Fraction

import numpy as np
from one_block import started
from operated import present

from perfkpi.meanings.columns.blocks.plan import Plan, Run
from perfkpi.meanings.columns.blocks.registers import Registers
from perfkpi.meanings.columns.bounds import Bounds
from perfkpi.meanings.columns.operations import Clip, Line, Linear, Matched, Operation, Product, Quotient, Read

F = Fraction
RANGES: dict[str, tuple[float, float]] = dict.fromkeys(("a", "b", "c", "unread", "grade"), (1.0, 2.0))


class PlainRegisters(Registers):
    """Measures stand where they come from; everything else takes a register and gives back what it read."""

    def compute(self, node: int) -> int:
        """In the order in which it is asked for."""
        operation = self.operations[node]
        if isinstance(operation, Read):
            return self.measures.index(operation.name)
        for operand in operation.operands:
            self.cell(operand)
        out = self.take()
        self.done(*operation.operands)
        return out


def registers_of(operations: list[Operation], *roots: int, gaps: bool = False) -> PlainRegisters:
    """The registers of a program with some results."""
    return PlainRegisters(operations, Bounds(operations, RANGES), [Line(root) for root in roots], gaps=gaps)


def doubled(node: int) -> Operation:
    """A computed column."""
    return Linear(((node, F(2)),))


def test_measures_come_first_in_the_order_of_the_program() -> None:
    """Only those that a result needs, whichever is asked for first; registers have the numbers after them."""
    operations: list[Operation] = [Read("unread"), Read("b"), Read("a"), Product(2, 1)]
    registers = registers_of(operations, 3)
    assert registers.measures == ["b", "a"]
    assert (registers.count, registers.instructions, registers.checks, registers.windows) == (0, [], [], [])
    assert [registers.take(), registers.take()] == [2, 3]
    assert registers.count == 2
    assert registers.gaps is False
    assert registers_of(operations, 3, gaps=True).gaps is True


def test_a_register_that_was_given_back_is_taken_again() -> None:
    """Before a new one is; a measure is nobody's to take."""
    registers = registers_of([Read("a"), Read("b"), Product(0, 1)], 2)
    one, two = registers.take(), registers.take()
    registers.give(one)
    registers.give(0)
    registers.give(1)
    assert registers.take() == one
    registers.give(two)
    assert registers.take() == two
    assert registers.take() == two + 1
    assert registers.count == 3


def test_divisors_are_measures_that_something_needed_is_divided_by() -> None:
    """Not those of quotients that no result needs, nor computed ones."""
    operations: list[Operation] = [Read("a"), Read("b"), Read("c"), doubled(2), Quotient(0, 1), Quotient(0, 3)]
    operations += [Product(4, 5), Quotient(1, 0)]
    assert registers_of(operations, 6).divisors == {"b"}
    assert registers_of(operations, 7).divisors == {"a"}
    assert registers_of(operations, 6, 7).divisors == {"a", "b"}
    assert registers_of(operations, 3).divisors == frozenset()


def test_names_of_a_category_have_positions() -> None:
    """In the order of the alphabet, over all rules of the program."""
    line = Line(None, F(0), F(1))
    operations: list[Operation] = [Read("grade", category=True), Matched(0, (("y", line),), line)]
    operations += [Matched(0, (("x", line), ("z", line)), line)]
    assert registers_of(operations, 1).names == {"grade": {"x": 0, "y": 1, "z": 2}}


def test_an_operation_is_computed_when_it_is_first_needed_and_once() -> None:
    """Where it stands is remembered; it is given back by its last reader, and a result is a reader."""
    operations: list[Operation] = [Read("a"), doubled(0), Product(1, 1), Product(1, 2)]
    registers = registers_of(operations, 3, 2)
    last = registers.cell(3)
    assert registers.cell(3) == last
    assert registers.count == 3
    assert registers.take() == registers.cell(1)  # read by both products
    registers.done(2)
    assert registers.take() == registers.cell(2)  # and a result
    registers.done(3)
    assert registers.take() == last
    assert registers.count == 3


def test_what_is_counted_is_read_as_long_as_it_may_be_counted() -> None:
    """A count of presence reads its column when all counts have, also where it never got a register of its own."""
    operations: list[Operation] = [Read("a"), doubled(0), present(1), doubled(2), doubled(2), Product(3, 4)]
    registers = registers_of(operations, 5)
    counted = registers.cell(1)
    registers.done(2)
    assert registers.take() != counted  # one more count is to come
    registers.done(2)
    assert registers.take() == counted


def test_a_constant_has_a_register_of_its_own_for_good() -> None:
    """One for each number, filled once; none that was given back is taken, for it must stay from the first row on."""
    registers = registers_of([Read("a"), Clip(0, F(0), F(1))], 1)
    free = registers.take()
    registers.give(free)
    half, third = registers.constant(0.5), registers.constant(3.0)
    assert registers.constant(0.5) == half
    assert registers.constant(3.0) == third
    assert (free, half, third) == (1, 2, 3)
    assert registers.count == 3
    assert registers.take() == free
    assert len(registers.instructions) == 2
    run = run_of(registers)
    assert [cell.tolist() for cell in run.cells[2:]] == [[0.5, 0.5], [3.0, 3.0]]


def run_of(registers: Registers) -> Run:
    """What the calls written down so far leave, for two rows of one measure."""
    instructions = tuple(registers.instructions)
    plan = Plan(("a",), registers.count, instructions, instructions, counts=False, grid=None, ties=None)
    run, _ = started(plan, {"a": np.array([4.0, 9.0])})
    assert run is not None
    return run


def test_calls_are_written_down_in_order() -> None:
    """With one column, with two, with a column and a number: all of them write where they are told to."""
    registers = registers_of([Read("a"), Clip(0, F(0), F(1))], 1)
    root, less, more = registers.take(), registers.take(), registers.take()
    registers.unary(np.sqrt, 0, root)
    registers.binary(np.subtract, 0, root, less)
    registers.scalar(np.subtract, less, 0.5, more)
    registers.scalar(np.multiply, root, 3.0, root)
    assert len(registers.instructions) == 4
    assert [cell.tolist() for cell in run_of(registers).cells] == [[4.0, 9.0], [6.0, 9.0], [2.0, 6.0], [1.5, 5.5]]
