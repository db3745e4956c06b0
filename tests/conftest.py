"""What tests in several folders use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sightline.engines.choice import EngineChoice
from tests.engines.sail import sail_server


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    """The address of a Spark Connect server."""
    with sail_server() as address:
        yield address


@pytest.fixture
def spark(sail: str, tmp_path: Path) -> Iterator[EngineChoice]:
    """Spark as an engine; when a test ends nothing of it is left in the folder both sides see."""
    yield EngineChoice("spark", sail, str(tmp_path))
    assert list(tmp_path.glob("sightline-*")) == []
