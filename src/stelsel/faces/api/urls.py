# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the API."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
