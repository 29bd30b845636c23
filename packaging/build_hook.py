"""Build step of the wheel: one JSON of all procedures, and compiled translations, inside the package."""

import sys
from pathlib import Path

import msgspec
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeFiles(BuildHookInterface):
    """Makes the files in `build/made` and adds them to the wheel under `simexit/_data`."""

    def initialize(self, version: str, build_data: dict) -> None:
        root = Path(self.root)
        if version == "editable":
            return  # a checkout reads the YAML and the .po files themselves
        sys.path.insert(0, str(root / "src"))
        from simexit.core.knowledge.load import load
        from simexit.core.language.messages import compile_po

        made = root / "build" / "made"
        made.mkdir(parents=True, exist_ok=True)
        target = made / "procedures.json"
        target.write_bytes(msgspec.json.encode(load(root / "procedures")))
        build_data["force_include"][str(target)] = "simexit/_data/procedures.json"
        for source in sorted((root / "resources" / "i18n").glob("*.po")):
            compiled = made / f"{source.stem}.mo"
            compiled.write_bytes(compile_po(source.read_bytes()).getvalue())
            build_data["force_include"][str(compiled)] = f"simexit/_data/resources/i18n/{compiled.name}"
