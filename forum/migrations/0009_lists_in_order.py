"""Lists that cost the same however much is written: indexes begin with what a list is of and who may see it, and the
rows that say which topics have a theme or a tag hold what their lists are ordered by."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import community.access.audience

KEPT = ("live", "audience", "last_post_at")
LISTED = (("themedtopic", "topic"), ("taggedtopic", "content_object"))


def say_what_topics_say(apps, schema_editor):
    topics = apps.get_model("forum", "Topic").objects
    for model, topic in LISTED:
        now = topics.filter(pk=OuterRef(topic))
        apps.get_model("forum", model).objects.update(**{name: Subquery(now.values(name)) for name in KEPT})


def columns(*, null):
    fields = {
        "live": models.BooleanField(null=null),
        "audience": community.access.audience.AudienceField(db_index=False, null=null, verbose_name="visible to"),
        "last_post_at": models.DateTimeField(null=null),
    }
    make = migrations.AddField if null else migrations.AlterField
    return [make(model, name, field) for model, _topic in LISTED for name, field in fields.items()]


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0008_moderation"),
        ("networks", "0001_initial"),
    ]

    operations = [
        # The table is there: it only gets a model of its own.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ThemedTopic",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("topic", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="themed", to="forum.topic")),
                        ("theme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="networks.theme")),
                    ],
                    options={"db_table": "forum_topic_themes", "unique_together": {("topic", "theme")}},
                ),
                migrations.AlterField(
                    model_name="topic",
                    name="themes",
                    field=models.ManyToManyField(blank=True, related_name="topics", through="forum.ThemedTopic", to="networks.theme", verbose_name="themes"),
                ),
            ],
        ),
        *columns(null=True),
        migrations.RunPython(say_what_topics_say, migrations.RunPython.noop),
        *columns(null=False),
    ]
