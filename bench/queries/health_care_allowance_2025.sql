-- SPDX-License-Identifier: EUPL-1.2
-- The health-care allowance per year on 1 March 2025, written by hand for DuckDB: the peer of what the rule compiles to.
-- In: persons (household, role, facts; an empty cell is unknown, amounts in whole eurocents).
-- Out: household and the allowance in eurocents, empty where the facts do not decide it.
-- `m2`: the unrounded amount in 1/2000 eurocent; `m2_high`: the most it can be where it is not known.
WITH a AS (SELECT * FROM persons WHERE role = 'aanvrager'),
b AS (SELECT * FROM persons WHERE role = 'partner'),
pair AS (
  SELECT
    a.household,
    a.heeft_toeslagpartner AS couple,
    a.zelfde_partner_hele_jaar AS same,
    a.verandert_dit_jaar AS changes,
    a.maanden_met_recht AS months,
    a.is_verzekerd AND a.geboortedatum <= DATE '2007-02-28' AS insured,
    b.is_verzekerd AND b.geboortedatum <= DATE '2007-02-28' AS partner_insured,
    a.geboortedatum > DATE '2006-12-31' AND a.geboortedatum <= DATE '2007-11-30' AS turns_18,
    b.geboortedatum > DATE '2006-12-31' AND b.geboortedatum <= DATE '2007-11-30' AS partner_turns_18,
    CASE WHEN NOT a.woont_in_verdragsland THEN 211200000 END AS premium,
    CASE WHEN NOT b.woont_in_verdragsland THEN 211200000 END AS partner_premium,
    a.rendementsgrondslag AS wealth,
    b.rendementsgrondslag AS partner_wealth,
    a.jaarinkomen AS own,
    b.jaarinkomen AS other
  FROM a LEFT JOIN b ON a.household = b.household
),
sums AS (
  SELECT *,
    CASE WHEN couple THEN own + other WHEN NOT couple OR other = 0 THEN own END AS income,
    own + CASE WHEN couple THEN other WHEN NOT couple OR other >= 0 THEN 0 ELSE other END AS income_low,
    CASE WHEN couple THEN premium + partner_premium WHEN NOT couple THEN premium END AS premiums,
    CASE WHEN couple THEN premium + partner_premium WHEN NOT couple THEN premium
         ELSE premium + partner_premium END AS premiums_high,
    CASE WHEN NOT couple OR partner_insured THEN 2 WHEN couple AND NOT partner_insured THEN 1 END AS half,
    CASE WHEN couple THEN wealth + partner_wealth WHEN NOT couple OR partner_wealth = 0 THEN wealth END AS total,
    COALESCE(wealth, 0) + CASE WHEN couple THEN COALESCE(partner_wealth, 0) ELSE 0 END AS total_low,
    CASE WHEN couple THEN wealth + partner_wealth WHEN NOT couple THEN wealth
         ELSE wealth + partner_wealth END AS total_high,
    CASE WHEN couple AND same THEN 17942900 WHEN NOT (couple AND same) THEN 14189600 END AS limit_known
  FROM pair
),
tests AS (
  SELECT *,
    CASE WHEN total_low > COALESCE(limit_known, 17942900) THEN TRUE
         WHEN total_high <= COALESCE(limit_known, 14189600) THEN FALSE
         WHEN total > limit_known THEN TRUE WHEN total <= limit_known THEN FALSE END AS too_rich,
    premiums - CASE WHEN couple THEN 121378838 WHEN NOT couple THEN 53857776 END
      - 137 * CASE WHEN income > 2840600 THEN income - 2840600 WHEN income <= 2840600 THEN 0 END AS x,
    premiums_high - CASE WHEN couple THEN 121378838 ELSE 53857776 END
      - 137 * CASE WHEN income_low > 2840600 THEN income_low - 2840600 ELSE 0 END AS x_high,
    NOT changes AND NOT turns_18 AND (NOT couple OR (same AND NOT partner_turns_18)) AS whole_year
  FROM sums
),
unrounded AS (
  SELECT *,
    CASE WHEN x <= 0 OR x_high <= 0 THEN 0 ELSE x * half END AS m2,
    CASE WHEN x_high <= 0 THEN 0 WHEN half IS NOT NULL THEN x_high * half WHEN x IS NOT NULL THEN x_high * 2 END
      AS m2_high
  FROM tests
),
due AS (
  SELECT *,
    CASE WHEN NOT insured OR too_rich OR m2 = 0 THEN 0 WHEN insured AND NOT too_rich THEN m2 END AS j2
  FROM unrounded
),
parts AS (
  SELECT *,
    CASE WHEN j2 IS NULL THEN CASE WHEN m2_high < 4700000 THEN 0 END
         WHEN j2 < 4700000 THEN 0 ELSE (j2 + 100000) // 200000 * 100 END AS whole,
    CASE WHEN j2 = 0 OR months = 0 THEN 0
         WHEN j2 IS NULL THEN CASE WHEN m2_high * months < 56400000 THEN 0 END
         WHEN months IS NULL THEN CASE WHEN j2 < 4700000 THEN 0 END
         WHEN j2 * months < 56400000 THEN 0 ELSE (j2 * months + 1200000) // 2400000 * 100 END AS part
  FROM due
)
SELECT household,
  CASE WHEN whole_year THEN whole WHEN NOT whole_year THEN part WHEN whole = part THEN whole END AS allowance
FROM parts
