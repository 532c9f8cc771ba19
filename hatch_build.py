"""Put the data that lives beside the package into the wheel."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("templates", "macros", "examples")
LEFT_OUT = ("examples/pictures",)  # only the README shows them


class ShippedData(BuildHookInterface):  # type: ignore[type-arg]
    """Why a hook: hatchling's force-include knows no excludes, and copies even into editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map every shipped file to its place under xlperf/_shipped."""
        if version == "editable":  # there the code reads the folders of the repository itself
            return
        root = Path(self.root)
        for folder in SHIPPED:
            for file in sorted(root.glob(f"{folder}/**/*")):
                name = file.relative_to(root).as_posix()
                if file.is_file() and "__pycache__" not in name and not name.startswith(LEFT_OUT):
                    build_data["force_include"][str(file)] = f"xlperf/_shipped/{name}"
