"""Known when: what each load told that those before it did not, fact by fact."""

from sightline.knowing.facts import FactChange, changed_facts
from sightline.knowing.ledger import LEDGER, Known, empty_ledger, next_ledger

__all__ = ["LEDGER", "FactChange", "Known", "changed_facts", "empty_ledger", "next_ledger"]
