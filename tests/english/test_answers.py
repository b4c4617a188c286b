"""What is taken out of the answers of services, and what only looks so."""

from __future__ import annotations

import pytest

from tests.english.telling import statement

CLIENT = "import openai, anthropic, ollama\nc = openai.OpenAI()\na = anthropic.Anthropic()\n"
CHAT = "c.chat.completions.create(model='m', messages=x)"
ROWS = [
    (f"r = {CHAT}\nreturn r.choices[0].message.content", "Returns the text of the first answer in `r`."),
    (
        f"return {CHAT}.choices[0].message.content",
        'Returns the text of the answer of the model `"m"` to `x`.',
    ),
    (f"r = {CHAT}\nreturn r.choices[1].message.content", "Returns `r.choices[1].message.content`."),
    (
        "r = c.chat.completions.create(model='m', messages=x, stream=y)\nreturn r.choices[0].message.content",
        "Returns `r.choices[0].message.content`.",
    ),
    (
        "r = openai.Completion.create(prompt=x)\nreturn r['choices'][0]['text']",
        "Returns the text of the first completion in `r`.",
    ),
    (
        "r = a.messages.create(model='m', messages=x, max_tokens=9)\nreturn r.content[0].text",
        "Returns the text of the answer `r`.",
    ),
    (
        "r = ollama.chat(model='m', messages=x)\nreturn r['message']['content']",
        "Returns the text of the answer `r`.",
    ),
    ("return x.choices[0].message.content", "Returns `x.choices[0].message.content`."),
]


@pytest.mark.parametrize(("code", "said"), ROWS, ids=[row[0] for row in ROWS])
def test_a_part_of_an_answer(code: str, said: str) -> None:
    assert statement(code, before=CLIENT).endswith(said)
