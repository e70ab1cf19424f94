"""Which indicator each number states, for whom, for when, and whether it was achieved.

The mechanism knows no indicator: it asks grammar (`views`), time
(`periods`), places (`owners`) and the records' patterns (`catalogue`), and
decides by one rule: the record whose wording explains most of the view,
unless something speaks against it.  Every decision leaves its reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from extract.context.aspects import put_up
from extract.context.foregoing import HEADING, clause_before, is_bare, said_of
from extract.context.items import under_name
from extract.context.owners import higher, names_own, owner
from extract.context.parallel import slots
from extract.context.plans import counts_all, goes_on, planned
from extract.context.projects import of_project_ahead, stands
from extract.context.stances import ANSWERS
from extract.context.topics import Topic, act_of, carry, cost_views, costs, named, turned
from extract.context.views import Slot
from extract.layout.cell import Cell, placed
from extract.layout.grids import cells
from extract.model import Candidate, Document, Mention
from extract.numbers.found import Found
from extract.numbers.mentions import find
from extract.numbers.reading import Reading
from extract.numbers.sentences import sentences
from extract.patterns import Pattern
from extract.records import catalogue
from extract.records.catalogue import Indicator

from .candidates import candidates_of, why_not
from .labels import final_unit, label, rate_unit, scope_of
from .repeats import repeated
from .state import TOPIC_REACH, State, opened
from .timing import period_in, period_of

_OF_YEAR = Pattern(r"其中：?(?:今年|当年|年内|本年|20\d\d年)(?:新?[^，。；\d]{0,8})$")
_IN_CELLS = frozenset(("quantity", "other", "label"))


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
    state = opened(document, area, year)
    text = state.reading.text
    mentions: list[Mention] = []
    grid = cells(text, state.reading.tables)
    for start, end, group in sentences(text, find(state.reading)):
        mentions.extend(_sentence(state, start, end, group, grid))
    return repeated(mentions, document.text)


def _sentence(
    state: State, start: int, end: int, group: list[Found], grid: dict[int, Cell]
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
    state.dated = None
    if not sentence.startswith("其中"):
        state.whole = None
    state.near = {record.id: record for _, record in state.hits[first:last]}
    bounds = _bounds(state.reading, start, end)
    for slot in slots(text, group, start, end):
        under_name(text, slot)
        # A sign belongs to the number, but a cell is found by its first digit.
        cell = grid.get(slot.found.start) or grid.get(slot.found.start + 1)
        if cell is not None and slot.found.value is not None and slot.found.kind in _IN_CELLS:
            slot = placed(slot, cell)
        yield _mention(state, slot, cell, bounds)


def _bounds(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Where a sentence stands in the untouched text, without the space that ends it."""
    first, last = reading.span(start, end)
    while last > first and reading.raw[last - 1].isspace():
        last -= 1
    return first, last


def _mention(state: State, slot: Slot, cell: Cell | None, bounds: tuple[int, int]) -> Mention:
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


def _quantity(state: State, slot: Slot, cell: Cell | None) -> dict[str, object]:
    """What is decided of a quantity, by the fields of a `Mention`."""
    found = slot.found
    place, why = _owner(state, slot, cell)
    if cell is None and (state.clock.stance.ahead or state.in_project_list(found.start)):
        put_up(slot)
    unit = rate_unit(found.unit, slot, found)
    candidates = candidates_of(state.near, slot, unit, why)
    if not candidates and cell is None and (not why or (why == "institution" and costs(slot))):
        candidates = _carried(state, slot, unit)
    if slot.part and candidates and _is_part(state, slot, candidates[0], why, cell):
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
    target = _is_target(state, slot, period, record) or goes_on(slot, state.goal)
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


def _owner(state: State, slot: Slot, cell: Cell | None) -> tuple[str | None, str]:
    """Whose a number is, where not the report's own area's: the name, and ``area`` or ``institution``."""
    if cell is not None:
        place = higher(cell.row, state.places) or higher(cell.column, state.places)
        return place, "area" if place else ""
    before = slot.found.before
    place, why = owner(slot.clause, slot.left, before - len(slot.clause), before, state.places)
    if why == "institution":
        # A blood station does for the whole area what is counted.
        serving = (house for record in state.near.values() for house in record.houses)
        if any(house in slot.left for house in serving):
            return None, ""
    return place, why


def _is_part(state: State, slot: Slot, candidate: Candidate, why: str, cell: Cell | None) -> bool:
    """Whether a part is one of the same thing as the whole before it, and no figure of its own."""
    if state.whole not in (candidate.indicator, "refused") or _of_its_own(slot, candidate):
        return False
    if state.whole == "refused" and not why and cell is None:
        # 全省检查20万名，其中兰州市承担2万名
        return not names_own(slot.clause, slot.found.before - len(slot.clause), state.places)
    return True


def _carried(state: State, slot: Slot, unit: str | None) -> list[Candidate]:
    """The candidates of a number that goes on counting what stands before it, or what the title names."""
    if costs(slot):
        before = state.reading.text[max(0, slot.start - TOPIC_REACH) : slot.start]
        for views in cost_views(slot, before, state.reading.text[: state.first_line]):
            slot.views = views
            if candidates := candidates_of(state.near, slot, unit, ""):
                return candidates
        return []
    if candidates := _of_clause_before(state, slot, unit):
        return candidates
    act = act_of(slot)
    if act is None:
        return []
    start = max(state.paragraph, slot.found.before - TOPIC_REACH)
    said = state.reading.text[start : slot.found.before]
    last = state.topic
    if last and last.slot and turned(last, state.reading.text[last.slot.found.after : slot.found.before]):
        return []
    near = [] if last else named(said, state.hit_between(start, slot.found.before))
    for topic in [*([last] if last else []), *near, *(state.heading or state.title)]:
        if not topic.slot and turned(topic, said):
            continue
        if carry(slot, act, topic):
            candidates = candidates_of({}, slot, unit, "")
            if candidates and candidates[0].score > 0:
                return candidates
    return []


def _of_clause_before(state: State, slot: Slot, unit: str | None) -> list[Candidate]:
    """The candidates of a number of which the clause before it names the thing."""
    if not is_bare(slot):
        return []
    own, clause, records = slot.views, clause_before(slot), list(state.near.values())
    if slot.clause == slot.left and state.heading and len(state.heading[0].clause) <= HEADING:
        # 成长驿站⏎全年新建11家
        clause, records = state.heading[0].clause, [topic.record for topic in state.heading]
    found: list[tuple[Candidate, list[str]]] = []
    for record in records:
        if not record.accepts(unit):
            continue
        for view, whole in said_of(clause, slot, record):
            slot.views = [view]
            named = candidates_of({record.id: record}, slot, unit, "")
            if named and named[0].score > 0 and not record.patterns.forbidden(whole):
                found.append((named[0], slot.views))
                break
    found.sort(key=lambda one: -one[0].score)
    slot.views = found[0][1] if found else own
    return [candidate for candidate, _ in found]


def _of_its_own(slot: Slot, candidate: Candidate) -> bool:
    """Whether a part is a figure of its own: a year's of several years, a phase's of a project."""
    record = catalogue.load()[candidate.indicator]
    return record.by_project or (record.measure == "flow" and bool(_OF_YEAR.search(slot.left)))


def _is_target(state: State, slot: Slot, period: str | None, record: Indicator | None) -> bool:
    if of_project_ahead(slot, record, state.building, state.built):
        return True
    if slot.reached or counts_all(slot, record) or (state.built and stands(slot, record)):
        return False
    if slot.target or state.in_project_list(slot.found.start):
        return True
    return planned(slot, state.clock, period)
