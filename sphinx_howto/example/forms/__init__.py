"""The table kind to form: how an object of each kind is shown in use."""
