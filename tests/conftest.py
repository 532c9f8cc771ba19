"""What all tests share: one LibreOffice, and how hypothesis searches."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.office.session import Office

# in CI the same examples every time, and no verdict on a slow machine
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """A running LibreOffice; nothing is skipped where it is missing, the test fails and says so."""
    with Office() as running:
        yield running
