"""Who each address of the site is for. A new address stands here, or the census fails.

A name may end in `*`; the first line that fits counts. «public»: anyone. «member»: somebody signed in who holds a role.
«editor»: editors and administrators. «admin»: administrators. What a viewer sees *inside* an address that is theirs is
the permission matrix' business.
"""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from django.urls import URLPattern, URLResolver, get_resolver

KINDS = ("public", "member", "editor", "admin")

ROUTES = {
    # The site
    "root": "public",
    "health": "public",
    "favicon": "public",
    "robots": "public",
    "sitemap*": "public",
    "wagtail_serve": "public",
    "ui:*": "public",
    "search:desk*": "editor",
    "search:saved_search*": "member",
    "search:*": "public",
    "preview": "member",
    "forum:index": "public",
    "forum:board": "public",
    "forum:topic": "public",
    "forum:news": "public",
    "forum:post": "public",
    "forum:history": "public",
    "forum:file": "public",
    "forum:picture": "public",
    "forum:feed": "public",
    "forum:*_feed": "public",
    "forum:flag": "public",
    "forum:receipt": "public",
    "forum:*": "member",
    "library_picture": "public",
    "wagtaildocs_serve": "public",
    "home:desk*": "editor",
    "home:people*": "member",
    "home:topic_draft": "member",
    "home:tag_suggest": "member",
    "home:*": "public",
    "cases:experience_list": "public",
    "cases:experience": "public",
    "cases:resource_list": "public",
    "cases:resource": "public",
    "cases:version": "public",
    "cases:version_file": "public",
    "cases:file": "public",
    "cases:file_resource": "public",
    "cases:picture": "public",
    "cases:*": "member",
    "comments:*": "member",
    # Sign-in: whoever is signed out must reach it
    "account_login": "public",
    "account_logout": "public",
    "account_inactive": "public",
    "account_reset_password*": "public",
    "account_*": "member",
    "members:welcome": "public",
    "members:*": "member",
    "demo_mail": "public",
    "notifications:unsubscribe": "public",
    "notifications:*": "member",
    # The editors' admin: its own sign-in pages lead to ours
    "wagtailadmin_login": "public",
    "wagtailadmin_logout": "public",
    "wagtailadmin_sprite": "public",
    "wagtailadmin_javascript_catalog": "public",
    "wagtailusers_*": "admin",
    "wagtailsites*": "admin",
    "wagtailadmin_workflows*": "admin",
    "wagtailadmin_collections*": "admin",
    "wagtailredirects*": "admin",
    "admin/": "editor",
}


def names(resolver: URLResolver | None = None, namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """All names of the site with the path that they stand for."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or path}", path
        else:
            yield from names(entry, namespace + (f"{entry.namespace}:" if entry.namespace else ""), path)


def kind_of(name: str, path: str) -> str | None:
    """What the table says of an address; what Wagtail mounts under admin/ is an editor's unless it has its own line."""
    fitting = (kind for pattern, kind in ROUTES.items() if fnmatchcase(name, pattern))
    return next(fitting, ROUTES["admin/"] if path.startswith("admin/") else None)
