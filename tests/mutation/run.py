"""Changes the library in thousands of small ways, one at a time, and counts the changes that no test notices.

    python tests/mutation/run.py                                     whatever has no verdict yet; hours
    python tests/mutation/run.py --part src/perfkpi/language         one folder or file
    python tests/mutation/run.py --sample 500                        500 of them, the same ones each time
    python tests/mutation/run.py --again                             try survivors with ten times the tests
    python tests/mutation/run.py --report                            only print what is known

mutmut makes the mutants (`[tool.mutmut]` in pyproject.toml says of which files) and keeps them, with their verdicts, in
`mutants/`; remove that folder to begin anew. This script does three things that mutmut leaves to its caller: it chooses
a few strong tests for each function, it draws the sample, and it tries survivors that run while the library is imported
again in a fresh interpreter, since mutmut imports the library once, before a mutant is in force.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "mutants"
STATS = WORK / "mutmut-stats.json"
EVERY = WORK / "all-tests.json"
CHOSEN = WORK / "chosen-tests.json"
AT_IMPORT = WORK / "at-import.json"
SMALL = "perfkpi.interpreters.columns.lazy.*"
"""mutmut collects what it needs of all tests before it tries the first mutant; these are few."""

EXAMPLES, LAWS = 4.0, 6.0  # seconds of examples, and of laws, that one mutant has to pass
AGAIN = 10  # times as many, for what survived
FRESH_SECONDS = 240

KILLED, TIMEOUT, SURVIVED, UNTESTED = "killed", "timed out", "survived", "no test"
VERDICTS = {0: SURVIVED, 1: KILLED, 3: KILLED, 5: UNTESTED, 33: UNTESTED}

LIST_CALLED_AT_IMPORT = """
import importlib, json, pkgutil, sys
from mutmut.mutation.trampoline import set_mutant_under_test
import mutated
from mutmut.state import state
set_mutant_under_test("stats")
import perfkpi
for module in pkgutil.walk_packages(perfkpi.__path__, "perfkpi."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
json.dump(sorted(state()._stats), sys.stdout)
"""


def environment() -> dict[str, str]:
    """What mutmut and its tests need to be told."""
    return {**os.environ, "HYPOTHESIS_PROFILE": "mutants", "PY_IGNORE_IMPORTMISMATCH": "1"}


def mutmut(processes: int, names: Iterable[str]) -> None:
    """Run mutmut, which resumes by itself."""
    command = [str(Path(sys.executable).with_name("mutmut")), "run", "--max-children", str(processes), *names]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)


def fresh(name: str, *, seconds: float | None, code: list[str]) -> subprocess.CompletedProcess[str]:
    """Run Python on the mutated library, with one mutant in force from the first import on."""
    paths = os.pathsep.join(str(WORK / folder) for folder in ("src", "tests"))
    variables = {**environment(), "MUTANT_UNDER_TEST": name, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *code], cwd=WORK, env=variables, capture_output=True, text=True, timeout=seconds, check=False
    )


def metas() -> Iterator[tuple[Path, dict[str, int | None]]]:
    """Each mutated file of the library, with the verdicts on its mutants."""
    for meta in sorted((WORK / "src").rglob("*.meta")):
        yield meta, json.loads(meta.read_text("utf-8"))["exit_code_by_key"]


def function_of(mutant: str) -> str:
    """The function of which it is a mutant, as mutmut writes it."""
    return mutant.rpartition("__mutmut_")[0]


def file_of(meta: Path) -> str:
    """The file of the library, from the root of the repository."""
    return str(meta.relative_to(WORK).with_suffix(""))


def verdict(code: int | None) -> str:
    """An exit code of mutmut in words; what ends by a signal used up its time or its stack."""
    return "not run" if code is None else VERDICTS.get(code, TIMEOUT)


# ------------------------------------------------------------------------------------------------------------- choosing


def prepare(processes: int) -> None:
    """Make the mutants, see which test runs which function, and keep a few strong tests for each."""
    if not STATS.exists():
        mutmut(processes, [SMALL])
    if not AT_IMPORT.exists():
        listed = fresh("", seconds=None, code=["-c", LIST_CALLED_AT_IMPORT])
        if listed.returncode:
            raise SystemExit(listed.stderr)
        AT_IMPORT.write_text(listed.stdout, "utf-8")
    if not CHOSEN.exists():
        EVERY.write_text(STATS.read_text("utf-8"), "utf-8")
        assign()


def assign(times: float = 1) -> None:
    """Tell mutmut which tests each function gets.

    Args:
        times: how much longer than usual they may last.
    """
    stats = json.loads(EVERY.read_text("utf-8"))
    tests, seconds = stats["tests_by_mangled_function_name"], stats["duration_by_test"]
    breadth = Counter(test for group in tests.values() for test in set(group))
    chosen = {function: choose(group, seconds, breadth, times) for function, group in tests.items()}
    STATS.write_text(json.dumps(stats | {"tests_by_mangled_function_name": chosen}), "utf-8")
    CHOSEN.write_text(json.dumps(chosen), "utf-8")


def choose(tests: list[str], seconds: dict[str, float], breadth: Counter[str], times: float) -> list[str]:
    """The examples that run the fewest functions, since they are about this one, and the quickest laws."""
    laws = sorted((test for test in tests if "laws/" in test), key=lambda test: (seconds[test], test))
    examples = sorted(set(tests) - set(laws), key=lambda test: (breadth[test], seconds[test], test))
    return [*within(examples, seconds, EXAMPLES * times), *within(laws, seconds, LAWS * times)]


def within(tests: list[str], seconds: dict[str, float], budget: float) -> list[str]:
    """The first tests, as long as they last together, and one at least."""
    kept: list[str] = []
    for test in tests:
        budget -= seconds[test] + 0.005
        if budget < 0 and kept:
            break
        kept.append(test)
    return kept


def wanted(part: str, sample: int | None, seed: int) -> list[str]:
    """The mutants asked for, those with a verdict too."""
    names = [name for meta, codes in metas() if file_of(meta).startswith(part) for name in codes]
    if not names:
        raise SystemExit(f"no mutants in {part}; name a file or folder of `only_mutate` in pyproject.toml")
    random.Random(seed).shuffle(names)  # noqa: S311  # a sample is no secret
    return names[:sample]  # a larger sample holds the smaller one


# --------------------------------------------------------------------------------------------------------------- trying


def try_fresh(names: list[str], processes: int) -> None:
    """Try mutants of what runs at import, with all tests of their file and the quick folders."""
    chosen = json.loads(CHOSEN.read_text("utf-8"))
    of_module: dict[str, set[str]] = defaultdict(set)
    for function, tests in chosen.items():
        of_module[function.rpartition(".")[0]] |= set(tests)

    def code_of(name: str) -> tuple[str, int]:
        tests = sorted(of_module.get(name.rpartition(".")[0], ()))[:400] or ["tests/model", "tests/language"]
        try:
            done = fresh(name, seconds=FRESH_SECONDS, code=["-m", "pytest", "-x", "-q", "-pno:cacheprovider", *tests])
        except subprocess.TimeoutExpired:
            return name, 36
        return name, min(done.returncode, 1)  # a library that cannot be imported is noticed by every test

    if names and code_of("perfkpi.no_mutant")[1]:
        raise SystemExit("the tests fail by themselves in a fresh interpreter")
    with ThreadPoolExecutor(processes) as pool:
        codes = dict(pool.map(code_of, names))
    for meta, _ in metas():
        data = json.loads(meta.read_text("utf-8"))
        data["exit_code_by_key"] |= {name: codes[name] for name in data["exit_code_by_key"] if name in codes}
        meta.write_text(json.dumps(data, indent=4), "utf-8")


def run(names: list[str], processes: int) -> None:
    """Try those that have no verdict yet."""
    known = {name: code for _, codes in metas() for name, code in codes.items()}
    new = [name for name in names if known[name] is None]
    if new:
        mutmut(processes, new)
        imported = set(json.loads(AT_IMPORT.read_text("utf-8")))
        known = {name: code for _, codes in metas() for name, code in codes.items()}
        left = {SURVIVED, UNTESTED}
        try_fresh([name for name in new if function_of(name) in imported and verdict(known[name]) in left], processes)


def run_again(names: list[str], processes: int) -> None:
    """Try those that survived with many more tests."""
    again = {name for _, codes in metas() for name, code in codes.items() if verdict(code) in {SURVIVED, UNTESTED}}
    again &= set(names)
    for meta, _ in metas():
        data = json.loads(meta.read_text("utf-8"))
        data["exit_code_by_key"] |= {name: None for name in data["exit_code_by_key"] if name in again}
        meta.write_text(json.dumps(data, indent=4), "utf-8")
    assign(AGAIN)
    try:
        run([name for name in names if name in again], processes)
    finally:
        assign()


# ------------------------------------------------------------------------------------------------------------ reporting


def folder(path: str) -> str:
    """The part of the library that a file stands in, as the report groups it."""
    inside = path.removeprefix("src/perfkpi/").split("/")[:-1]
    return "/".join(inside[:2])


def report(part: str, *, survivors: bool) -> None:
    """Print a table of the folders, and each survivor as a difference."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    left: list[tuple[str, str]] = []
    for meta, codes in metas():
        path = file_of(meta)
        if path.startswith(part):
            for name, code in codes.items():
                table[folder(path)][verdict(code)] += 1
                table["all"][verdict(code)] += 1
                if verdict(code) in {SURVIVED, UNTESTED}:
                    left.append((path, name))
    print("| folder | mutants | run | killed | timed out | survived | no test | killed of run |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name in [*sorted(table.keys() - {"all"}), "all"]:
        row = table[name]
        tried = row.total() - row["not run"]
        share = f"{100 * (row[KILLED] + row[TIMEOUT]) / tried:.1f} %" if tried else ""
        figures = [row.total(), tried, row[KILLED], row[TIMEOUT], row[SURVIVED], row[UNTESTED], share]
        print(f"| {name} | {' | '.join(map(str, figures))} |")
    if survivors:
        for path, name in left:
            shown = subprocess.run(
                [str(Path(sys.executable).with_name("mutmut")), "show", name],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            lines = [line for line in shown.stdout.splitlines() if line[:1] in "-+" and line[:3] not in {"---", "+++"}]
            print(f"\n{path}: {name.rpartition('.')[2]}", *lines, sep="\n")


def main() -> None:
    """Parse, run, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="src/perfkpi", help="a file or folder, from the root of the repository")
    parser.add_argument("--sample", type=int, help="how many mutants to draw")
    parser.add_argument("--seed", type=int, default=4, help="of the sample")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--again", action="store_true", help="try what survived with ten times the tests")
    parser.add_argument("--report", action="store_true", help="run nothing")
    asked = parser.parse_args()
    if not asked.report:
        prepare(asked.processes)
        names = wanted(asked.part, asked.sample, asked.seed)
        (run_again if asked.again else run)(names, asked.processes)
    report(asked.part, survivors=asked.report)


if __name__ == "__main__":
    main()
