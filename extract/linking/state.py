"""What is known of a report before its numbers are read, and kept in hand while they are.

Its text as one script, its area and year, the places and the records' words
in it, and which of its stretches look ahead; then what each number leaves
for those that follow it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extract.areas import detect, get
from extract.context import dating
from extract.context.moods import paragraphs_ahead
from extract.context.owners import Places, places
from extract.context.periods import Clock
from extract.context.plans import project_list
from extract.context.stances import announced, title_building, title_built
from extract.context.topics import Topic, named
from extract.context.views import Slot
from extract.layout.tasks import task_cells
from extract.model import Document
from extract.numbers.reading import Reading, read
from extract.records.catalogue import Indicator

from .candidates import lexicon

# How far back in its paragraph a number without a noun may find what it counts.
TOPIC_REACH = 160


@dataclass(slots=True)
class State:
    """What a pass over a report keeps in hand."""

    reading: Reading
    doc: str
    clock: Clock
    places: Places
    targets: list[tuple[int, int]]
    hits: list[tuple[int, Indicator]]
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
    hit_starts: list[int] = field(init=False)
    target_starts: list[int] = field(init=False)
    near: dict[str, Indicator] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the starts apart, to be searched by halves."""
        self.hit_starts = [start for start, _ in self.hits]
        self.target_starts = [start for start, _ in self.targets]

    def hit_between(self, start: int, end: int) -> list[Indicator]:
        """The records of which a word stands in a stretch of the reading, the last named first."""
        first, last = bisect_left(self.hit_starts, start), bisect_left(self.hit_starts, end)
        return [record for _, record in reversed(self.hits[first:last])]

    def in_project_list(self, at: int) -> bool:
        """Whether an offset lies in a list of the year's projects."""
        index = bisect_right(self.target_starts, at) - 1
        return index >= 0 and at < self.targets[index][1]


def opened(document: Document, area: str | None, year: int | None) -> State:
    """The state in which the first number of a report is read; area and year as of ``read_mentions``."""
    reading = read(document.text)
    text = reading.text
    own = get(area) if area else detect(text, document.name)
    year, known = (year, True) if year is not None else dating.report_year(text, document.name)
    spoken = dating.spoken_year(text)
    if year and not spoken and dating.tells_of_last_year(text):
        spoken = year + 1
    first_line = max(0, text.find("\n", 0, TOPIC_REACH))
    state = State(
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
        targets=sorted([*project_list(text), *task_cells(text)]),
        hits=_hits(text),
        building=title_building(text),
        built=title_built(text),
        first_line=first_line,
        ahead=dating.goal_year(text),
        ahead_from=paragraphs_ahead(text),
    )
    state.title = named(text[:first_line], state.hit_between(0, first_line))
    return state


def _hits(text: str) -> list[tuple[int, Indicator]]:
    """The records' words in a text, by where they stand."""
    automaton, owners = lexicon()
    return sorted(
        (
            (start, record)
            for index, start, _ in automaton.find_matches_as_indexes(text, overlapping=True)
            for record in owners[index]
        ),
        key=lambda hit: hit[0],
    )
