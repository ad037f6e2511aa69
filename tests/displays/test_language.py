"""The language of displays: a choice of a block, of a task, or from now on."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

import pytest
from callables import RESULT

import perfkpi as pk


def language() -> str:
    """Which language a display speaks."""
    text = str(RESULT)
    return "both" if "总分 total" in text else ("zh" if "总分" in text else "en")


def chosen_by_itself() -> list[str]:
    """What is heard after each choice."""
    found = [language()]
    for choice in ("zh", "en", None):
        pk.display(choice)
        found.append(language())
    return found


def test_a_call_holds_from_now_on() -> None:
    """Until the next one; nothing brings both languages back."""
    assert copy_context().run(chosen_by_itself) == ["both", "zh", "en", "both"]


def test_a_block_ends() -> None:
    """Also with an error, and where one is inside another."""
    with pk.display(language="zh"):
        with pk.display("en"):
            assert language() == "en"
            with pytest.raises(pk.PerfKpiError), pk.display("zh"):
                RESULT.line("nobody")
            assert language() == "en"
        assert language() == "zh"
        with pk.display(None):
            assert language() == "both"
    assert language() == "both"


def nested() -> list[str]:
    """What is heard in a choice that is entered twice, and again."""
    choice, found = pk.display("zh"), []
    with choice:
        pk.display("en")
        with choice:
            found.append(language())
        found.append(language())
    found.append(language())
    with choice:
        found.append(language())
    return [*found, language()]


def test_a_choice_may_be_entered_again() -> None:
    """What held before each block holds after it."""
    assert copy_context().run(nested) == ["zh", "en", "both", "zh", "both"]


def test_a_choice_says_what_it_is() -> None:
    """A notebook shows what the last line of a cell yields."""
    with pk.display("zh"):
        assert repr(copy_context().run(pk.display, "zh")) == "<displays in zh>"
        assert repr(copy_context().run(pk.display, None)) == "<displays in both languages>"


def test_threads_and_tasks_do_not_disturb_each_other() -> None:
    """A thread begins with both languages, a task with that of whoever started it."""

    async def speak(choice: str) -> list[str]:
        before = language()
        pk.display(choice)
        await asyncio.sleep(0)
        return [before, language()]

    async def together() -> list[list[str]]:
        pk.display("en")
        return await asyncio.gather(speak("zh"), speak("en"), speak("zh"))

    with pk.display("zh"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(language).result() == "both"
        assert asyncio.run(together()) == [["en", "zh"], ["en", "en"], ["en", "zh"]]
        assert language() == "zh"


@pytest.mark.parametrize("other", ["de", "ZH", "", 1, ["zh"]])
def test_another_language_is_refused(other: object) -> None:
    """As explanations refuse it; what was chosen before still holds."""
    with pytest.raises(pk.errors.DefinitionError, match="is not a language"):
        pk.display(other)
    assert language() == "both"
