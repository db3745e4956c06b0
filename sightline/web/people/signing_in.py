"""How allauth is used here: nobody signs themselves up, and only a person we know comes in by single sign-on."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from sightline.web.access.actions import Look, write_look
from sightline.web.access.models import Action


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by the council (`sightline user add`)."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The first page; or the password's, for somebody who came in with one that was only for once."""
        must_change = getattr(request.user, "must_change_password", False)
        return reverse("account_change_password") if must_change else "/"

    def post_login(self, request: HttpRequest, user: Any, **known: Any) -> Any:
        """Write the sign-in down."""
        write_look(Look(user.pk, user.get_username(), "", Action.SIGN_IN, "account_login"))
        return super().post_login(request, user, **known)

    def add_message(self, *_: Any, **__: Any) -> None:
        """No message is kept for the next page: each page says what has happened."""
