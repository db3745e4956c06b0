"""How long somebody stays signed in: 15 minutes without a click, 10 hours at the longest."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]
BEGAN, LAST = "began", "last"
NOTED_EVERY = 30
"""Seconds. The last click is written down no more often than this."""


def end_old_sessions(answer: Answer) -> Answer:
    """Django middleware: sign out whoever has been idle too long or signed in too long."""

    def with_session(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _note_or_end(request, int(time.time()))
        return answer(request)

    return with_session


def _note_or_end(request: HttpRequest, now: int) -> None:
    began = request.session.setdefault(BEGAN, now)
    last = request.session.get(LAST, began)
    idle, whole = now - last, now - began
    if idle > settings.SESSION_IDLE_SECONDS or whole > settings.SESSION_LONGEST_SECONDS:
        logout(request)
    elif LAST not in request.session or idle >= NOTED_EVERY:
        request.session[LAST] = now


def left_seconds(request: HttpRequest) -> int:
    """Seconds until the reader is signed out if nothing is clicked."""
    began = request.session.get(BEGAN, int(time.time()))
    left = began + settings.SESSION_LONGEST_SECONDS - int(time.time())
    return max(0, min(settings.SESSION_IDLE_SECONDS, int(left)))
