"""The Sphinx rim: everything that knows Sphinx, around stages that do not."""
