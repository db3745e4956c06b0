"""Files that are sent: taken on one page only, held in memory, never written to a disk, and refused where too large."""

from collections.abc import Callable

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Answer = Callable[[HttpRequest], HttpResponse]


def take_files(answer: Answer) -> Answer:
    """Django middleware: files of somebody signed in are taken where lists are brought, and fall away anywhere else."""

    def with_files(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and request.path == reverse("reconcile") and request.user.is_authenticated:
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        return answer(request)

    return with_files


def is_too_large(request: HttpRequest) -> bool:
    """Whether what was sent is more than is taken: then no file of it was."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
