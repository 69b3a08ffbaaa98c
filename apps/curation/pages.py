"""Pages of the back office that belong to no kind of record, by the names of their addresses."""

from collections.abc import Callable
from typing import Any

from apps.curation.importing.views import import_view, template_view
from apps.curation.merging.views import duplicates_view, merge_view
from apps.curation.quality.views import quality_view

PAGES: dict[str, Callable[[Any, Any], Any]] = {
    "import": import_view,
    "import_template": template_view,
    "quality": quality_view,
    "duplicates": duplicates_view,
    "merge": merge_view,
}
