from datetime import timedelta

import pytest

from community.images.models import Upload
from community.images.unused import delete_unused
from community.images.uploads import store_picture
from community.members.models import User
from forum.attach import attach
from forum.models import PostUpload
from forum.remove import delete
from tests.factories.forum import a_board, a_post, a_topic
from tests.factories.images import a_document, a_picture

pytestmark = pytest.mark.django_db


def test_what_posts_hold_is_swept_by_nobody(author: User, colleague: User) -> None:
    post = a_post(a_topic(a_board(), author), colleague)
    attach(post, {"new_file": a_document("Setningene.pdf")}, by=colleague)
    store_picture(a_picture(), by=colleague)
    delete(post, by=colleague)
    assert delete_unused(timedelta()) == 1 and Upload.objects.get() == post.uploads.get().upload


def test_a_second_click_brings_no_second_file(author: User, colleague: User) -> None:
    post = a_post(a_topic(a_board(), author), colleague)
    for _click in range(2):
        attach(post, {"new_file": a_document("Setningene.pdf")}, by=colleague)
    assert [one.words for one in PostUpload.objects.all()] == ["Setningene.pdf"]
