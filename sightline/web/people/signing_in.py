"""How allauth is used here: nobody signs themselves up, and only a person we know comes in by single sign-on."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from sightline.web.access.actions import Look, write_look
from sightline.web.access.models import Action
from sightline.web.people.actions import note_password_changed

METHODS = "account_authentication_methods"
"""Where allauth notes in the session how somebody signed in."""


TOO_MANY = "Too many wrong tries: wait a few minutes, then try again"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "That sign-in name and password do not go together",
        "enter_current_password": "That is not the password you have now",
        "incorrect_password": "That is not your password",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are added by the council (`sightline user add`)."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Keep the password somebody chose: it is their own from now on."""
        super().set_password(user, password)
        note_password_changed(user)

    def add_message(self, *_: Any, **__: Any) -> None:
        """No message is kept for the next page: each page says what has happened."""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Sightline sends no mail."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right: type the one that the app shows now"
    }


@receiver(user_logged_in)
def note_sign_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """Write every sign-in down, however it was made."""
    write_look(Look(user.pk, user.get_username(), "", Action.SIGN_IN, "account_login"))


def first_step(request: HttpRequest) -> str:
    """The page somebody must go to before any other; '' if there is none.

    Their own password in place of one that was for once; then a second factor, where the council asks for one of
    everybody who does not come in by its own sign-in.
    """
    by_council = any(used.get("method") == "socialaccount" for used in request.session.get(METHODS, ()))
    if getattr(request.user, "must_change_password", False) and not by_council:
        return "account_change_password"
    if settings.SECOND_FACTOR_REQUIRED and not by_council and not is_mfa_enabled(request.user):
        return "mfa_activate_totp"
    return ""
