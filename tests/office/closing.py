"""What has to be closed in the end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self


class Closing(ABC):
    """Used with ``with``, it is closed after, whatever happens."""

    @abstractmethod
    def close(self) -> None:
        """Leave nothing open; a second time does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
