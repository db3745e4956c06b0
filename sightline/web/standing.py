"""Pages that stand whoever reads them: help, marks, statements, health. Most can be read before signing in."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from sightline.web.errors import NotHere
from sightline.web.snapshots import current_record


def _show(request: HttpRequest, template: str) -> HttpResponse:
    return render(request, f"standing/{template}.html")


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """Help, and whom to ask."""
    return _show(request, "help")


@login_not_required
def marks(request: HttpRequest) -> HttpResponse:
    """What the marks and states mean."""
    return _show(request, "marks")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return _show(request, "accessibility")


@login_not_required
def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies are set."""
    return _show(request, "cookies")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """What is written down of whoever looks."""
    return _show(request, "privacy")


@login_not_required
def brand(request: HttpRequest) -> HttpResponse:
    """The council's own colours."""
    from sightline.web.templating import BRAND_FILE

    if not BRAND_FILE.is_file():
        raise NotHere
    return HttpResponse(BRAND_FILE.read_text(encoding="utf-8"), content_type="text/css; charset=utf-8")


@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: whether the database answers and a snapshot is in use. Says nothing else."""
    try:
        with connection.cursor() as cursor:  # asks the database, where a connection kept open would only be looked at
            cursor.execute("SELECT 1")
        has_snapshot = current_record() is not None
    except Exception:
        return JsonResponse({"state": "failing"}, status=503)
    return JsonResponse({"state": "well" if has_snapshot else "nothing loaded"})
