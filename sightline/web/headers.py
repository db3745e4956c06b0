"""What every answer tells the browser: nothing from elsewhere, nothing inline, nothing kept."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"


def content_policy() -> str:
    """The content security policy. The council's own sign-in server, where there is one, may be sent a form."""
    server = urlsplit(settings.OIDC_SERVER)
    forms = f"'self' {server.scheme}://{server.netloc}" if server.netloc else "'self'"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "object-src 'none'",
            "frame-ancestors 'none'",
            f"form-action {forms}",
        )
    )


def set_headers(answer: Answer) -> Answer:
    """Django middleware: set the headers on every answer. Only files under /static/ may be kept by a browser."""
    fixed = {
        "Content-Security-Policy": content_policy(),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "X-Frame-Options": "DENY",
    }

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers["Cache-Control"] = "no-store"
        return response

    return with_headers
