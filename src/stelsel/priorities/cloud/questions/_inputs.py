# SPDX-License-Identifier: EUPL-1.2
"""What the question asks for: a demand, and how to answer."""

from typing import Annotated, Literal

from stelsel.kernel.kind import about
from stelsel.kernel.problem import BadInput, Finding
from stelsel.kernel.text import Text
from stelsel.priorities.cloud.kinds import CloudDemand, check_demand
from stelsel.priorities.cloud.policy import framework


class Inputs(CloudDemand, frozen=True):
    """A demand with how to answer it. `offer` asks why one offer falls out; `order` is the award rule: lowest price, or
    highest proven sovereignty score and then lowest price."""

    title: str = ""
    offer: str | None = None
    order: Literal["price", "score"] = "price"
    limit: Annotated[int, about(unit="offers", ge=1, le=500)] = 50
    include_samples: bool = True


def check(inputs: Inputs) -> None:
    """BadInput for what types cannot see: unknown objectives, one objective twice, a volume without a size."""
    findings = check_demand(inputs)
    if findings:
        raise BadInput(*findings)
    framework().check({minimum.objective: minimum.level for minimum in inputs.minimum_seal})
    named = [minimum.objective for minimum in inputs.minimum_seal]
    if len(named) != len(set(named)):
        raise BadInput(Finding("objective-twice", "minimaalSeal", *_TWICE))
    if inputs.service_type == "block-storage" and inputs.storage_gb is None:
        raise BadInput(Finding("storage-size", "opslagGb", *_SIZE))


_TWICE = (
    Text(nl="Een doel staat er twee keer.", en="An objective occurs twice."),
    Text(nl="Noem elk doel één keer, met één niveau.", en="Name each objective once, with one level."),
)
_SIZE = (
    Text(nl="De omvang van de opslag ontbreekt.", en="The size of the storage is missing."),
    Text(nl="Vul in hoeveel GB u nodig hebt.", en="Fill in how many GB you need."),
)
