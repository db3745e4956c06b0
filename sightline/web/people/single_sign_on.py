"""Single sign-on: only a subject of the council's sign-in that is linked to a person gets in."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The council's own sign-in, by OpenID Connect. Nobody is made or matched by e-mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """People are added and linked by the council (`sightline user link`)."""
        return False
