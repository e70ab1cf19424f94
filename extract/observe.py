"""Which indicator each number states, for whom, for when, and whether it was achieved.

The mechanism knows no indicator: it asks grammar (`views`), time
(`periods`), places (`owners`) and the records' patterns (`catalogue`), and
decides by one rule: the record whose wording explains most of the view,
unless something speaks against it.  Every decision leaves its reason.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import catalogue, dating, grids
from .areas import detect, get
from .catalogue import Indicator
from .found import Found
from .items import under_name
from .labels import final_unit, label, rate_unit, scope_of
from .linking import candidates_of, lexicon, why_not
from .mentions import find
from .model import Candidate, Document, Mention
from .moods import paragraphs_ahead
from .owners import Places, names_own, owner, places
from .parallel import slots
from .periods import Clock
from .plans import counts_all, goes_on, of_project_ahead, planned, project_list
from .reading import Reading, read
from .repeats import repeated
from .sentences import sentences
from .stances import ANSWERS, announced, title_building, title_built
from .tasks import task_cells
from .timing import period_in, period_of
from .topics import Topic, act_of, carry, costs, named, of_what, turned
from .views import Slot

_OF_YEAR = re.compile(r"其中：?(?:今年|当年|年内|本年|20\d\d年)(?:新?[^，。；\d]{0,8})$")
# How far back in its paragraph a number without a noun may find what it counts.
_TOPIC_REACH = 160
_IN_CELLS = frozenset(("quantity", "other", "label"))


@dataclass(slots=True)
class _State:
    """What a pass over a report keeps in hand."""

    reading: Reading
    doc: str
    clock: Clock
    places: Places
    targets: list[tuple[int, int]]
    hits: list[tuple[int, Indicator]]
    hit_starts: list[int]
    building: bool = False
    built: bool = False
    goal: Slot | None = None
    first_line: int = 0
    ahead: int | None = None
    ahead_from: frozenset[int] = frozenset()
    title: list[Topic] = field(default_factory=list)
    heading: list[Topic] = field(default_factory=list)
    topic: Topic | None = None
    dated: str | None = None
    paragraph: int = 0
    whole: str | None = None
    unit: str | None = None
    target_starts: list[int] = field(default_factory=list)
    near: dict[str, Indicator] = field(default_factory=dict)

    def hit_between(self, start: int, end: int) -> list[Indicator]:
        """The records of which a word stands in a stretch of the reading, the last named first."""
        first, last = bisect_left(self.hit_starts, start), bisect_left(self.hit_starts, end)
        return [record for _, record in reversed(self.hits[first:last])]

    def in_project_list(self, at: int) -> bool:
        """Whether an offset lies in a list of the year's projects."""
        index = bisect_right(self.target_starts, at) - 1
        return index >= 0 and at < self.targets[index][1]


def read_mentions(document: Document, area: str | None = None, year: int | None = None) -> list[Mention]:
    """Find every number of a document and say what it states.

    Args:
        document: the report.
        area: adcode of the area it reports on; None to take it from the text.
        year: the year it reports on; None to take it from the text.

    Returns:
        Every mention, in order; offsets are those of ``document.text``.

    Examples:
        >>> document = extract.read_bytes("全市共有托位3200余个，较上年增加12%。".encode(), "note.txt")
        >>> for mention in extract.read_mentions(document, area="330481", year=2023):
        ...     print(mention.text, mention.unit, mention.qualifier, mention.aspect, mention.indicator)
        3200 个 at_least level childcare_places
        12% % exact change None
    """
    reading = read(document.text)
    text = reading.text
    own = get(area) if area else detect(text, document.name)
    year, known = (year, True) if year is not None else dating.report_year(text, document.name)
    spoken = dating.spoken_year(text)
    if year and not spoken and dating.tells_of_last_year(text):
        spoken = year + 1
    automaton, owners = lexicon()
    hits = sorted(
        (
            (start, record)
            for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True)
            for record in owners[index]
        ),
        key=lambda hit: hit[0],
    )
    state = _State(
        reading,
        document.name,
        Clock(
            year,
            known,
            spoken=spoken,
            default=dating.title_period(text, year),
            printed=dating.printed_year(text),
            stance=announced(text, dating.plan_begins(text)),
        ),
        places(text, own),
        sorted([*project_list(text), *task_cells(text)]),
        hits,
        [hit[0] for hit in hits],
        building=title_building(text),
        built=title_built(text),
    )
    first = text.find("\n", 0, _TOPIC_REACH)
    state.first_line = max(0, first)
    state.ahead = dating.goal_year(text)
    state.ahead_from = paragraphs_ahead(text)
    state.title = named(text[: max(0, first)], state.hit_between(0, first))
    state.target_starts = [start for start, _ in state.targets]
    mentions: list[Mention] = []
    grid = grids.cells(text)
    for start, end, group in sentences(text, find(reading)):
        mentions.extend(_sentence(state, start, end, group, grid))
    return repeated(mentions, document.text)


