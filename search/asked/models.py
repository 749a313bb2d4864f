"""What is searched for: counts by day, of words that at least three different readers used.

While a day lasts it holds hashes alone (`AskedBy`: that somebody asked something; `AskedToday`: what, with its words
only once three have used them). The night throws away the hashes and what they were made with, and keeps `SearchCount`.
"""

from django.db import models


class SearchDay(models.Model):
    """How many searches there were on a day, each of a reader once; and, until the night, what its hashes are made
    with."""

    day = models.DateField(unique=True)
    salt = models.CharField(max_length=64, blank=True)
    searches = models.PositiveIntegerField(default=0)
    without = models.PositiveIntegerField(default=0, help_text="Of these without a hit.")

    def __str__(self) -> str:
        return str(self.day)


class AskedBy(models.Model):
    """That somebody asked something today: one hash over both, so that no two searches of a reader can be joined."""

    day = models.DateField()
    token = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "token"], name="search_asked_by_once")]

    def __str__(self) -> str:
        return self.token


class AskedToday(models.Model):
    """By how many different readers something was asked today. `words` are empty until there are three."""

    day = models.DateField()
    token = models.CharField(max_length=64)
    words = models.CharField(max_length=100, blank=True)
    readers = models.PositiveIntegerField(default=0)
    without = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "token"], name="search_asked_today_once")]

    def __str__(self) -> str:
        return self.words or self.token


class SearchCount(models.Model):
    """How many different readers searched for these words on a day, and how many of them found nothing."""

    day = models.DateField()
    words = models.CharField(max_length=100)
    readers = models.PositiveIntegerField()
    without = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="search_count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.words}"
