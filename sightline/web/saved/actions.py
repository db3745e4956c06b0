"""The one writer of saved filters."""

from django.utils import timezone

from sightline.store.allocated import Named
from sightline.web.saved.models import SavedFilter


def save_filter(person_id: int, name: str, query: str) -> SavedFilter:
    """Keep an address under a name; one of the same name is replaced, so that saving twice is saving once."""
    held, _ = SavedFilter.objects.update_or_create(
        person_id=person_id, name=name, defaults={"query": query, "saved_at": timezone.now()}
    )
    return held


def share_filter(person_id: int, filter_id: int, team: Named | None) -> None:
    """Share a filter of one's own with a team, ("", "") for those who see every child; None ends it."""
    council, name = team or ("", "")
    SavedFilter.objects.filter(pk=filter_id, person_id=person_id).update(
        is_shared=team is not None, council=council, team=name
    )


def remove_filter(person_id: int, filter_id: int) -> None:
    """Remove a filter of one's own."""
    SavedFilter.objects.filter(pk=filter_id, person_id=person_id).delete()
