"""Wagtail's admin without scripts in the page: a widget says as data what is to be started, and `admin.js` starts it.

Wagtail offers no way to give these scripts a nonce. Its templates are overridden in `templates/wagtailadmin`; the
choosers write theirs in Python, so that one method is replaced here.
"""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser

START = '{}<template data-start="{}" data-id="{}" data-options="{}"></template>'
START_BARE = '{}<template data-start="{}" data-id="{}"></template>'


def _parts(chooser: BaseChooser, name: str, value: Any, attrs: dict[str, Any]) -> tuple[SafeString, dict[str, Any]]:
    data = chooser.get_value_data(value)
    return chooser.render_html(name, data, attrs), chooser.get_js_init_options(attrs["id"], name, data)


def _render(self: BaseChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    html, options = _parts(self, name, value, attrs)
    return format_html(START, html, self.js_constructor, attrs["id"], json.dumps(options))


def _render_task(self: AdminTaskChooser, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
    html, _options = _parts(self, name, value, attrs)
    return format_html(START_BARE, html, "createTaskChooser", attrs["id"])


def install() -> None:
    BaseChooser.render = _render
    AdminTaskChooser.render = _render_task
