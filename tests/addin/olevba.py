"""What oletools, written to look into malicious documents, read in a container and in a VBA project."""

from __future__ import annotations

import io
import warnings

with warnings.catch_warnings():
    # it calls its parser by names that are on their way out
    warnings.simplefilter("ignore")
    # neither has types
    import olefile  # type: ignore[import-untyped]
    from oletools.olevba import VBA_Parser, decompress_stream  # type: ignore[import-untyped]


def streams(container: bytes) -> dict[str, bytes]:
    """The streams by their path; any defect raises."""
    with olefile.OleFileIO(io.BytesIO(container), raise_defects=olefile.DEFECT_POTENTIAL) as opened:
        return {"/".join(path): opened.openstream(path).read() for path in opened.listdir()}


def decompressed(data: bytes) -> bytes:
    """A compressed container read back."""
    return bytes(decompress_stream(bytearray(data)))


def modules(project: bytes) -> dict[str, str]:
    """The sources by module."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser("vbaProject.bin", data=project)
        found = {path.removeprefix("VBA/"): code for _, path, _, code in parser.extract_macros()}
        parser.close()
    return found


def suspicions(name: str, data: bytes) -> set[tuple[str, str]]:
    """What is said of a whole file: kinds of suspicion, each with its word."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parser = VBA_Parser(name, data=data)
        found = {(str(kind), str(word)) for kind, word, _ in parser.analyze_macros()}
        if parser.detect_vba_stomping():
            found.add(("Suspicious", "VBA Stomping"))
        parser.close()
    return found
