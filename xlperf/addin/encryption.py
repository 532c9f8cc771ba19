"""What a VBA project says of its protection, in the disguise of MS-OVBA 2.4.3 (it hides nothing)."""

from __future__ import annotations

_VERSION = 2
_UNPROTECTED, _NO_PASSWORD, _VISIBLE = bytes(4), b"\0", b"\xff"


def protection_lines(project_id: str) -> tuple[str, str, str]:
    """The lines CMG, DPB and GC of a project that is not protected, has no password and can be seen."""
    # any seed will do; these keep the values as different as the editor's own
    key = sum(project_id.encode("ascii")) & 0xFF
    return (
        f'CMG="{disguised(_UNPROTECTED, project_id, key)}"',
        f'DPB="{disguised(_NO_PASSWORD, project_id, key ^ 0x5A)}"',
        f'GC="{disguised(_VISIBLE, project_id, key ^ 0xA5)}"',
    )


def disguised(data: bytes, project_id: str, seed: int) -> str:
    """``data`` in hexadecimal digits; ``seed`` is one byte."""
    key = sum(project_id.encode("ascii")) & 0xFF
    written = [seed, seed ^ _VERSION, seed ^ key]
    filling = bytes([seed]) * ((seed & 6) // 2)
    before = key
    for plain in filling + len(data).to_bytes(4, "little") + data:
        written.append(plain ^ ((written[-2] + before) & 0xFF))
        before = plain
    return bytes(written).hex().upper()
