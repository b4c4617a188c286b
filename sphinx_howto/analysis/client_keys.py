"""Clients of services that take their key from the environment where they are given none."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_howto.analysis.scope import FunctionScope


@dataclass(frozen=True)
class Key:
    """variables: what is read; instead: the arguments any of which makes that needless.

    error: what is raised without the variable, "" if nothing is at once.
    """

    variables: tuple[str, ...]
    instead: tuple[str, ...] = ("api_key",)
    error: str = ""


_OPENAI = Key(("OPENAI_API_KEY",), ("api_key", "admin_api_key", "workload_identity"), "openai.OpenAIError")
_AZURE = Key(
    ("AZURE_OPENAI_API_KEY",), ("api_key", "azure_ad_token", "azure_ad_token_provider"), "openai.OpenAIError"
)
_ANTHROPIC = Key(("ANTHROPIC_API_KEY",), ("api_key", "auth_token", "credentials"))
_GROQ = Key(("GROQ_API_KEY",), error="groq.GroqError")
_GEMINI = Key(
    ("GEMINI_API_KEY", "GOOGLE_API_KEY"), ("api_key", "vertexai", "credentials", "project"), "ValueError"
)
_CHAT_OPENAI = Key(("OPENAI_API_KEY",), ("api_key", "openai_api_key"))
_AWS = Key(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), ("aws_access_key_id", "aws_session_token"))

#: What makes a client -> its key.
_KEYS: Mapping[str, Key] = {
    "openai.OpenAI": _OPENAI,
    "openai.AsyncOpenAI": _OPENAI,
    "openai.AzureOpenAI": _AZURE,
    "openai.AsyncAzureOpenAI": _AZURE,
    "anthropic.Anthropic": _ANTHROPIC,
    "anthropic.AsyncAnthropic": _ANTHROPIC,
    "groq.Groq": _GROQ,
    "groq.AsyncGroq": _GROQ,
    "google.genai.Client": _GEMINI,
    "cohere.Client": Key(("CO_API_KEY",)),
    "cohere.ClientV2": Key(("CO_API_KEY",)),
    "together.Together": Key(("TOGETHER_API_KEY",)),
    "langchain_openai.ChatOpenAI": _CHAT_OPENAI,
    "langchain_anthropic.ChatAnthropic": Key(("ANTHROPIC_API_KEY",), ("api_key", "anthropic_api_key")),
    "langchain_groq.ChatGroq": Key(("GROQ_API_KEY",), ("api_key", "groq_api_key")),
    "boto3.client": _AWS,
    "boto3.resource": _AWS,
}
#: Those whose first argument is something else than the key.
_POSITIONAL = {"boto3.client", "boto3.resource"}


def of(scope: FunctionScope, call: ast.Call) -> Key | None:
    """The key that a call takes from the environment; None if it is given one, or is no such client."""
    path = scope.dotted(call.func) or ""
    key = _KEYS.get(path)
    if key is None or (call.args and path not in _POSITIONAL):
        return None
    given = {item.arg for item in call.keywords if not _is_none(item.value)}
    return None if None in given or not given.isdisjoint(key.instead) else key


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
