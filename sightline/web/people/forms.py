"""The forms of signing in, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.forms import Form


class SignInForm(LoginForm):  # type: ignore[misc]
    """Sign-in name and password."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, login=("Sign-in name", "Type your sign-in name"), password=("Password", "Type your password"))


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The password there is, and the new one twice."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(
            self,
            oldpassword=("Password you have now", "Type the password you have now"),
            password1=("New password", "Type a new password"),
            password2=("New password again", "Type the new password again"),
        )


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before what matters is changed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, password=("Password", "Type your password"))


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the second factor."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, code=("Code", "Type a code"))


class ConfirmCodeForm(ReauthenticateCodeForm):  # type: ignore[misc]
    """The code once more, before what matters is changed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, code=("Code", "Type a code"))


class SetUpCodeForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new second factor."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        _say(self, code=("Six figures that the app shows", "Type the six figures that the app shows"))


def _say(form: Form, **fields: tuple[str, str]) -> None:
    """Give each field its label and what is said where it is left empty, and no hint."""
    for name, (label, asked) in fields.items():
        form.fields[name].label = label
        form.fields[name].error_messages["required"] = asked
        form.fields[name].help_text = ""
