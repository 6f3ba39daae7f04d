# SPDX-License-Identifier: EUPL-1.2
"""What this service can (RFC 7643, sections 5 to 8.7): configuration, types of resources, and schemas with only the
attributes that are kept."""

from typing import Any

from django.conf import settings

from stelsel.faces.scim import BASE, GROUP, MOST, USER

_CONFIG = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"
_TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType"
_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema"


def config() -> dict[str, Any]:
    """What is supported, and what is not."""
    manual = f"{settings.URL}/nl/rechten"
    return {
        "schemas": [_CONFIG],
        "documentationUri": manual,
        "patch": {"supported": True},
        "bulk": {"supported": False, "maxOperations": 0, "maxPayloadSize": 0},
        "filter": {"supported": True, "maxResults": MOST},
        "changePassword": {"supported": False},
        "sort": {"supported": False},
        "etag": {"supported": True},
        "authenticationSchemes": [
            {
                "type": "oauthbearertoken",
                "name": "Service key",
                "description": "Authorization: Bearer stl_..., the key of a service account with the role provisioner. "
                "Only userName, externalId and active are kept; names, addresses and numbers are dropped unread.",
                "specUri": "https://www.rfc-editor.org/rfc/rfc6750",
                "primary": True,
            }
        ],
        "meta": _meta("ServiceProviderConfig", "/ServiceProviderConfig"),
    }


def resource_types() -> list[dict[str, Any]]:
    """Users and groups."""
    return [_type("User", "/Users", USER), _type("Group", "/Groups", GROUP)]


def schemas() -> list[dict[str, Any]]:
    """The attributes of each."""
    user = [
        _attribute("userName", "Name at the identity system; not shown to others.", required=True, uniqueness="server"),
        _attribute("externalId", "The subject (sub) at the OpenID provider; never changes.", exact=True),
        _attribute("active", "Whether the account may be used.", type="boolean"),
        _attribute("groups", "The roles of the account.", type="complex", many=True, mutability="readOnly"),
    ]
    group = [
        _attribute("displayName", "PUBLISHER:ROLE; groups are fixed.", mutability="readOnly", uniqueness="server"),
        _attribute("members", "Accounts with this role.", type="complex", many=True),
    ]
    return [_schema(USER, "User", user), _schema(GROUP, "Group", group)]


def _type(name: str, endpoint: str, schema: str) -> dict[str, Any]:
    return {
        "schemas": [_TYPE],
        "id": name,
        "name": name,
        "endpoint": endpoint,
        "schema": schema,
        "schemaExtensions": [],
        "meta": _meta("ResourceType", f"/ResourceTypes/{name}"),
    }


def _schema(id: str, name: str, attributes: list[dict[str, Any]]) -> dict[str, Any]:
    meta = _meta("Schema", f"/Schemas/{id}")
    return {"schemas": [_SCHEMA], "id": id, "name": name, "attributes": attributes, "meta": meta}


def _attribute(
    name: str,
    description: str,
    type: str = "string",
    required: bool = False,
    exact: bool = False,
    many: bool = False,
    mutability: str = "readWrite",
    uniqueness: str = "none",
) -> dict[str, Any]:
    found = {
        "name": name,
        "type": type,
        "multiValued": many,
        "description": description,
        "required": required,
        "caseExact": exact,
        "mutability": mutability,
        "returned": "default",
        "uniqueness": uniqueness,
    }
    value = {"subAttributes": [_attribute("value", "Its id.", mutability="immutable")]} if type == "complex" else {}
    return {**found, **value}


def _meta(kind: str, path: str) -> dict[str, str]:
    return {"resourceType": kind, "location": f"{settings.URL}{BASE}{path}"}
