# SPDX-License-Identifier: EUPL-1.2
"""One agreement beside another, whole: its rules, and the shapes that descriptions must fit."""

from dataclasses import dataclass
from typing import Any

from stelsel.engines.refinement import Checked, Taxonomy, Verdict, check
from stelsel.engines.refinement.shape_check import ShapeConflict, ShapesChecked, check_shapes
from stelsel.kernel.text import Text
from stelsel.nouns.agreement._given import Given
from stelsel.nouns.agreement._verdict import headline

_WORST: tuple[Verdict, ...] = ("CONFLICT", "UNKNOWN", "IN LINE")


@dataclass(frozen=True)
class Compared:
    """What the comparison of the rules found, and that of the shapes (None: the base has none)."""

    rules: Checked
    shapes: ShapesChecked | None

    @property
    def verdict(self) -> Verdict:
        """The worst of both."""
        said = {self.rules.verdict, self.shapes.verdict if self.shapes else "IN LINE"}
        return next(one for one in _WORST if one in said)

    def headline(self, base: str, domain: str) -> Text:
        """The verdict in one sentence; of the rules, unless the shapes are what stands against it."""
        if self.shapes is None or self.verdict == self.rules.verdict:
            return headline(self.rules, base, domain)
        return _SHAPES[self.shapes.verdict].fill(base=base, domain=domain)


def compared(base: Given, domain: Given, concepts: Taxonomy | None = None) -> Compared:
    """Whether a domain text is in line with a base, by rules and by shapes. BadInput as `check` raises it."""
    shapes = check_shapes(base.shapes, domain.shapes) if base.shapes.limits else None
    return Compared(check(base.rules, domain.rules, concepts), shapes)


def shape_words(one: ShapeConflict) -> Text:
    """What a profile lets go of the shapes of its base."""
    return SHAPE_WHY[one.dropped].fill(name=one.target_class, path=one.path)


def shapes_plain(found: ShapesChecked, language: str) -> dict[str, Any]:
    """What the comparison of shapes found, as plain values with English names."""
    return {
        "verdict": found.verdict,
        "conflicts": [
            {
                "class": one.target_class,
                "property": one.path,
                "dropped": one.dropped,
                "because": shape_words(one).to(language),
                "description": one.description,
                "shapes": list(one.shapes),
            }
            for one in found.conflicts
        ],
        "unknown": [{"part": one.component, "shape": one.shape} for one in found.unknown],
        "dangling": list(found.dangling),
    }


SHAPE_WHY = {
    "count": Text(
        nl="{name} mag {path} missen, of te weinig hebben.", en="{name} may lack {path}, or have too few of it."
    ),
    "most": Text(nl="{name} mag te veel {path} hebben.", en="{name} may have too many of {path}."),
    "value": Text(
        nl="{path} van {name} mag iets zijn wat de basis niet toestaat.",
        en="{path} of {name} may be something that the base does not allow.",
    ),
    "held": Text(
        nl="{path} van {name} mag een verplichte waarde missen.",
        en="{path} of {name} may lack a value that must be there.",
    ),
}
"""What was let go -> in words."""
_SHAPES: dict[Verdict, Text] = {
    "CONFLICT": Text(
        nl="Strijdig: een beschrijving die bij “{domain}” past, past niet altijd bij “{base}”.",
        en="Conflict: a description that fits “{domain}” does not always fit “{base}”.",
    ),
    "UNKNOWN": Text(
        nl="Onbekend: delen van de vormen van “{domain}” en “{base}” zijn niet te vergelijken.",
        en="Unknown: parts of the shapes of “{domain}” and “{base}” cannot be compared.",
    ),
}
