"""What loading perfkpi costs beyond ``import numpy, attrs``: fresh interpreters in turn, median difference."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
MEASURE = "import numpy, attrs, time; begun = time.perf_counter(); {job}; print(time.perf_counter() - begun)"
ONE = """
import perfkpi as pk
rule = pk.TargetDelta(target="12%", per=pk.Additive("1%"), gain=2, loss=3, base_points=100, floor=0, cap=120,
                      counting=pk.choices.Counting.PROPORTIONAL, direction=pk.Direction.HIGHER_IS_BETTER)
roe = pk.Indicator(code="roe", name=pk.Label(en="Return on equity"),
                   formula=pk.Ratio("profit", "equity", unit=pk.Unit.PERCENT), scoring=rule)
card = pk.Scorecard(code="c", name=pk.Label(en="Sheet"), items=((roe, 100),),
                    weighting=pk.choices.Weighting.SHARES, scale=pk.Scale(0, 100, up_to=120),
                    rounding=pk.RoundingPolicy(total=pk.Rounding(2)))
assert pk.appraise(card, {"profit": 13, "equity": 100}).total == 102
"""
JOBS = {
    "nothing": "pass",
    "import perfkpi": "import perfkpi",
    "import perfkpi, every name": "exec('from perfkpi import *')",
    "score one person": f"exec({ONE!r})",
}


def main() -> None:
    """Print the median of each job in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in JOBS}
    for _ in range(ROUNDS + 1):  # the first round also compiles
        for name, job in JOBS.items():
            command = [sys.executable, "-c", MEASURE.format(job=job)]
            out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            times[name].append(float(out) * 1e3)
    for name, found in times.items():
        print(f"{name:28} median {statistics.median(found[1:]):6.1f} ms   min {min(found[1:]):6.1f} ms")


if __name__ == "__main__":
    main()
