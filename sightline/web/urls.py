"""Every address. The pages people come for are in `sightline.web.pages.urls`."""

from django.urls import include, path

from sightline.web import standing
from sightline.web.people import sign_in_urls

urlpatterns = [
    path("", include("sightline.web.today.urls")),
    path("", include("sightline.web.pages.urls")),
    path("", include("sightline.web.child.urls")),
    path("", include("sightline.web.figures.urls")),
    path("", include("sightline.web.recording.urls")),
    path("", include("sightline.web.quality.urls")),
    path("", include("sightline.web.reconcile.urls")),
    path("", include("sightline.web.annex_a.urls")),
    path("account/", include(sign_in_urls)),
    path("access/", include("sightline.web.access.urls")),
    path("people/", include("sightline.web.people.urls")),
    path("help/", standing.help_page, name="help"),
    path("marks/", standing.marks, name="marks"),
    path("accessibility/", standing.accessibility, name="accessibility"),
    path("cookies/", standing.cookies, name="cookies"),
    path("privacy/", standing.privacy, name="privacy"),
    path("brand.css", standing.brand, name="brand"),
    path("health", standing.health, name="health"),
]

handler400 = "sightline.web.errors.bad_request"
handler403 = "sightline.web.errors.forbidden"
handler404 = "sightline.web.errors.not_found"
handler500 = "sightline.web.errors.failed"
