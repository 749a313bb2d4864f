"""Pages go compressed over the wire. Static files are compressed beforehand, and what was uploaded goes as it is."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

WORTH_IT = ("text/", "application/json", "application/xml", "image/svg+xml")


class PagesMiddleware(GZipMiddleware):
    """Text only, and nothing that is streamed: a picture gains nothing, and a download keeps its length.

    Django pads each answer by a random number of bytes, so that its length does not tell what is in it (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith(WORTH_IT):
            return response
        return super().process_response(request, response)
