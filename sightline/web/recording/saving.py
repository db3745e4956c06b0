"""Keeping a recorded event for good while somebody waits, and working out the duties once that is done."""

import logging

from django.db import transaction
from django.utils import timezone

from sightline.saving import catch_up
from sightline.store.recorded import Recorded, add_recorded, read_register
from sightline.web.snapshots import current_record, the_store
from sightline.words import UserError

logger = logging.getLogger("sightline.recording")


def keep(event: Recorded) -> tuple[Recorded, bool]:
    """Keep an event and give it with its number, and whether it is new. Raises UserError: then nothing was saved.

    The duties are worked out after the access log has its line, so that nobody else waits for it.
    """
    kept = add_recorded(the_store(), event)
    transaction.on_commit(show_recorded)
    return kept


def show_recorded() -> None:
    """Bring the snapshot in use up to what is recorded; where that fails the page says that it waits."""
    record = current_record()
    try:
        if record and record.recorded < read_register(the_store()).last:
            catch_up(the_store())
    except UserError as error:
        logger.warning("recorded events wait: %s", error.what)


def bring_up_to_date() -> None:
    """Before a server answers: show what was recorded before one was killed; after an upgrade, work all out again."""
    try:
        if current_record():
            catch_up(the_store())
    except UserError as error:
        logger.warning("the snapshot in use was not brought up to date: %s", error.what)


def now() -> str:
    """This moment in UTC, as the register has it."""
    return timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
