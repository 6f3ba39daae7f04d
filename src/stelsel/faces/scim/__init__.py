# SPDX-License-Identifier: EUPL-1.2
"""SCIM 2.0 (RFC 7643, 7644) under /scim/v2: an identity system keeps the accounts and roles of its publisher here.

`operations` is the list of what can be asked; `users` and `groups` answer; `schemas` says what there is; `read_filter`
and `read_patch` read what was sent; `errors` are SCIM's own. It decides nothing: `node.identity.provisioning` does.
"""

BASE = "/scim/v2"
MEDIA_TYPE = "application/scim+json"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
MOST = 200
"""Resources in one answer."""
