"""Whether figures of one indicator may be set side by side, in a word and with reasons.

Every way in which figures can be unlike is one function of ``_FACETS``: it
sees all of them at once, so that a pair is judged as a set of two and a set
of thousands takes one pass. The worst reason gives the grade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .figures import Figure, figure_of
from .groups import COUNTS_PEOPLE, Bounds, bounds_of
from .reasons import BASES, GRADES, NATURES, QUALIFIERS, STATUSES, WORDS, Reason, Verdict

_ORDER = tuple(GRADES)
_PERSONS = {"人": "persons", "人次": "person-times", "例": "cases"}
_SAME_COUNT = frozenset("家个所间处")
_FAR = 5  # years: as long as a five-year plan, after which targets, bounds and definitions are other ones


@dataclass(frozen=True, slots=True)
class _Set:
    figures: Sequence[Figure]
    measure: str | None
    bounds: Bounds

    @property
    def one_area(self) -> bool:
        return len({figure.adcode for figure in self.figures}) == 1


def compare(
    rows: Iterable[Mapping[str, object]],
    areas: Iterable[Mapping[str, object]] = (),
    indicator: Mapping[str, object] | None = None,
) -> Verdict:
    """Judge figures of one indicator: a pair, or any number.

    Args:
        rows: rows of the table of observations (mappings of its column names).
        areas: rows of the table of areas, for names and for when bounds changed.
        indicator: the indicator's row, for its measure and the group its name bounds.

    Returns:
        ``comparable``, ``with_care`` or ``not_comparable``, with reasons.

    Examples:
        >>> stated = {"value": 25, "unit": "辆", "status": "actual", "basis": "level"}
        >>> rows = [stated | {"adcode": "330113", "time_period": "2023"},
        ...         stated | {"adcode": "330110", "time_period": "2022"}]
        >>> verdict = extract.comparability(rows)
        >>> verdict.grade, [reason.code for reason in verdict.reasons]
        ('with_care', ['one_year_apart'])
    """
    known = {str(area["adcode"]): area for area in areas}
    definition = indicator or {}
    name = str(definition.get("zh") or "")
    figures = [figure_of(row, known.get(str(row.get("adcode"))), name) for row in rows]
    if len(figures) < 2:
        return Verdict("comparable")
    measure = definition.get("measure")
    together = _Set(figures, str(measure) if measure else None, bounds_of(name))
    found = [reason for facet in _FACETS for reason in [facet(together)] if reason]
    found.sort(key=lambda reason: -_ORDER.index(reason.grade))
    return Verdict(found[0].grade if found else "comparable", tuple(found))


def _status(s: _Set) -> Reason | None:
    return _differ(s, "target_and_actual", "not_comparable", lambda f: STATUSES.get(f.status))


def _basis(s: _Set) -> Reason | None:
    return _differ(s, "level_and_addition", "not_comparable", lambda f: BASES.get(f.basis))


def _unit(s: _Set) -> Reason | None:
    units = {"个" if f.unit in _SAME_COUNT else f.unit for f in s.figures}
    if len(units) < 2:
        return None
    if any("人次" in unit for unit in units) and {unit.split("/")[0] for unit in units} <= set(_PERSONS):
        return _differ(s, "persons_and_person_times", "not_comparable", lambda f: (f.unit, _person(f.unit)))
    return _differ(s, "unit_differs", "not_comparable", lambda f: (f.unit, f.unit))


def _person(unit: str) -> str:
    return _PERSONS[unit.split("/")[0]]


def _years(s: _Set) -> Reason | None:
    years = {figure.span.year for figure in s.figures if figure.span}
    apart = max(years) - min(years) if years else 0
    if s.one_area or not apart:
        return None
    if apart == 1:
        return _differ(s, "one_year_apart", "with_care", _year)
    if apart < _FAR:
        return _differ(s, "years_apart", "with_care", _year, apart)
    return _differ(s, "many_years_apart", "not_comparable", _year, apart)


def _year(f: Figure) -> tuple[str, str] | None:
    return (f"{f.span.year}年", str(f.span.year)) if f.span else None


def _no_year(s: _Set) -> Reason | None:
    return _some(s, "period_unknown", "with_care", lambda f: f.span is None)


def _stretch(s: _Set) -> Reason | None:
    if s.measure not in (None, "flow", "change"):
        return None
    since = any(figure.since for figure in s.figures)
    parts = {(f.span.start, f.span.end, f.span.month) for f in s.figures if f.span and _partial(f)}
    whole = any(f.span and not _partial(f) and not f.since for f in s.figures)
    if since:
        return _some(s, "cumulative", "with_care", lambda f: f.since)
    if not parts or (len(parts) == 1 and not whole):
        return None
    return _some(s, "part_of_a_year", "with_care", _partial)


def _partial(f: Figure) -> bool:
    return f.span is not None and (f.span.part or f.span.month is not None)


def _ages(s: _Set) -> Reason | None:
    ages = {f.bounds.age or s.bounds.age for f in s.figures} - {None}
    counts = any(f.unit in COUNTS_PEOPLE for f in s.figures)
    grade = "not_comparable" if counts else "with_care"
    if len(ages) < 2:
        return None
    return _differ(s, "age_bounds_differ", grade, _group_words)


def _registered(s: _Set) -> Reason | None:
    if len({f.bounds.registered for f in s.figures} - {None}) < 2:
        return None
    counts = any(f.unit in COUNTS_PEOPLE for f in s.figures)
    grade = "not_comparable" if counts else "with_care"
    return _differ(s, "registered_and_resident", grade, _group_words)


def _group(s: _Set) -> Reason | None:
    bounds = {
        (f.bounds.age or s.bounds.age, f.bounds.registered, f.bounds.words - s.bounds.words)
        for f in s.figures
    }
    elders = any(f.elders and not (f.bounds.age or s.bounds.age) for f in s.figures)
    if len(bounds) > 1:
        return _differ(s, "group_differs", "with_care", _group_words)
    if elders:
        return _some(s, "age_bound_unstated", "with_care", lambda f: f.elders and not f.bounds.age)
    return None


def _group_words(f: Figure) -> tuple[str, str]:
    return (f.group, f.group) if f.group else ("未写明", "not stated")


def _narrower(s: _Set) -> Reason | None:
    def say(f: Figure) -> tuple[str, str]:
        return (
            ("、".join(sorted(f.narrowed)), ", ".join(sorted(f.narrowed)))
            if f.narrowed
            else ("未限定", "not narrowed")
        )

    return _differ(s, "narrower_wording", "with_care", say)


def _imprecise(s: _Set) -> Reason | None:
    return _differ(s, "precision_differs", "with_care", lambda f: QUALIFIERS.get(f.qualifier))


def _nature(s: _Set) -> Reason | None:
    return _differ(s, "stated_and_derived", "with_care", lambda f: NATURES.get(f.nature))


def _bounds_changed(s: _Set) -> Reason | None:
    older = [f for f in s.figures if f.before_present_bounds]
    if not older or (s.one_area and len(older) == len(s.figures)):
        return None
    grade = "not_comparable" if s.one_area else "with_care"
    reason = _some(s, "boundary_changed", grade, lambda f: f.before_present_bounds)
    if reason is None:
        return None
    zh, en = ({f.name[n]: f.note[n] for f in older if f.note[n]} for n in (0, 1))
    in_zh = f"（{'；'.join(f'{name}：{note}' for name, note in zh.items())}）" if zh else ""
    in_en = f" ({'; '.join(f'{name}: {note}' for name, note in en.items())})" if en else ""
    return replace(reason, zh=f"{reason.zh[:-1]}{in_zh}。", en=f"{reason.en[:-1]}{in_en}.")


def _one_place(s: _Set) -> Reason | None:
    return _some(s, "one_place", "with_care", lambda f: f.place is not None)


def _several(s: _Set) -> Reason | None:
    values: dict[tuple[object, ...], set[object]] = {}
    for f in s.figures:
        key = (f.adcode, f.span, f.status, f.nature, f.basis, f.place)
        values.setdefault(key, set()).add((f.value, f.value_max))
    doubled = {key[0] for key, found in values.items() if len(found) > 1}
    return _some(s, "several_values", "with_care", lambda f: f.adcode in doubled)


_FACETS: tuple[Callable[[_Set], Reason | None], ...] = (
    _status, _basis, _unit, _ages, _registered, _years, _bounds_changed, _no_year, _stretch, _group,
    _narrower, _several, _one_place, _nature, _imprecise,
)  # fmt: skip
_Say = Callable[[Figure], tuple[str, str] | None]


def _differ(s: _Set, code: str, grade: str, say: _Say, apart: int = 0) -> Reason | None:
    """A reason where ``say`` says different things of the figures, listing who is what."""
    said: dict[tuple[str, str], list[Figure]] = {}
    for figure in s.figures:
        words = say(figure)
        if words:
            said.setdefault(words, []).append(figure)
    if len(said) < 2:
        return None
    listed = sorted(said.items())
    zh, en = (words.format(apart=apart) for words in WORDS[code])
    in_zh = "；".join(f"{words[0]}：{_names(figures, 0)}" for words, figures in listed)
    in_en = "; ".join(f"{words[1]}: {_names(figures, 1)}" for words, figures in listed)
    return Reason(code, grade, f"{zh}（{in_zh}）。", f"{en} ({in_en}).")


def _some(s: _Set, code: str, grade: str, which: Callable[[Figure], bool]) -> Reason | None:
    """A reason where ``which`` is true of some figures, listing them."""
    chosen = [figure for figure in s.figures if which(figure)]
    if not chosen:
        return None
    zh, en = WORDS[code]
    return Reason(code, grade, f"{_names(chosen, 0)}{zh}。", f"{_names(chosen, 1)}: {en[0].lower()}{en[1:]}.")


def _names(figures: Iterable[Figure], language: int, most: int = 4) -> str:
    names = list(dict.fromkeys(figure.name[language] for figure in figures))
    shown = ("、" if language == 0 else ", ").join(names[:most])
    if len(names) <= most:
        return shown
    return f"{shown}等{len(names)}地" if language == 0 else f"{shown} and {len(names) - most} more"