def _sentence(
    state: _State, start: int, end: int, group: list[Found], grid: dict[int, grids.Cell]
) -> Iterator[Mention]:
    text = state.reading.text
    sentence = text[start:end]
    heading = sentence.endswith("\n") and len(sentence) < 40 and sentence[-2:-1] not in "。！？；，"
    paragraph = start == 0 or text[start - 1] == "\n"
    if paragraph:
        state.topic, state.unit, state.paragraph = None, None, start
    numbers = [found.start - start for found in group if found.kind == "quantity"]
    if heading and not numbers:
        state.heading = named(sentence, state.hit_between(start, end))
    state.clock.stance.answered = bool(ANSWERS.match(text, end))
    if paragraph:
        state.clock.stance.mood = start in state.ahead_from
    state.clock.open_sentence(sentence, heading, paragraph, numbers)
    if not group:
        return
    first, last = bisect_left(state.hit_starts, start), bisect_left(state.hit_starts, end)
    state.whole = state.dated = None
    state.near = {record.id: record for _, record in state.hits[first:last]}
    bounds = _bounds(state.reading, start, end)
    for slot in slots(text, group, start, end):
        under_name(text, slot)
        # A sign belongs to the number, but a cell is found by its first digit.
        cell = grid.get(slot.found.start) or grid.get(slot.found.start + 1)
        if cell is not None and slot.found.value is not None and slot.found.kind in _IN_CELLS:
            slot = grids.slot(slot, cell)
        yield _mention(state, slot, cell, bounds)


