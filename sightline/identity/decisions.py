"""What a person decides about who is who: two records are one child, or they are not. Either undoes the other."""

from dataclasses import replace

import pyarrow as pa

from sightline.identity.register import APART, PERSON, Ledger, append
from sightline.words import UserError

MEND = "Check the ids, and that the load which holds them is in use."


def tie(register: pa.Table, source_id: str, to: str, *, council: str, load: str, decided_by: str) -> pa.Table:
    """The register after a person says that two records are of one child; the subject of `to` stands for both.

    Raises UserError for an id that was never seen, and for a sealed record: those are tied to no other.
    """
    ledger = Ledger(register, council)
    _check(ledger, (source_id, to))
    subject = ledger.rows[to].subject_id
    rows = [ledger.rows[member] for member in ledger.group(source_id)] if to not in ledger.group(source_id) else []
    ledger.add(replace(row, subject_id=subject, since_load=load, decided_by=PERSON + decided_by) for row in rows)
    return append(register, ledger.added)


def untie(register: pa.Table, source_id: str, *, council: str, load: str, decided_by: str) -> pa.Table:
    """The register after a person says that a record stands on its own; no file's second id ties it again."""
    ledger = Ledger(register, council)
    _check(ledger, (source_id,))
    by = PERSON + decided_by
    others = [name for name in ledger.group(source_id) if name != source_id]
    ledger.add([replace(ledger.rows[source_id], subject_id=source_id, since_load=load, decided_by=by)])
    ledger.add(ledger.let_stand(others, load, APART))
    return append(register, ledger.added)


def _check(ledger: Ledger, ids: tuple[str, ...]) -> None:
    for name in ids:
        # A sealed record must not be told from one that was never there.
        if name not in ledger.rows or ledger.rows[name].sealed:
            raise UserError(f"No record {name} can be tied or untied", "", MEND)
