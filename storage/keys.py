"""Keys: UUIDv7 text, because rows are also born on other laptops."""

from __future__ import annotations

import os
import time


def new_key() -> str:
    """A fresh UUIDv7 (RFC 9562): the milliseconds since 1970, then randomness."""
    value = int(time.time() * 1000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
