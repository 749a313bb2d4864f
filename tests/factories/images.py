import struct
import zipfile
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825
ORIENTATION = 0x0112


def picture_bytes(
    image_format: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: object
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, 128 if mode in "LP" else (200, 60, 40, 128)[: len(mode)]).save(out, image_format, **options)
    return out.getvalue()


def a_picture(name: str = "bilde.jpg", image_format: str = "JPEG", **kwargs: object) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes(image_format, **kwargs))


def a_phones_photo(size: tuple[int, int] = (400, 300)) -> SimpleUploadedFile:
    """Lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Telefon"
    exif.get_ifd(GPS).update({1: "N", 2: (64.0, 27.0, 40.0), 3: "E", 4: (12.0, 18.0, 0.0)})
    return SimpleUploadedFile("IMG_0001.jpg", picture_bytes(size=size, exif=exif))


def a_bomb(width: int = 20_000, height: int = 10_000) -> SimpleUploadedFile:
    """A PNG of 200 megapixels in a few hundred kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(b"\0" * (width + 1)) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return SimpleUploadedFile("stort.png", content)


def a_zip(*names: str, mimetype: str = "", packed: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def a_document(name: str = "avtale.pdf", content: bytes = b"%PDF-1.7\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
