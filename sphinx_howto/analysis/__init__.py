"""What the code says, read from its syntax trees: names, types, effects, signatures, order."""
