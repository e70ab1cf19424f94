"""Derived figures: right by hand, marked, bounded as their parents are, and only where sound."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import RECORDS, observation

from extract.areas.population import at_base, common_base, load_populations, nearest
from extract.checking.derive import derive, derived_indicators, formulas, per_thousand
from extract.model import Observation
from extract.records.catalogue import Indicator

PEOPLE = load_populations()


def run(*stated: Observation, **more: str) -> dict[str, Observation]:
    return {o.id: o for o in derive(stated, PEOPLE, RECORDS, **more)}


def test_the_base_that_all_five_share_is_the_census() -> None:
    assert common_base(PEOPLE) == "2020-11-01"
    linping = at_base(PEOPLE, "330113")
    assert linping and linping.residents == 1175841 and "普查" in linping.source
    assert at_base(PEOPLE, "999999") is None


@pytest.mark.parametrize(
    ("year", "date"),
    [
        (2018, "2020-11-01"),
        (2019, "2020-11-01"),
        (2021, "2022-12-31"),
        (2022, "2022-12-31"),
        (2023, "2023-12-31"),
    ],
)
def test_the_nearest_year_end_is_found(year: int, date: str) -> None:
    figure = nearest(PEOPLE, "330110", year)
    assert figure and figure.date == date


def test_places_and_places_per_1000_imply_the_residents() -> None:
    found = run(
        observation("childcare_places", 4830), observation("childcare_places_per_1000", "4.44", start=9)
    )
    implied = found["330113-2023:resident_population:implied_by_childcare_places"]
    assert implied.value == 1087838 and implied.qualifier == "approx" and implied.derived
    assert implied.parents == ("330113-2023:childcare_places:0", "330113-2023:childcare_places_per_1000:9")
    assert implied.formula == "childcare_places 4830 ÷ childcare_places_per_1000 4.44 × 1000"


def test_a_rate_names_the_date_and_the_source_of_its_population() -> None:
    found = run(observation("childcare_places", 4830), observation("ambulances", 12, start=7))
    rate = found["330113-2023:childcare_places_per_1000:per_1000_at_2020-11-01"]
    assert rate.value == Decimal("4.10770") and rate.unit == "个/千人" and rate.qualifier == "exact"
    assert (
        "2020-11-01" in str(rate.formula) and "普查" in str(rate.formula) and "1175841" in str(rate.formula)
    )
    assert rate.parents[1] == "population:330113:2020-11-01"
    assert found["330113-2023:ambulances_per_1000:per_1000_at_2020-11-01"].unit == "辆/千人"


def test_the_year_end_can_be_the_base() -> None:
    found = run(observation("childcare_places", 9171, ref_area="330109"), base="year_end")
    rate = found["330109-2023:childcare_places_per_1000:per_1000_at_2023-12-31"]
    assert rate.value == Decimal("4.28551")


def test_bounds_and_ranges_carry_through() -> None:
    found = run(observation("childcare_places", 4830, qualifier="at_least", value_max=Decimal(5000)))
    rate = found["330113-2023:childcare_places_per_1000:per_1000_at_2020-11-01"]
    assert (rate.qualifier, rate.value, rate.value_max) == (
        "at_least",
        Decimal("4.10769"),
        Decimal("4.25227"),
    )
    nurses = observation("nurses", 100, qualifier="at_most")
    one = run(nurses, observation("physicians", 50, qualifier="at_least", start=4))
    assert one["330113-2023:nurses_per_physician:nurses_per_physician"].qualifier == "at_most"
    both = run(
        observation("nurses", 100, qualifier="at_least"), observation("physicians", 50, qualifier="at_least")
    )
    assert both["330113-2023:nurses_per_physician:nurses_per_physician"].qualifier == "approx"


@pytest.mark.parametrize(
    "more",
    [
        {"status": "target"}, {"basis": "addition"}, {"basis": "change"}, {"area": "区中医院"},
        {"time_period": None}, {"ref_area": "110101"},
    ],
)  # fmt: skip
def test_no_rate_where_it_would_not_be_sound(more: dict[str, object]) -> None:
    assert not run(observation("childcare_places", 4830, **more))


def test_no_yearly_rate_of_what_was_counted_since_a_start() -> None:
    since = observation("ambulances", 12, sentence="项目启动以来，配备救护车12辆。")
    assert not run(since) and run(replace(since, sentence="2023年以来，配备救护车12辆。"))


def test_a_rate_of_person_times_stays_one() -> None:
    (rate,) = run(observation("ambulances", 12, unit="辆次")).values()
    assert rate.unit == "辆次/千人"


def test_no_rate_for_a_year_before_the_present_bounds() -> None:
    old = observation("childcare_places", 4830, time_period="2020")
    assert not run(old, valid_from="2021-04") and run(old)


def test_targets_are_derived_from_targets_alone() -> None:
    target, actual = {"status": "target"}, {"status": "actual", "start": 5}
    mixed = run(observation("nurses", 100, **target), observation("physicians", 50, **actual))
    assert not any("nurses_per_physician" in name for name in mixed)
    (both,) = run(observation("nurses", 100, **target), observation("physicians", 50, **target)).values()
    assert both.status == "target" and both.value == 2


def test_figures_of_different_years_are_not_mixed() -> None:
    assert not run(observation("nurses", 100), observation("physicians", 50, time_period="2022"))


def test_what_is_stated_is_not_implied_again() -> None:
    stated = [
        observation("childcare_places", 4830),
        observation("childcare_places_per_1000", "4.44", start=9),
    ]
    found = run(*stated, observation("resident_population", 1176000, start=20))
    assert not any("implied" in name for name in found)


def test_a_fact_stated_twice_derives_once_and_a_contradiction_both() -> None:
    same = run(
        observation("community_health_centres", 12), observation("community_health_centres", 12, start=9)
    )
    assert len(same) == 1
    both = run(
        observation("community_health_centres", 25), observation("community_health_centres", 24, start=9)
    )
    assert len(both) == 2 and len({o.value for o in both.values()}) == 2
    name = "330113-2023:community_health_centres_per_1000:per_1000_at_2020-11-01"
    assert set(both) == {name, f"{name}~9"}


def test_nothing_is_divided_by_nothing() -> None:
    assert not any(
        "nurses_per" in name for name in run(observation("nurses", 100), observation("physicians", 0))
    )


def test_every_formula_has_a_definition() -> None:
    defined: dict[str, Indicator] = {**RECORDS, **derived_indicators(RECORDS)}
    for formula in formulas(RECORDS):
        assert formula.indicator in defined
        assert defined[formula.indicator].unit == formula.unit


@given(
    st.decimals(min_value=1, max_value=10**9, places=2),
    st.sampled_from(["exact", "at_least", "at_most", "approx"]),
)
def test_a_rate_is_the_count_over_the_residents(value: Decimal, qualifier: str) -> None:
    base = at_base(PEOPLE, "330113")
    assert base
    rate = per_thousand(observation("ambulances", value, qualifier=qualifier), base, "辆/千人")
    assert rate and rate.qualifier == qualifier
    true = value * 1000 / base.residents
    assert abs(rate.value - true) <= true / 10**4
    if qualifier == "at_least":
        assert rate.value <= true
    if qualifier == "at_most":
        assert rate.value >= true
