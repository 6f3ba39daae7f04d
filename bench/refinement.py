# SPDX-License-Identifier: EUPL-1.2
"""Claim `refinement`: whether one agreement is in line with another, on 1,000 made-up pairs; the peer is the prover z3.

Both start from the plain form (JSON values) and end with a verdict. A quarter of the pairs has terms that the base does
not know. Every counterexample of ours is judged anew by an evaluator that shares no code with the product
(`refinement_replay`): the domain has to allow it and the base has to refuse it. For a pair with unknown terms that is
done where the act can be told without them.
"""

from __future__ import annotations

import json
from statistics import median

from bench.harness import Bar, Claim, Result, ours, peer
from bench.refinement_pairs import TAXONOMY, pairs
from bench.refinement_replay import Text, unknown_terms

CLAIM = Claim(
    name="refinement",
    what="median time to say whether one agreement is in line with another, on 1,000 pairs",
    unit="ms",
    bar=Bar(1, on="ratio"),
)
SEED, KNOWN, UNKNOWN = 20_261_128, 750, 250


def run() -> Result:
    """Measures ours and the peer on the same pairs."""
    work = pairs(SEED, KNOWN) + pairs(SEED + 1, UNKNOWN, unknown=True)
    sent = json.dumps({"taxonomy": TAXONOMY, "pairs": work}).encode()
    mine = ours("bench.refinement_ours", stdin=sent)
    theirs = peer("z3", "refine.py", stdin=sent)
    same = sum(one == other for one, other in zip(mine["verdicts"], theirs["verdicts"], strict=True))
    replayed = wrong = 0
    for (base, domain), acts in zip(work, mine["acts"], strict=True):
        if unknown_terms(base, domain):
            continue
        for act in acts:
            replayed += 1
            right = Text(domain, TAXONOMY).allows(act) and not Text(base, TAXONOMY, waived=True).allows(act)
            wrong += not right
    told = {one: mine["verdicts"].count(one) for one in ("IN LINE", "CONFLICT", "UNKNOWN")}
    print(f"  verdicts: {', '.join(f'{count} {name}' for name, count in told.items())}; the same as z3: {same}")
    print(f"  counterexamples replayed: {replayed}, wrong: {wrong}")
    for name, held in (("ours", mine["ms"]), ("z3", theirs["ms"])):
        ordered = sorted(held)
        late = ordered[len(ordered) * 95 // 100]
        print(f"  {name}: median {median(held):.2f} ms, p95 {late:.2f} ms, most {ordered[-1]:.2f} ms")
    return Result(
        ours=median(mine["ms"]),
        peer=median(theirs["ms"]),
        seen=f"a verdict in {median(mine['ms']):.1f} ms",
        conditions={
            "the verdict is that of z3 for every pair": same == len(work),
            "every counterexample holds when it is judged anew": wrong == 0 and replayed > 0,
            "each verdict occurs": all(told.values()),
        },
    )
