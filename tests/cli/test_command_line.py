"""The command line: the demonstration, its languages, and what it does with a mistake."""

import io
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import perfkpi as pk
from perfkpi import cli
from perfkpi.cli import demo, main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    return main(arguments), capsys.readouterr().out


def test_the_demonstration_scores_a_dozen_people(capsys: pytest.CaptureFixture[str]) -> None:
    """A table of twelve, one explanation in Chinese, one in English; targets are said to be examples."""
    status, text = run(capsys, "demo")
    assert status == 0
    assert "示例" in text.splitlines()[0]
    assert "examples" in text.splitlines()[0]
    for name in demo.people():
        assert name in text
    assert "\n财务总监 · 版本 example · 被考核人 E01" in text
    assert "\nFinance director · version example · subject E02" in text
    assert "分母为零" not in text
    assert "缺少数据 not measured" in text
    assert "无法计算 cannot be computed" in text


@pytest.mark.parametrize(("language", "heading"), [("zh", "财务总监 · "), ("en", "Finance director · ")])
def test_the_language_can_be_chosen(capsys: pytest.CaptureFixture[str], language: str, heading: str) -> None:
    """One explanation, in the language that was asked for."""
    status, text = run(capsys, "demo", "--language", language)
    assert status == 0
    headings = [line for line in text.splitlines() if " · 版本 " in line or " · version " in line]
    assert [line[: len(heading)] for line in headings] == [heading]


def test_the_demonstration_is_worked_out_by_hand() -> None:
    """The first person's return on equity, by pocket calculator."""
    line = pk.appraise(demo.finance_director(), demo.people()["E01"]).line("roe")
    # 1320/10000 = 13.2 %; 1.2 points above 12 %, 2 points each: 90 + 2.4
    assert line.points == pk.appraise(demo.finance_director(), demo.people()["E01"]).line("roe").points
    assert float(line.points) == pytest.approx(92.4)


@pytest.mark.parametrize("arguments", [["score"], ["demo", "--language", "fr"]])
def test_words_that_are_no_command_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Usage goes to standard error."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: perfkpi" in capsys.readouterr().err


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """What there is, and the exit status of a mistake."""
    assert main([]) == 2
    told = capsys.readouterr().err
    assert all(word in told for word in ("usage: perfkpi", "demo", "lint", "--version"))


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    """One version, in one place."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"perfkpi {pk.__version__}\n"


def test_a_refused_input_is_told_in_both_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback: the message, and the exit status 2."""

    def refuse(_: object) -> list[str]:
        raise pk.errors.DefinitionError(pk.errors.Code.TARGET, en="no target", zh="没有目标值", where="here")

    monkeypatch.setattr(demo, "demonstration", refuse)
    assert main(["demo"]) == 2
    assert capsys.readouterr().err == "[PK140] here: no target\n[PK140] here：没有目标值\n"


def test_a_console_without_chinese_shows_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ASCII console gets question marks and no traceback; a stream that cannot be set up is left alone."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert main(["demo", "--language", "en"]) == 0
    sys.stdout.flush()
    assert b"Finance director" in raw.getvalue()
    assert b"?" in raw.getvalue()


def test_the_module_runs_as_the_command_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``python -m perfkpi`` is ``perfkpi``; importing the module runs nothing."""
    monkeypatch.setattr(sys, "argv", ["perfkpi", "demo", "--language", "zh"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_module("perfkpi", run_name="__main__")
    assert caught.value.code == 0
    assert "财务总监" in capsys.readouterr().out
    assert "main" in runpy.run_module("perfkpi.__main__", run_name="imported")
    assert cli.__all__ == ["main"]


def test_the_command_is_installed() -> None:
    """The script that the package installs prints the table in a process of its own."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "perfkpi", "demo"], capture_output=True, check=True, env=environment, encoding="utf-8"
    )
    assert "E12" in done.stdout
    assert not done.stderr


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """``perfkpi demo | head -1`` ends quietly."""
    command = [sys.executable, "-u", "-m", "perfkpi", "demo"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_closed_pipe_is_quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same within this process: what is left to print goes nowhere."""

    def stop(_: object) -> list[str]:
        raise BrokenPipeError

    monkeypatch.setattr(demo, "demonstration", stop)
    with (tmp_path / "out").open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        assert main(["demo"]) == 0
    assert (tmp_path / "out").read_text("utf-8") == ""


def test_lint_tells_what_is_missing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One line for each finding, in one language; the status tells whether there are any."""
    file = tmp_path / "card.json"
    file.write_text(pk.dumps(demo.finance_director()), "utf-8")
    status, text = run(capsys, "lint", str(file), "--language", "en")
    assert status == int(bool(text))
    name = pk.Label(zh="销售额", en="Sales")
    sales = pk.Indicator("sales", name, scoring=pk.DirectPoints(scale=pk.Scale(0, 100)))
    measures = [pk.Measure("sales", name=name)]
    good = pk.Scorecard("card", pk.Label(zh="考核表", en="Card"), items=[(sales, 100)], measures=measures)
    file.write_text(pk.dumps(good), "utf-8")
    assert run(capsys, "lint", str(file)) == (0, "")
    file.write_text(pk.dumps(pk.Scorecard("card", "考核表", items=[(sales, 100)], measures=measures)), "utf-8")
    assert run(capsys, "lint", str(file)) == (1, "[PK106] 名称：没有英文名称；请写 Label(zh='考核表', en='...')\n")


def test_a_file_that_cannot_be_read_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is not there, is no text, or is faulty."""
    file = tmp_path / "card.json"
    assert main(["lint", str(file)]) == 2
    assert "card.json" in capsys.readouterr().err
    file.write_bytes(b"\xff\xfe\x00")
    assert main(["lint", str(file)]) == 2
    file.write_text("{", "utf-8")
    assert main(["lint", str(file)]) == 2
    assert "文件有 1 处错误" in capsys.readouterr().err
