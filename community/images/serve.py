"""Sending an upload to somebody who may see it. Who that is, the caller has asked: the thing it belongs to knows."""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from .models import Upload, UploadKind
from .presets import CONTENT_TYPE, WIDTHS
from .storage import preset_path

SANDBOX = "default-src 'none'; sandbox"


def serve_picture(upload: Upload, preset: str, *, public: bool = False) -> FileResponse:
    """A picture in a named preset; never the original. `public`: anyone may see it, so a browser may keep it a bit."""
    if upload.kind != UploadKind.PICTURE or preset not in WIDTHS:
        raise Http404
    return private_file(preset_path(upload, preset), CONTENT_TYPE, public=public)


def serve_file(upload: Upload, *, public: bool = False) -> FileResponse:
    """A document, always as a download under the name it had."""
    if upload.kind != UploadKind.FILE:
        raise Http404
    return private_file(str(upload.file.name), upload.content_type, download_as=upload.name, public=public)


def private_file(path: str, content_type: str, *, download_as: str = "", public: bool = False) -> FileResponse:
    """A file of private storage with the headers that keep it harmless: no sniffing, no script, no shared cache."""
    try:
        response = FileResponse(default_storage.open(path), content_type=content_type)
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=300" if public else "private, no-store"
    if download_as:
        plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in download_as)
        response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(download_as, '')}"
    else:
        response["Content-Disposition"] = "inline"
    return response
