"""Opaque keys for addresses: they mean nothing outside this installation and lead back to nobody without its secret."""

import base64
import hashlib
import hmac
from collections.abc import Iterable

from sightline.store import Subject

LENGTH = 20


def key_of(secret: bytes, subject: Subject) -> str:
    """The key of one subject: 20 letters and digits, 100 bits of an HMAC of it under the installation's secret."""
    stamp = hmac.new(secret, "\x1f".join(("child key", *subject)).encode(), hashlib.sha256).digest()
    return base64.b32encode(stamp).decode().lower()[:LENGTH]


def keys_of(secret: bytes, subjects: Iterable[Subject]) -> dict[str, Subject]:
    """The subject behind each key."""
    return {key_of(secret, subject): subject for subject in subjects}
