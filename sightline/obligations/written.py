"""Answers written out: numbers back to days, ids and names; one Arrow table for snapshots and lists."""

import pyarrow as pa
import pyarrow.compute as pc

from sightline.obligations.build import Answers

DAYS = {
    "started_on": "begin_day",
    "due_on": "due_day",
    "met_on": "met_day",
    "booked_on": "booked_day",
    "due_first": "due_first",
    "due_last": "due_last",
    "target_on": "target_day",
}


def obligation_table(answers: Answers) -> pa.Table:
    """One row for each duty of each subject. Columns as in the glossary of the snapshot (docs/reference)."""
    rows = answers.rows
    steps = answers.parameters.steps
    place = rows["step_row"].combine_chunks()
    source = answers.inputs.event.select(["child_id", "file", "sheet", "line"]).take(rows["row_no"])
    numbers = answers.inputs.numbers
    table = pa.table(numbers.subject_columns(rows["subject"]))
    for name, words in {
        "clock": [clock.id for clock, _, _ in steps],
        "step": [step.id for _, step, _ in steps],
        "strength": [step.strength for _, step, _ in steps],
        "area": [clock.area for clock, _, _ in steps],
    }.items():
        table = table.append_column(name, pa.array(words, pa.string()).take(place))
    versions = pa.array([version.from_on for _, _, version in steps], pa.date32()).take(place)
    blank = pc.equal(rows["reason"], "blank_start")
    table = table.append_column("version", pc.if_else(blank, pa.scalar(None, pa.date32()), versions))
    keys = numbers.texts["key"].take(rows["key"].combine_chunks())
    table = table.append_column("run", pc.coalesce(keys, _day_text(rows["start_day"]), ""))
    for name, column in DAYS.items():
        table = table.append_column(name, rows[column].cast(pa.int32()).cast(pa.date32()))
    for name in ("state", "reason", "worker", "team"):
        table = table.append_column(name, rows[name])
    table = table.append_column("days", rows["days"].cast(pa.int32()))
    for name in source.column_names:
        table = table.append_column(name, source[name])
    return table


def _day_text(column: pa.ChunkedArray) -> pa.Array:
    coded = column.cast(pa.int32()).cast(pa.date32()).combine_chunks().dictionary_encode()
    return pc.strftime(coded.dictionary, format="%Y-%m-%d").take(coded.indices)
