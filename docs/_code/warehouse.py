"""Orders and the depot that sends them."""

from dataclasses import dataclass


@dataclass
class Order:
    """What a customer wants."""

    number: int
    lines: list[str]
    urgent: bool = False


class Depot:
    """Where the goods lie."""

    def dispatch(self, order: Order, *, express: bool = False) -> str:
        raise NotImplementedError


def close_order(order: Order, depot: Depot) -> str:
    """Send an order and return the receipt."""
    if not order.lines:
        raise ValueError(f"order {order.number} is empty")
    return depot.dispatch(order, express=order.urgent)