def _bounds(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where a sentence stands in the untouched text, without the space that ends it."""
    first, last = reading.span(start, end)
    while last > first and reading.raw[last - 1].isspace():
        last -= 1
    return first, last


def _mention(state: _State, slot: Slot, cell: grids.Cell | None, bounds: tuple[int, int]) -> Mention:
    found = slot.found
    start, end = state.reading.span(found.start, found.end)
    at = found.start - slot.start
    if found.kind == "quantity":
        read = _quantity(state, slot, cell)
    elif found.kind == "rank":
        read = {
            "label": label(slot),
            "period": state.clock.period(at),
            "scope": scope_of(slot),
            "reason": "rank",
        }
    elif found.kind == "date":
        read = {"period": state.clock.date(at), "reason": "date"}
    else:
        read = {"reason": found.kind}
    return Mention(
        state.doc, start, end, state.reading.raw[start:end], found.kind, found.value, found.value_max,
        sentence_start=bounds[0], sentence_end=max(bounds[1], end), **read,  # type: ignore[arg-type]
    )  # fmt: skip


def _quantity(state: _State, slot: Slot, cell: grids.Cell | None) -> dict[str, object]:
    """What is decided of a quantity, by the fields of a `Mention`."""
    found = slot.found
    clause_start = found.before - len(slot.clause)
    if cell is not None:
        place, why = (cell.area, "area" if cell.area else "")
    else:
        place, why = owner(slot.clause, slot.left, clause_start, found.before, state.places)
    unit = rate_unit(found.unit, slot, found)
    candidates = candidates_of(state.near, slot, unit, why)
    if not candidates and not why and cell is None:
        candidates = _carried(state, slot, unit)
    of_whole = slot.part and candidates and state.whole in (candidates[0].indicator, "refused")
    if of_whole and state.whole == "refused" and not why and cell is None:
        # 全省检查20万名，其中兰州市承担2万名
        of_whole = not names_own(slot.clause, clause_start, state.places)
    if of_whole and not (_OF_YEAR.search(slot.left) and _flows(candidates[0])):
        # 医院7家，其中3家公立医院
        candidates = [*candidates[1:], Candidate(candidates[0].indicator, 0.0, "part")]
    chosen = candidates[0] if candidates and candidates[0].score > 0 else None
    if not slot.part:
        refused = bool(why)
        state.whole = chosen.indicator if chosen else "refused" if refused else None
    record = catalogue.load()[chosen.indicator] if chosen else None
    if record is not None and cell is None:
        state.topic = Topic(record, slot)
        if not slot.start:
            state.title = [state.topic]
    given = slot.year or (period_in(cell, state.clock) if cell else None)
    period = period_of(slot, record, state.clock, given, state.dated)
    state.dated = period if record is not None else state.dated
    target = _is_target(state, slot, period, record) or (slot.part and goes_on(slot, state.goal))
    state.goal = slot if target else None
    if target and not given:
        period = state.clock.year_ahead(found.before - slot.start, state.ahead) or period
    if target and period is None and state.ahead:
        period = str(state.ahead)
    state.unit = final_unit(unit, record, slot, state.unit)
    return {
        "unit": state.unit,
        "qualifier": found.qualifier,
        "status": "target" if target else "actual",
        "indicator": record.id if record else None,
        "label": label(slot) or (cell.label if cell else None),
        "area": place if why else None,
        "period": period,
        "aspect": "part" if slot.part else slot.aspect,
        "reason": "linked" if record else why_not(slot, candidates, why),
        "candidates": tuple(candidates),
    }


def _carried(state: _State, slot: Slot, unit: str | None) -> list[Candidate]:
    """The candidates of a number that goes on counting what stands before it, or what the title names."""
    if costs(slot):
        before = state.reading.text[max(0, slot.start - _TOPIC_REACH) : slot.start]
        of_what(slot, before)
        if candidates := candidates_of(state.near, slot, unit, ""):
            return candidates
        of_what(slot, state.reading.text[: state.first_line])
        return candidates_of(state.near, slot, unit, "")
    act = act_of(slot)
    if act is None:
        return []
    start = max(state.paragraph, slot.found.before - _TOPIC_REACH)
    said = state.reading.text[start : slot.found.before]
    last = state.topic
    if last and last.slot and turned(last, state.reading.text[last.slot.found.after : slot.found.before]):
        return []
    near = [] if last else named(said, state.hit_between(start, slot.found.before))
    for topic in [*([last] if last else []), *near, *(state.heading or state.title)]:
        if carry(slot, act, topic):
            candidates = candidates_of({}, slot, unit, "")
            if candidates and candidates[0].score > 0:
                return candidates
    return []


def _flows(candidate: Candidate) -> bool:
    """Whether a year's part of what was counted over several years is a figure of its own."""
    return catalogue.load()[candidate.indicator].measure == "flow"


def _is_target(state: _State, slot: Slot, period: str | None, record: Indicator | None) -> bool:
    if of_project_ahead(slot, record, state.building, state.built):
        return True
    if slot.reached or counts_all(slot, record):
        return False
    if slot.target or state.in_project_list(slot.found.start):
        return True
    return planned(slot, state.clock, period)
