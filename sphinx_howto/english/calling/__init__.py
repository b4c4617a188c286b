"""How to create or call the thing that is described: the second paragraph of a description."""
