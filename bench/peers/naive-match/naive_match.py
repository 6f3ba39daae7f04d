# SPDX-License-Identifier: EUPL-1.2
"""A naive buyer: reads every offer for every demand, one requirement at a time, in exact decimals. Slow and plain.

Knows nothing of the product: it reads the wire values of entries (Dutch names) and answers with addresses in order.
Stdin: {"offers": [[address, body]], "claims": [body], "rates": [body], "demands": [...], "day": "..."}.
Last line: {"ms": [...], "answers": [{"fits": [...], "only_unknown": n, "out": n, "reasons": {key: [no, unknown]}}]}.
"""

import json
import sys
from datetime import date, timedelta
from decimal import Decimal
from time import perf_counter

EU = set("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split())
CIRCLES = {"NL": {"NL"}, "EU": EU, "EEA": EU | {"IS", "LI", "NO"}}
WEIGHTS = {"SOV-1": 15, "SOV-2": 10, "SOV-3": 10, "SOV-4": 15, "SOV-5": 20, "SOV-6": 15, "SOV-7": 10, "SOV-8": 5}
FRAMEWORK = "eu-csf-1.2.1"


def euros_a_month(offer, rates):
    """Euros for a month of 730 hours, or for a GB and month; None when unknown."""
    price = offer.get("prijs")
    if price is None:
        return None
    amount = Decimal(price["bedrag"])
    if price["munteenheid"] != "EUR":
        day = date.fromisoformat(offer["waargenomenOp"])
        near = [
            rate
            for rate in rates
            if rate["munteenheid"] == price["munteenheid"]
            and timedelta(0) <= day - date.fromisoformat(rate["datum"]) <= timedelta(days=7)
        ]
        if not near:
            return None
        amount = (amount / Decimal(max(near, key=lambda rate: rate["datum"])["koers"])).quantize(Decimal("0.00000001"))
    return amount * (730 if price["per"].endswith("hour") else 1)


def counts(claim, day):
    """Whether a claim is proven: certified with evidence and an issuer, in force on the day."""
    period = claim.get("geldigheid", {})
    began = "begin" not in period or date.fromisoformat(period["begin"]) <= day
    lasts = "eind" not in period or day <= date.fromisoformat(period["eind"])
    good = claim.get("status") in ("certified", "granted", "qualified")
    return began and lasts and good and bool(claim.get("bewijs")) and bool(claim.get("uitgever"))


def proven(subject, claims, day):
    """Proven level per objective and proven schemes of one supplier or offer."""
    mine = [claim for claim in claims if claim.get("onderwerp") == subject and counts(claim, day)]
    levels = {}
    for claim in mine:
        if claim["schema"] == FRAMEWORK and "doel" in claim and "niveau" in claim:
            levels[claim["doel"]] = max(claim["niveau"], levels.get(claim["doel"], -1))
    return levels, {simple(claim["schema"]) for claim in mine}


def simple(scheme):
    """A scheme without case, spaces and signs."""
    return "".join(sign for sign in scheme.casefold() if sign.isalnum())


def at_least(have, wanted):
    """True, False, or None when not known."""
    return None if have is None else Decimal(have) >= Decimal(wanted)


def requirements(demand, offer, month, levels, schemes):
    """Each requirement of the demand with True, False or None for this offer."""
    yield "service", offer["soortDienst"] == demand.get("soortDienst", "compute")
    yield "available", offer.get("aanbodstatus") not in ("inactive", "no-stock")
    if not demand.get("metVoorbeelden", True):
        yield "real", not offer.get("voorbeeld", False)
    if not demand.get("metSpot", False):
        yield "term", offer.get("termijn", "on-demand") != "spot"
    if "datum" in demand:
        yield "day", offer["waargenomenOp"] <= demand["datum"]
    if "architectuur" in demand:
        yield "architecture", None if "architectuur" not in offer else offer["architectuur"] == demand["architectuur"]
    yield "price", None if month is None else True
    for key, name in (("vcpus", "vcpus"), ("memory", "geheugenMib"), ("storage", "opslagGb"), ("gpus", "aantalGpu")):
        if name in demand and Decimal(demand[name]) > 0:
            yield key, at_least(offer.get(name), demand[name])
    circle = demand.get("locatieBinnen", "world")
    if circle != "world":
        country = offer.get("locatie", {}).get("land")
        yield "place", None if country is None else country in CIRCLES[circle]
    for scheme in demand.get("certificaten", []):
        yield f"certificate:{scheme}", True if simple(scheme) in schemes else None
    for minimum in demand.get("minimaalSeal", []):
        if minimum["niveau"] > 0:
            yield f"seal:{minimum['doel']}", at_least(levels.get(minimum["doel"]), minimum["niveau"])


def answer(demand, offers, known):
    """What fits in order, how many lose only by the unknown, how many fall out, and why."""
    fits, only_unknown, out, reasons = [], 0, 0, {}
    for address, offer, month in offers:
        levels, schemes = known[offer["leverancier"]]
        own_levels, own_schemes = known.get(address, ({}, set()))
        levels = {name: max(levels.get(name, -1), own_levels.get(name, -1)) for name in {*levels, *own_levels}}
        found = list(requirements(demand, offer, month, levels, schemes | own_schemes))
        for key, holds in found:
            row = reasons.setdefault(key, [0, 0])
            row[0] += holds is False
            row[1] += holds is None
        if all(holds is True for _, holds in found):
            score = sum(Decimal(WEIGHTS[name]) * level / 4 for name, level in levels.items())
            order = (month, -score, address) if demand.get("volgorde", "price") == "price" else (-score, month, address)
            fits.append((order, address))
        elif any(holds is False for _, holds in found):
            out += 1
        else:
            only_unknown += 1
    return {"fits": [name for _, name in sorted(fits)], "only_unknown": only_unknown, "out": out, "reasons": reasons}


def main():
    """Answers every demand and prints how long each took, in milliseconds."""
    given = json.load(sys.stdin)
    day = date.fromisoformat(given["day"])
    offers = [(address, offer, euros_a_month(offer, given["rates"])) for address, offer in given["offers"]]
    subjects = {claim["onderwerp"] for claim in given["claims"] if "onderwerp" in claim}
    subjects |= {offer["leverancier"] for _, offer in given["offers"]}
    known = {subject: proven(subject, given["claims"], day) for subject in subjects}
    times, answers = [], []
    for demand in given["demands"]:
        started = perf_counter()
        answers.append(answer(demand, offers, known))
        times.append((perf_counter() - started) * 1000)
    print(json.dumps({"ms": times, "answers": answers}))


if __name__ == "__main__":
    main()
