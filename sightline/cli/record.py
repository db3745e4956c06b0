"""`sightline recorded`: what people recorded, beside what the files say."""

from sightline.cli.options import Folder, Format, FormatOption
from sightline.cli.shown import print_rows

COLUMNS = ("number", "when", "child_id", "kind", "clock", "run", "on", "value_on", "by", "authority", "why", "retracts")


def list_recorded(store_folder: Folder = None, how: FormatOption = Format.TABLE) -> None:
    """Show everything that people recorded, in order; what was taken back stays in the list."""
    from sightline.store import Scope, open_snapshot, open_store
    from sightline.store.recorded import read_register

    store = open_store(store_folder)
    seen = set(open_snapshot(store, Scope.whole_council()).table("subjects")["child_id"].to_pylist())
    print_rows(COLUMNS, [vars(event) for event in read_register(store).events if event.child_id in seen], how)
