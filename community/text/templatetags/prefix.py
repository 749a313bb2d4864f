from django import template

from community.text.prefix import under_readers_prefix

register = template.Library()
register.filter("under_readers_prefix", under_readers_prefix)
