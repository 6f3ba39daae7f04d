# SPDX-License-Identifier: EUPL-1.2
from dataclasses import dataclass, field
@dataclass(frozen=True)
class Document:
    id: str; title: str; text: str; facets: dict
class Index:
    def __init__(self, documents): self.documents=list(documents)
@dataclass(frozen=True)
class Hits:
    total: int; ids: tuple; facets: dict
    did_you_mean: str | None = None
def search(indexes, text, facets, limit, offset):
    ids=[d.id for i in indexes for d in i.documents if text.lower() in (d.title+d.text).lower()]
    return Hits(len(ids), tuple(ids[offset:offset+limit]), {})
