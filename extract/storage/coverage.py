"""What there is of each indicator and each area, counted once when the data set is written.

Whoever offers a choice needs to know what has values, over which years; asked
of millions of observations that takes seconds, of these two tables nothing.
A rate that was only ever computed counts for nothing: the count that it was
computed from is there.
"""

from __future__ import annotations

FILL = (
    # One row for all observations that the counts do not tell apart; then one for each indicator and area.
    """
    CREATE TEMP TABLE seen AS
    SELECT indicator, adcode, year, status = 'actual' AS actual, nature = 'stated' AS stated, rate_of,
           count(*) AS n
    FROM main.observations GROUP BY 1, 2, 3, 4, 5, 6
    """,
    """
    CREATE TEMP TABLE held AS
    SELECT indicator, adcode, sum(n) AS n, max(stated) AS stated, max(rate_of IS NULL) AS own,
           count(DISTINCT CASE WHEN actual AND rate_of IS NULL THEN year END) > 1 AS over_time
    FROM seen GROUP BY indicator, adcode
    """,
    "CREATE TEMP TABLE told AS SELECT DISTINCT indicator, year, rate_of FROM seen",
    """
    INSERT INTO coverage
    SELECT indicator, sum(n), sum(own), sum(stated), sum(over_time),
           (SELECT json_group_array(year) FROM
               (SELECT DISTINCT year FROM told WHERE told.indicator = held.indicator AND year IS NOT NULL
                ORDER BY year DESC)),
           (SELECT json_group_array(indicator) FROM
               (SELECT DISTINCT told.indicator FROM told WHERE told.rate_of = held.indicator ORDER BY 1))
    FROM held GROUP BY indicator ORDER BY indicator
    """,
    "INSERT INTO area_coverage SELECT adcode, sum(n), sum(stated) FROM held GROUP BY adcode ORDER BY adcode",
    "DROP TABLE seen",
    "DROP TABLE held",
    "DROP TABLE told",
)
