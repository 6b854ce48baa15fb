"""Files that are not shown, and what is said of each."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Iterator

from PIL import Image

from page.picture_bytes import SIGNATURE, boxed, chunk, huge_png, saved

NO_PICTURE = "is not a picture this browser can read"
DRAWING = "is a drawing (SVG), not a photograph"
TOO_MANY = "At most 250 can be opened"
RAW = "is a camera\u2019s raw file, which this browser cannot read. Export it as JPEG or PNG."
HEIC = "is an HEIC photograph, which this browser cannot read. Export it as JPEG or PNG."
TIFF = "is a TIFF picture, which this browser cannot read. Export it as JPEG or PNG."
VIDEO = "is a video, not a photograph"
PAGE = "is a web page, not a photograph"

Refused = tuple[str, bytes, str, int | None]


def drawings() -> Iterator[Refused]:
    plain = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    # Each level draws the one before it ten times: a million shapes in a kilobyte.
    uses = "".join(f'<g id="a{i + 1}">{f"""<use href="#a{i}"/>""" * 10}</g>' for i in range(6))
    bomb = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect id="a0" width="9"/>{uses}</svg>'
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>\n'
    prefixed = '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="9" height="9"/>'
    texts = {
        "drawing.svg": plain,
        "drawing-bomb.svg": bomb,
        "drawing-bomb-named.png": bomb,
        "drawing-bomb-named.jpg": bomb,
        "drawing-spaces.svg": f" \n\t{plain}",
        "drawing-declared.svg": f'<?xml version="1.0" encoding="UTF-8"?>\n{plain}',
        "drawing-comment.svg": f"<!-- <html> -->\n<!-- two -->{plain}",
        "drawing-doctype.svg": f'<?xml version="1.0"?>\n{doctype}{plain}',
        "drawing-prefix.svg": prefixed,
        "drawing-long-comment.svg": f"<!--{'x' * 9000}-->{plain}",
    }
    for name, text in texts.items():
        yield name, text.encode(), DRAWING, None
    yield "drawing-bom.svg", b"\xef\xbb\xbf" + plain.encode(), DRAWING, None
    yield "drawing-utf16.svg", plain.encode("utf-16"), DRAWING, None
    yield "drawing-utf16-big.png", b"\xfe\xff" + plain.encode("utf-16-be"), DRAWING, None
    yield "drawing.svgz", gzip.compress(bomb.encode()), DRAWING, None


def documents() -> Iterator[Refused]:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    yield "empty.jpg", b"", "is empty", None
    yield "one-byte.jpg", b"\xff", NO_PICTURE, None
    yield "spaces.png", b" " * 500, NO_PICTURE, None
    yield "zeros.jpg", bytes(500), NO_PICTURE, None
    yield "text.txt", b"notes", NO_PICTURE, None
    yield "text-named.jpg", b"notes", NO_PICTURE, None
    yield "numbers.json", b'{"a": 1}', NO_PICTURE, None
    yield "unclosed.png", b"<!--" * 1000, NO_PICTURE, None
    yield "program.exe", b"MZ\x90\0" + bytes(200), NO_PICTURE, None
    yield "page.html", b"<!doctype html><title>404</title>", PAGE, None
    yield "page-named.jpg", b"<html><body>Not found</body></html>", PAGE, None
    yield "paper.pdf", b"%PDF-1.7\n", "is a PDF document, not a photograph", None
    yield "paper-named.png", b"%PDF-1.7\n", "is a PDF document, not a photograph", None
    yield "archive.zip", archive.getvalue(), "is a zip archive, not a photograph", None
    yield "archive-named.jpg", archive.getvalue(), "is a zip archive, not a photograph", None
    yield "archive.gz", gzip.compress(b"a"), "is a compressed file (gzip), not a photograph", None
    yield "film.mp4", boxed(b"isom", b"mp42"), VIDEO, None
    yield "film.mov", boxed(b"qt  "), VIDEO, None
    yield "film-named.jpg", boxed(b"mp42", b"isom"), VIDEO, None
    yield "film.webm", b"\x1a\x45\xdf\xa3" + bytes(90), VIDEO, None
    yield "film.avi", b"RIFF\x10\0\0\0AVI LIST", VIDEO, None
    yield "sound.wav", b"RIFF\x10\0\0\0WAVEfmt ", "is a sound recording, not a photograph", None


def foreign(image: Image.Image) -> Iterator[Refused]:
    for name, brands in (
        ("phone.heic", (b"heic", b"mif1")),
        ("phone-named.jpg", (b"heic", b"mif1")),
        ("phone.heif", (b"mif1", b"heix")),
        ("burst.heics", (b"hevc", b"msf1")),
    ):
        yield name, boxed(*brands), HEIC, None
    yield "scan.tif", saved(image, "TIFF"), TIFF, None
    yield "scan-packed.tiff", saved(image, "TIFF", compression="tiff_lzw"), TIFF, None
    yield "scan-named.jpg", b"MM\0*\0\0\0\x08" + bytes(60), TIFF, None
    little = b"II*\0\x08\0\0\0"
    for name, data in {
        "canon.cr2": b"II*\0\x10\0\0\0CR\2\0" + bytes(60),
        "canon.cr3": boxed(b"crx ", b"isom"),
        "nikon.nef": b"MM\0*\0\0\0\x08" + bytes(60),
        "sony.arw": little + bytes(60),
        "adobe.dng": little + bytes(60),
        "fuji.raf": b"FUJIFILMCCD-RAW 0201" + bytes(60),
        "olympus.orf": b"IIRO\x08\0\0\0" + bytes(60),
        "panasonic.rw2": b"IIU\0\x18\0\0\0" + bytes(60),
    }.items():
        yield name, data, RAW, None
    for name, data, words in (
        ("new.jxl", b"\xff\x0a" + bytes(60), "a JPEG XL picture"),
        ("new-boxed.jxl", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(60), "a JPEG XL picture"),
        ("scan.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(60), "a JPEG 2000 picture"),
        ("layers.psd", b"8BPS\0\1" + bytes(60), "a Photoshop file"),
    ):
        yield name, data, f"is {words}, which this browser cannot read. Export it as JPEG or PNG.", None


def huge(image: Image.Image) -> Iterator[Refused]:
    """Pictures that say they have more pixels than memory, most of them in a few bytes."""
    jpeg = bytearray(saved(image, "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = struct.pack(">HH", 65500, 65500)
    avif = saved(image, "AVIF")
    large = b"ispe\0\0\0\0" + struct.pack(">II", 60000, 60000)
    at = avif.index(b"ispe")
    header = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
    endless = SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", b"x\x9c")
    lossless = struct.pack("<BI", 0x2F, 16383 | 16383 << 14)
    body = b"WEBPVP8L" + struct.pack("<I", len(lossless)) + lossless + b"\0"
    webp = b"RIFF" + struct.pack("<I", len(body)) + body
    bitmap = bytearray(saved(image, "BMP"))
    bitmap[18:26] = struct.pack("<ii", 40000, -40000)
    icon = struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, 60, 22) + endless
    for name, data in {
        "huge.png": huge_png(40000),
        "huge-in-words.png": endless,
        "huge.jpg": bytes(jpeg),
        "huge.gif": b"GIF89a" + struct.pack("<HH", 65535, 65535) + b"\x80\0\0" + bytes(6) + b";",
        "huge.webp": webp,
        "huge.avif": avif[:at] + large + avif[at + len(large) :],
        "huge.bmp": bytes(bitmap),
        "huge.ico": icon,
        "huge-named.txt": bytes(jpeg),
    }.items():
        yield name, data, TOO_MANY, None
    yield "heavy.jpg", saved(image, "JPEG"), "has 3,000 MB. At most 500 MB can be opened", 3_000_000_000


def refused(image: Image.Image) -> Iterator[Refused]:
    """Name, bytes, what is said, and for some a length to which the file is made longer."""
    yield from drawings()
    yield from documents()
    yield from foreign(image)
    yield from huge(image)
