"""Opening, saving and closing as the person experiences them."""

from ui.filing.filing import PATTERNS, Filing

__all__ = ["PATTERNS", "Filing"]
