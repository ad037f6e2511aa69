"""Floor 6: the command line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from perfkpi import __version__
from perfkpi.errors import Language, PerfKpiError

__all__ = ["main"]

_LANGUAGES: dict[str, tuple[Language, ...]] = {"zh": ("zh",), "en": ("en",), "both": ("zh", "en")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command of ``perfkpi``.

    Args:
        arguments: the words behind the program's name; ``None``: those of the process.

    Returns:
        the exit status: 0 done, 1 something is worth mending, 2 an input that the library refuses. Without a
        command the help is shown, with 2; words that are no command end the process with 2.
    """
    parser = argparse.ArgumentParser(
        prog="perfkpi", description="Performance indicators that score exactly and explain themselves."
    )
    parser.add_argument("--version", action="version", version=f"perfkpi {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command")
    demo = commands.add_parser("demo", help="score the finance director of the sample sheet for a dozen people")
    demo.add_argument(
        "--language",
        choices=tuple(_LANGUAGES),
        default="both",
        help="the language of the explanation (default: one in each)",
    )
    lint = commands.add_parser("lint", help="tell what is worth mending in the scorecard of a JSON document")
    lint.add_argument("file", type=Path, help="the document")
    lint.add_argument("--language", choices=("zh", "en"), default="zh", help="of the findings (default: zh)")
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help(sys.stderr)
        return 2
    # A console of another encoding shows a mark instead of a character it lacks, and the run goes on.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    status = 0
    try:
        if chosen.command == "lint":
            status = _lint(chosen.file, chosen.language)
        else:
            _demo(chosen.language)
        sys.stdout.flush()
    except PerfKpiError as error:
        print(error.say("en"), error.say("zh"), sep="\n", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads (head, less) has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _lint(file: Path, language: Language) -> int:
    """Print the findings, and return the exit status: 1 where there are any, 2 where the file cannot be read."""
    from perfkpi.linting.lint import lint  # noqa: PLC0415  # --help and --version need not load the model
    from perfkpi.serialization.documents import loads  # noqa: PLC0415  # as above

    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    findings = lint(loads(text))
    for finding in findings:
        print(finding.say(language))
    return int(bool(findings))


def _demo(language: str) -> None:
    from perfkpi.cli.demo import demonstration  # noqa: PLC0415  # --help and --version need not build a scorecard

    for line in demonstration(_LANGUAGES[language]):
        print(line)
