"""What ``import perfkpi`` costs beyond ``import numpy, attrs``: fresh interpreters in turn, median difference."""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
MEASURE = "import numpy, attrs, time; begun = time.perf_counter(); {job}; print(time.perf_counter() - begun)"
JOBS = {
    "nothing": "pass",
    "import perfkpi": "import perfkpi",
    "import perfkpi, every name": "exec('from perfkpi import *')",
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
