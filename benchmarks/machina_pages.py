"""django-machina with as many posts, for `benchmarks.forum`; runs in an environment of its own and knows nothing of us.

It has no list over several forums: one holds all topics but one in each of nineteen others, as we have twenty boards.
"""

import itertools
import random
import sys
import time
from datetime import timedelta
from typing import Any

import django
from django.conf import settings
from machina import MACHINA_MAIN_STATIC_DIR, MACHINA_MAIN_TEMPLATE_DIR

APPS = """
    django.contrib.auth django.contrib.contenttypes django.contrib.sessions django.contrib.messages
    django.contrib.staticfiles mptt haystack widget_tweaks machina machina.apps.forum machina.apps.forum_conversation
    machina.apps.forum_conversation.forum_attachments machina.apps.forum_conversation.forum_polls
    machina.apps.forum_feeds machina.apps.forum_moderation machina.apps.forum_search machina.apps.forum_tracking
    machina.apps.forum_member machina.apps.forum_permission
""".split()
MAY = """
    can_see_forum can_read_forum can_start_new_topics can_reply_to_topics can_edit_own_posts
    can_post_without_approval can_create_polls can_vote_in_polls
""".split()
TEXT = "Vi spurte alle det samme, hver mandag, og skrev ned hva de svarte. Etter et halvt år så vi en forskjell."
A_TOPIC = 10


def set_up(database: str) -> None:
    processors = ["request", "static"]
    settings.configure(
        SECRET_KEY="benchmark", ALLOWED_HOSTS=["*"], ROOT_URLCONF="machina.urls", INSTALLED_APPS=APPS, USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}}, STATIC_URL="/static/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField", STATICFILES_DIRS=[MACHINA_MAIN_STATIC_DIR],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "machina.apps.forum_permission.middleware.ForumPermissionMiddleware",
        ],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [MACHINA_MAIN_TEMPLATE_DIR],
            "APP_DIRS": True, "OPTIONS": {"context_processors": [
                *[f"django.template.context_processors.{name}" for name in processors],
                "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages",
                "machina.core.context_processors.metadata",
            ]},
        }],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
                "machina_attachments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "a"}},
        HAYSTACK_CONNECTIONS={"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}},
        MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS=MAY,
    )  # fmt: skip
    django.setup()


def fill(posts: int) -> None:
    from django.contrib.auth.models import User
    from django.db import transaction
    from django.utils import timezone
    from machina.apps.forum.models import Forum
    from machina.apps.forum_conversation.models import Post, Topic

    if Post.objects.exists():
        return
    chance, now = random.Random(1), timezone.now()
    with transaction.atomic():
        people = User.objects.bulk_create(User(username=f"skriver{n}") for n in range(301))
        forum = Forum.objects.create(name="Tavle", type=Forum.FORUM_POST)
        number = posts // A_TOPIC
        for begin in range(0, number, 500):
            Topic.objects.bulk_create(
                Topic(
                    forum=forum, poster=chance.choice(people), subject=f"Hvordan nummer {n}?",
                    slug=f"emne-{n}", type=0, status=0, posts_count=A_TOPIC,
                    last_post_on=now - timedelta(days=5 * 365) * (1 - (n + 1) / number),
                )
                for n in range(begin, min(begin + 500, number))
            )  # fmt: skip
        _write_posts([user.pk for user in people])
        _spread(forum)


def _spread(forum: Any) -> None:
    from machina.apps.forum.models import Forum

    for number, topic in enumerate(forum.topics.order_by("pk")[:19]):
        topic.forum = Forum.objects.create(name=f"Tavle {number}", type=Forum.FORUM_POST)
        topic.save()
    for one in Forum.objects.all():
        one.update_trackers()


def _write_posts(people: list[int]) -> None:
    """Copies of one, in one statement."""
    from django.db import connection
    from django.utils import timezone
    from machina.apps.forum_conversation.models import Post, Topic

    now = timezone.now()
    first = Post(
        topic=Topic.objects.first(), poster_id=people[0], subject="Svar", content=TEXT, created=now, updated=now
    )
    (one,) = Post.objects.bulk_create([first])
    own = {"topic_id": "t.id", "poster_id": f"{people[0]} + (t.id * 31 + n.number * 17) % 301",
           "created": "t.last_post_on", "updated": "t.last_post_on"}  # fmt: skip
    columns = [field.column for field in Post._meta.local_concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM n WHERE number < {A_TOPIC})"
            f" INSERT INTO forum_conversation_post ({', '.join(columns)})"
            f" SELECT {', '.join(own.get(name, f'p.{name}') for name in columns)}"
            f" FROM forum_conversation_topic t JOIN n JOIN forum_conversation_post p ON p.id = {one.pk}"
        )
        cursor.execute(f"DELETE FROM forum_conversation_post WHERE id = {one.pk}")
        cursor.execute(
            "UPDATE forum_conversation_topic AS t SET"
            " first_post_id = (SELECT min(id) FROM forum_conversation_post WHERE topic_id = t.id),"
            " last_post_id = (SELECT max(id) FROM forum_conversation_post WHERE topic_id = t.id)"
        )


def cases() -> dict[str, object]:
    from django.contrib.auth.models import User
    from django.test import Client
    from machina.apps.forum.models import Forum
    from machina.apps.forum_conversation.models import Topic

    member, forum = Client(), Forum.objects.get(name="Tavle")
    member.force_login(User.objects.get(username="skriver0"))
    here = f"/forum/{forum.slug}-{forum.pk}/"
    topics = itertools.cycle(Topic.objects.filter(forum=forum).order_by("-pk")[:40])
    last = -(-Topic.objects.filter(forum=forum).count() // 20)

    def get(address: str) -> None:
        assert member.get(address).status_code == 200, address

    def reply() -> None:
        topic = next(topics)
        said = {"subject": "Svar", "content": "Vi spurte alle det samme."}
        answer = member.post(f"{here}topic/{topic.slug}-{topic.pk}/post/create/", said)
        assert answer.status_code == 302, answer.content

    def topic() -> None:
        one = next(topics)
        get(f"{here}topic/{one.slug}-{one.pk}/")

    def index_and_list() -> None:
        get("/")
        get(here)

    return {
        "index and list": index_and_list,
        "list, first page": lambda: get(here),
        "list, last page": lambda: get(f"{here}?page={last}"),
        "topic": topic,
        "reply": reply,
    }


def main(posts: int, database: str) -> None:
    set_up(database)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    fill(posts)
    asked = cases()
    for line in sys.stdin:
        before = time.process_time()
        asked[line.strip()]()
        print((time.process_time() - before) * 1000, flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
