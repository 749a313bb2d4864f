"""What editors do with a tag."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.publishing.models import Tag
from community.text.order import sort_key

LONGEST = 60


class RenameForm(forms.Form):
    """`twin`: the tag that bears the name already, where one does and the editor knows it."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write what it shall be called.")},
    )
    twin: Tag | None = None

    def __init__(self, *args: Any, tag: Tag, known: QuerySet[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"name": tag.name}, **kwargs})
        self.tag, self.known = tag, known

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if "," in name:
            raise forms.ValidationError(_("A tag holds no comma: that stands between two."))
        if name == self.tag.name:
            raise forms.ValidationError(_("It is called that already."))
        if not self.tag.slugify(name).strip("-_"):
            raise forms.ValidationError(_("A tag needs a letter or a figure."))
        others = Tag.objects.exclude(pk=self.tag.pk).filter(name__sort_key=sort_key(name))
        if others.exists():
            self.twin = self.known.filter(pk__in=others).first()
            raise forms.ValidationError(_("Another tag is called that. Merge the two instead."))
        return name


class MergeForm(forms.Form):
    """Into which of the tags that the editor knows."""

    into = forms.CharField(
        label=gettext_lazy("Which tag shall take its place?"),
        help_text=gettext_lazy("Write its name as it is."),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Write the name of the tag that shall take its place.")},
    )

    def __init__(self, *args: Any, tag: Tag, known: QuerySet[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tag, self.known = tag, known
        self.fields["into"].widget.attrs["data-suggest-url"] = reverse("home:tag_suggest")

    def clean_into(self) -> Tag:
        name = " ".join(str(self.cleaned_data["into"]).strip(", ").split())
        found = self.known.filter(name__sort_key=sort_key(name)).first()
        if found is None:
            raise forms.ValidationError(_("No tag is called «%(name)s». Look for it in the list.") % {"name": name})
        if found.pk == self.tag.pk:
            raise forms.ValidationError(_("That is the tag itself. Choose another."))
        return found
