"""Text from people, made safe to show: what would act is shown as a visible mark.

A book keeps every character as it came. This is for the way out: to a terminal,
where an escape sequence would act, and to a document, where XML cannot hold every
character and an override of direction would turn the words about.
"""

from __future__ import annotations

import re

# Controls (C0, DEL, C1), line and paragraph separators, bidirectional overrides
# and isolates, the byte order mark, lone surrogates and the two non-characters
# that XML refuses too.
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff"
_ON_ONE_LINE = re.compile(f"[{_UNSEEN}]")
_ON_LINES = re.compile(f"(?![\\t\\n])[{_UNSEEN}]")


def visible(text: str, *, newlines: bool = False) -> str:
    """`text` with everything that would act on a terminal shown as a mark.

    ASCII controls become their control pictures (NUL is ``␀``, escape ``␛``);
    overrides of writing direction and other unseen characters become their code
    (``⟦U+202E⟧``). Ordinary text of any script, and right-to-left marks, stay.
    With `newlines`, line ends and tabs are kept and ``CR LF`` counts as one line end.
    """
    if newlines:
        return _ON_LINES.sub(_mark, text.replace("\r\n", "\n"))
    return _ON_ONE_LINE.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟦U+{code:04X}⟧"
