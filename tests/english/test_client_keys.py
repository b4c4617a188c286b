"""Clients that take their key from the environment, and those that are given one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.describing import facts_of

PAIRS = [
    (
        "from openai import OpenAI\ndef f():\n    return OpenAI()",
        (
            "Reads the environment variable `OPENAI_API_KEY`, as `OpenAI` is given no key; "
            "without that variable it raises `OpenAIError`."
        ),
    ),
    (
        "from openai import OpenAI\ndef f(u):\n    return OpenAI(api_key=None, base_url=u)",
        "Reads the environment variable `OPENAI_API_KEY`, as",
    ),
    (
        "from anthropic import Anthropic\ndef f():\n    return Anthropic()",
        "Reads the environment variable `ANTHROPIC_API_KEY`, as `Anthropic` is given no key.",
    ),
    (
        "from google import genai\ndef f():\n    return genai.Client()",
        (
            "Reads the environment variables `GEMINI_API_KEY` and `GOOGLE_API_KEY`, as `genai.Client` is "
            "given no key; if neither is set it raises `ValueError`."
        ),
    ),
    (
        "import boto3\ndef f():\n    return boto3.client('s3')",
        "Reads the environment variables `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, as",
    ),
    (
        "from openai import OpenAI\ndef f():\n    try:\n        OpenAI()\n    except Exception: x",
        "Reads the environment variable `OPENAI_API_KEY`, as `OpenAI` is given no key.",
    ),
    ("from openai import OpenAI\ndef f(key):\n    return OpenAI(api_key=key)", None),
    ("from openai import OpenAI\ndef f(**settings):\n    return OpenAI(**settings)", None),
    ("def f(OpenAI):\n    return OpenAI()", None),
    ("class OpenAI: pass\ndef f():\n    return OpenAI()", None),
    ("import cohere\ndef f(key):\n    return cohere.Client(key)", None),
]


@pytest.mark.parametrize(("code", "said"), PAIRS, ids=[row[0] for row in PAIRS])
def test_a_key_from_the_environment(tmp_path: Path, code: str, said: str | None) -> None:
    found = facts_of(tmp_path, code, "f").get("Environment")
    if said is None:
        assert found is None
    else:
        assert found is not None
        assert found.startswith(said)


def test_a_client_of_the_module_reads_its_key_on_import(tmp_path: Path) -> None:
    code = "from openai import OpenAI\nclient = OpenAI()\ndef f(x):\n    client.embeddings.create(**x)\n"
    assert "`OPENAI_API_KEY`" in facts_of(tmp_path, code)["Import"]
    assert "asks the API for embeddings" in facts_of(tmp_path, code)["Network"]
