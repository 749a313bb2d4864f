import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from community.ui.compress import PagesMiddleware


def test_a_page_is_sent_compressed_to_who_can_read_it(client: Client, db: None) -> None:
    plain = client.get("/nb/konto/logg-inn/")
    packed = client.get("/nb/konto/logg-inn/", headers={"accept-encoding": "gzip"})
    assert not plain.has_header("Content-Encoding")
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(b"x" * 1000, content_type="image/png"),
        StreamingHttpResponse([b"x" * 1000], content_type="text/csv"),
    ],
)
def test_a_picture_and_a_download_go_as_they_are(answer: HttpResponseBase, rf: RequestFactory) -> None:
    request = rf.get("/", headers={"accept-encoding": "gzip"})
    sent = PagesMiddleware(lambda _request: HttpResponse()).process_response(request, answer)
    assert not sent.has_header("Content-Encoding")
