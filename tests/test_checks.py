"""Issues of a report: what cannot be right is found, what is right is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import RECORDS, observation, report

from extract.areas.population import load_populations
from extract.checking.checks import check
from extract.checking.derive import derive
from extract.comparing.intervals import interval, overlap, rounding
from extract.model import Candidate, Issue, Mention, Observation

PEOPLE = load_populations()


def issues(*observations: Observation, mentions: tuple[Mention, ...] = (), text: str = "") -> list[Issue]:
    stated = list(observations)
    return check(report(text), mentions, stated + derive(stated, PEOPLE, RECORDS), RECORDS, PEOPLE)


def kinds(*observations: Observation) -> list[str]:
    return [issue.kind for issue in issues(*observations)]


def test_two_values_of_one_fact_contradict() -> None:
    (issue,) = issues(
        observation("community_health_centres", 25, start=10),
        observation("community_health_centres", 24, start=90),
    )
    assert (issue.kind, issue.severity, issue.indicator) == (
        "contradiction",
        "error",
        "community_health_centres",
    )
    assert "25家" in issue.zh and "24家" in issue.zh and "25 and 24" in issue.en
    assert [(span.start, span.exact) for span in issue.spans] == [(10, "25"), (90, "24")]
    assert issue.id == "330113-2023:contradiction:community_health_centres:10"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"value": 25}, {"value": 25}),
        ({"value": 92000, "qualifier": "at_least", "exact": "9.2万"}, {"value": 92345}),
        ({"value": 66800, "exact": "6.68万"}, {"value": 66812}),
        ({"value": 100, "qualifier": "approx"}, {"value": 95}),
        ({"value": 25}, {"value": 30, "status": "target"}),
        ({"value": 25}, {"value": 30, "basis": "addition"}),
        ({"value": 25}, {"value": 24, "time_period": "2022"}),
        ({"value": 25, "time_period": "2023-08"}, {"value": 24, "time_period": "2023-12"}),
        ({"value": 25}, {"value": 12, "area": "瓜沥镇"}),
        ({"value": 25, "group": "65岁以上老年人"}, {"value": 12, "group": "70岁以上老年人"}),
        ({"value": 1, "label": "省级重点学科"}, {"value": 12, "label": "市级重点学科"}),
        ({"value": 3, "sentence": "3个急救站、6个急救点"}, {"value": 6, "sentence": "3个急救站、6个急救点"}),
    ],
)
def test_what_can_both_be_true_is_no_contradiction(
    first: dict[str, object], second: dict[str, object]
) -> None:
    both = [observation("public_hospitals", start=n * 50, **more) for n, more in enumerate((first, second))]
    assert "contradiction" not in kinds(*both)


def test_a_month_and_its_year_may_differ_for_a_flow() -> None:
    month, year = {"time_period": "2023-08"}, {"time_period": "2023", "start": 50}
    assert not kinds(observation("copd_screened", 5, **month), observation("copd_screened", 90, **year))
    stock = [observation("public_hospitals", 5, **month), observation("public_hospitals", 9, **year)]
    assert kinds(*stock) == ["contradiction"]


def test_a_project_may_have_many_numbers() -> None:
    assert not kinds(observation("planned_beds", 500), observation("planned_beds", 900, start=50))


def other(number: int, **more: object) -> Mention:
    why = Candidate("public_hospitals", 0.0, "not_whole")
    fields: dict[str, object] = {
        "doc": "a.txt", "start": 70, "end": 71, "text": str(number), "kind": "quantity",
        "value": Decimal(number),
        "unit": "家", "status": "actual", "label": "区级医院", "period": "2023", "candidates": (why,),
    }  # fmt: skip
    return Mention(**(fields | more))  # type: ignore[arg-type]


def test_another_wording_that_counts_more_than_the_whole_contradicts() -> None:
    four = observation("public_hospitals", 4, start=10)
    (issue,) = issues(four, mentions=(other(6), other(6, start=90, end=91)))
    assert issue.kind == "contradiction" and "6家区级医院" in issue.zh and "4家" in issue.zh
    assert [span.start for span in issue.spans] == [70, 90, 10]


@pytest.mark.parametrize(
    "more",
    [
        {"value": Decimal(3), "text": "3"}, {"area": "瓜沥镇"}, {"status": "target"}, {"aspect": "addition"},
        {"period": "2020"}, {"candidates": (Candidate("public_hospitals", 0.0, "never"),)}, {"kind": "label"},
    ],
)  # fmt: skip
def test_a_part_of_the_set_in_other_words_does_not(more: dict[str, object]) -> None:
    assert not issues(observation("public_hospitals", 4), mentions=(other(6, **more),))


def test_parts_wholes_and_additions() -> None:
    places = observation("childcare_places", 100)
    assert kinds(places, observation("childcare_places_inclusive", 120, start=9)) == ["part_exceeds_whole"]
    assert kinds(places, observation("childcare_places_new", 120, start=9)) == ["addition_exceeds_total"]
    assert not kinds(places, observation("childcare_places_new", 90, start=9))
    assert not kinds(places, observation("childcare_places_new", 120, start=9, time_period="2022"))


def test_a_share_over_a_hundred() -> None:
    (issue,) = issues(observation("older_checkup_rate", "179.89", exact="179.89%"))
    assert issue.kind == "share_out_of_range" and "179.89" in issue.zh and "179.89" in issue.en


def test_an_implied_population_far_from_the_published_one() -> None:
    places = observation("childcare_places", 4830)
    near = observation("childcare_places_per_1000", "4.44", start=9)
    assert not kinds(places, near)
    (issue,) = issues(places, replace(near, value=Decimal("44.4")))
    assert issue.kind == "implausible_ratio" and "1,175,841" in issue.zh and "108,784" in issue.en
    assert len(issue.spans) == 2


def test_more_people_than_the_area_has() -> None:
    assert kinds(observation("physicians", 5_000_000)) == ["exceeds_population"]
    assert not kinds(observation("physicians", 5_000))


def test_figures_that_do_not_multiply_out() -> None:
    places, share = (
        observation("childcare_places", 1000),
        observation("childcare_inclusive_share", "81.43", start=5),
    )
    assert kinds(places, share, observation("childcare_places_inclusive", 500, start=9)) == ["arithmetic"] * 2
    assert not kinds(places, share, observation("childcare_places_inclusive", 814, start=9))


def test_readings_a_reader_should_look_at() -> None:
    tied = (Candidate("childcare_places", 4.0, "a"), Candidate("childcare_places_new", 4.0, "b"))
    found = issues(mentions=(other(5, indicator="childcare_places", candidates=tied),))
    assert [i.kind for i in found] == ["doubtful_reading"]
    clear = (tied[0], replace(tied[1], score=3.0))
    assert not issues(mentions=(other(5, indicator="childcare_places", candidates=clear),))
    assert [i.kind for i in issues(mentions=(other(5, value=None),))] == ["unreadable"]
    assert [i.kind for i in issues(mentions=(other(5, reason="corrected"),))] == ["correction"]


def test_a_number_of_people_called_a_rate() -> None:
    text = "疫苗接种率3240人，接种率100%，签约率达77人/千人"
    of_people = other(3240, start=5, end=9, text="3240", unit="人")
    share = other(100, start=14, end=18, text="100%", unit="%")
    rate = other(77, start=text.index("77"), end=text.index("77") + 2, text="77", unit="人/千人")
    (issue,) = issues(mentions=(of_people, share, rate), text=text)
    assert issue.kind == "misworded" and "3240人" in issue.en


@pytest.mark.parametrize(
    ("exact", "slack"),
    [
        ("25", "0"),
        ("4,830", "0"),
        ("6.68万", "50"),
        ("13万", "5000"),
        ("17.8亿", "5000000"),
        ("81.43%", "0.005"),
        ("四", "0"),
    ],
)
def test_the_rounding_that_digits_show(exact: str, slack: str) -> None:
    assert rounding(exact) == Decimal(slack)


@given(
    st.decimals(0, 10**6, places=2),
    st.decimals(0, 10**6, places=2),
    st.sampled_from(["exact", "at_least", "approx"]),
)
def test_overlap_is_mutual_and_every_figure_overlaps_itself(a: Decimal, b: Decimal, qualifier: str) -> None:
    one, two = interval(a, None, qualifier), interval(b, None, "exact")
    assert overlap(one, two) == overlap(two, one)
    assert overlap(one, one) and one[0] <= a <= one[1]
