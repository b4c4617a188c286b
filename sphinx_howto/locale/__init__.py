"""Catalogues of the messages, and the tool that finds the messages."""
