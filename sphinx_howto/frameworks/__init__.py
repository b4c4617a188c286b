"""Code that a framework calls: which decorators and base classes hand it over, and when it is called."""
