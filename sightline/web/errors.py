"""Answers when something is not to be had: they help, and say nothing of what is there."""

import sys

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render


class NotHere(Http404):
    """There is nothing here that the reader can see: the same words and code whether or not it exists."""


def _show(request: HttpRequest, template: str, status: int) -> HttpResponse:
    return render(request, template, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, for an address that leads nowhere and for what may not be seen alike."""
    return _show(request, "errors/404.html", 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _show(request, "errors/403.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _show(request, "errors/400.html", 400)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, for a form that did not come from a page of ours or was open too long."""
    return _show(request, "errors/form.html", 403)


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database could not be reached or written. Nothing is asked of it or of the snapshot."""
    from django.template.loader import get_template

    is_of_database = isinstance(sys.exc_info()[1], DatabaseError)
    name, status = ("errors/503.html", 503) if is_of_database else ("errors/500.html", 500)
    return HttpResponse(get_template(name).render({}), status=status)
