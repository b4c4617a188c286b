"""What is taken out of the answers of services: the text of the first answer, the address of an image."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from sphinx_howto.analysis.scope import FunctionScope
from sphinx_howto.english import called_values, operands
from sphinx_howto.english.phrase import Spans, fill

_Step = str | int

_CHAT = "openai.types.chat.ChatCompletion"
_COMPLETION = "openai.types.Completion"
_IMAGES = "openai.types.ImagesResponse"
_EMBEDDINGS = "openai.types.CreateEmbeddingResponse"

#: Class of the answer and what is read one after the other -> what that is.
_PARTS: Mapping[tuple[str, tuple[_Step, ...]], str] = {
    (_CHAT, ("choices", 0, "message", "content")): "the text of the first answer in {whole}",
    (_CHAT, ("choices", 0, "message")): "the message of the first answer in {whole}",
    (_CHAT, ("choices", 0, "finish_reason")): "the reason for which the first answer in {whole} ends",
    (_CHAT, ("usage", "total_tokens")): "the number of tokens that {whole} took",
    (_COMPLETION, ("choices", 0, "text")): "the text of the first completion in {whole}",
    (_IMAGES, ("data", 0, "url")): "the address of the first image in {whole}",
    (_IMAGES, ("data", 0, "b64_json")): "the first image in {whole} as base64 text",
    (_EMBEDDINGS, ("data", 0, "embedding")): "the first embedding in {whole}",
    ("openai.types.responses.Response", ("output_text",)): "the text of {whole}",
    ("anthropic.types.Message", ("content", 0, "text")): "the text of the answer {whole}",
    ("google.generativeai.types.GenerateContentResponse", ("text",)): "the text of the answer {whole}",
    ("google.genai.types.GenerateContentResponse", ("text",)): "the text of the answer {whole}",
    ("ollama.ChatResponse", ("message", "content")): "the text of the answer {whole}",
}
#: The same of a call that gives the answer.
_PARTS_OF_CALLS: Mapping[tuple[str, tuple[_Step, ...]], str] = {
    (_CHAT, ("choices", 0, "message", "content")): "the text of {whole}",
    (_COMPLETION, ("choices", 0, "text")): "the text of {whole}",
    (_IMAGES, ("data", 0, "url")): "the address of the first of {whole}",
    ("openai.types.responses.Response", ("output_text",)): "the text of {whole}",
    ("anthropic.types.Message", ("content", 0, "text")): "the text of {whole}",
    ("google.generativeai.types.GenerateContentResponse", ("text",)): "the text of {whole}",
    ("google.genai.types.GenerateContentResponse", ("text",)): "the text of {whole}",
    ("ollama.ChatResponse", ("message", "content")): "the text of {whole}",
}
_LENGTHS = sorted({len(steps) for _, steps in _PARTS}, reverse=True)


def value(scope: FunctionScope, node: ast.expr) -> Spans | None:
    """What ``response.choices[0].message.content`` is; None if it is not taken out of a known answer."""
    for count in _LENGTHS:
        steps, whole = _taken(node, count)
        found = scope.type_of(whole) if whole is not None else None
        if whole is None or found is None:
            continue
        if isinstance(whole, ast.Call):
            told = called_values.value(scope, whole)
            message = _PARTS_OF_CALLS.get((found.name, steps))
        else:
            told = operands.quote(scope, whole)
            message = _PARTS.get((found.name, steps))
        if message is not None and told is not None:
            return fill(message, whole=told)
    return None


def _taken(node: ast.expr, count: int) -> tuple[tuple[_Step, ...], ast.expr | None]:
    """The last ``count`` attributes and constant indexes of an expression, and what they are read from."""
    steps: list[_Step] = []
    while len(steps) < count:
        if isinstance(node, ast.Attribute):
            steps.append(node.attr)
        elif (
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Constant)
            and isinstance(node.slice.value, (str, int))
        ):
            steps.append(node.slice.value)
        else:
            return (), None
        node = node.value
    return tuple(reversed(steps)), node
