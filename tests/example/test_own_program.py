"""Examples that the module itself gives: what its program does with the target."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from sphinx_howto import document

Show = Callable[..., document.Example]

CLIENT = """
import asyncio
LIMIT = 3
class Client:
    def __init__(self, name: str = ""):
        self.name = name
    def ask(self, question: str) -> str:
        return question
    async def wait(self, seconds: float) -> float:
        return seconds
def count(text: str) -> int:
    return len(text)
def _hidden(): ...
"""
ASKED = """\
from shop import Client

client = Client("Ada")
# The one question
answer = client.ask("How are you?")
print("Answer:", answer)"""
MAIN = '''
def main():
    """Show it."""
    client = Client("Ada")
    # The one question
    answer = client.ask("How are you?")
    print("Answer:", answer)
    print(count("three"))

if __name__ == "__main__":
    main()
'''


def test_a_class_is_shown_as_the_program_uses_it(show: Show) -> None:
    made = show(CLIENT + MAIN, "Client")
    assert (made.origin, made.line) == ("mined", 17)
    assert made.code == textwrap.dedent("""\
        from shop import Client, count

        client = Client("Ada")
        # The one question
        answer = client.ask("How are you?")
        print("Answer:", answer)
        print(count("three"))""")
    assert show(CLIENT + MAIN).command == "python shop.py"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("count", 'from shop import count\n\nprint(count("three"))'),
        ("Client.ask", ASKED),
    ],
)
def test_a_call_takes_along_what_it_needs(show: Show, name: str, expected: str) -> None:
    assert show(CLIENT + MAIN, name).code == expected


def test_what_is_awaited_stands_in_a_coroutine(show: Show) -> None:
    guard = """
        if __name__ == "__main__":
            async def main():
                client = Client()
                print(await client.wait(LIMIT))
            asyncio.run(main())
    """
    assert show(CLIENT + textwrap.dedent(guard), "Client.wait").code == textwrap.dedent("""\
        import asyncio

        from shop import Client, LIMIT


        async def main():
            client = Client()
            print(await client.wait(LIMIT))


        asyncio.run(main())""")


@pytest.mark.parametrize(
    "guard",
    [
        "    main()",
        "    args = argparse.ArgumentParser().parse_args()\n    print(count(args.text))",
        "    print(count(sys.argv[1]))",
        "    print(_hidden(), count('three'))",
        "    print(count(input()))",
        "    import doctest\n    print(count('three'))\n    doctest.testmod()",
    ],
)
def test_what_a_reader_cannot_repeat_is_not_taken(show: Show, guard: str) -> None:
    code = f"import argparse, sys\n{CLIENT}\ndef main(): ...\nif __name__ == '__main__':\n{guard}\n"
    assert show(code, "count").origin == "synthesised"
