"""How many sources stand behind a date, beside it in the form."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html

ASSERTED = {"start_edtf": "asserted_start", "end_edtf": "asserted_end"}


class Cited(admin.ModelAdmin):
    """Mix into a ModelAdmin: each date says what its record's sources assert of it, and leads to their citations."""

    def get_form(self: Any, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        names = [name for name in ASSERTED if name in form.base_fields]
        if obj is not None and names and self._citations():
            live = list(obj.citations.filter(withdrawn=False).values(*ASSERTED.values()))
            for name in names:
                field = form.base_fields[name]
                dates = [each[ASSERTED[name]] for each in live if each[ASSERTED[name]]]
                field.help_text = _behind(field.help_text, dates, is_bare=bool(getattr(obj, name)) and not dates)
        return form


def _behind(help_text: Any, dates: list[str], *, is_bare: bool) -> Any:
    """HELP_TEXT, and the way to the citations that assert DATES."""
    said = f"{len(dates)} source{'' if len(dates) == 1 else 's'}" if dates else "no source"
    which = f": {', '.join(sorted(set(dates)))}" if dates else ""
    kind = "cited bare" if is_bare else "cited"
    return format_html('{} <a class="{}" href="#citations-group">Asserted by {}{}</a>', help_text, kind, said, which)
