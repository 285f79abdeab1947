"""PDF documents for tests, written by hand: lines of text, and what the document says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
_CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>]>>"
)


def pdf(*pages: Sequence[str], info: Mapping[str, str] | None = None) -> bytes:
    """Return a document whose pages hold these lines, each 14 points below the last; an empty one leaves a gap."""
    kids = b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))
    said = b"".join(b"/%s%s" % (name.encode(), _hex("\ufeff" + value)) for name, value in (info or {}).items())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        _LATIN,
        _CHINESE,
        b"<<%s>>" % said,
    ]
    for lines in pages:
        stream = _stream(lines)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</L 3 0 R/C 4 0 R>>>>/Contents %d 0 R>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return _file(objects)


def _stream(lines: Sequence[str]) -> bytes:
    shown = [
        b"1 0 0 1 50 %d Tm %s Tj"
        % (800 - 14 * at, b"/L 11 Tf " + _text(line) if line.isascii() else b"/C 11 Tf " + _hex(line))
        for at, line in enumerate(lines)
        if line
    ]
    return b"BT\n" + b"\n".join(shown) + b"\nET"


def _text(line: str) -> bytes:
    return b"(" + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _hex(line: str) -> bytes:
    return b"<" + line.encode("utf-16-be").hex().encode() + b">"


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info 5 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            len(data),
        )
    )
