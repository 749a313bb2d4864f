"""What takes in files as they are sent: of one that is larger than any that is kept, no more than that is stored."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .checks import LARGEST


class NoLargerThanKept(FileUploadHandler):
    """Stands before Django's own. The rest of a file that is too large goes by; its form says how large it was."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start <= LARGEST else None

    def file_complete(self, file_size: int) -> Any:
        if file_size <= LARGEST:
            return None  # the next one has all of it
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size, self.charset)
