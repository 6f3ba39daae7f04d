# SPDX-License-Identifier: EUPL-1.2
"""What every page knows."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """Variables of the base template."""
    return {"language": "nl"}
