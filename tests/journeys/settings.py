"""The demo as anybody runs it, without what makes a sign-in slow on purpose: people sign in hundreds of times here."""

from community.settings.dev import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
