"""From the rows of a view to a figure: plain Plotly dicts, pure functions of their arguments.

Plain dicts, because building figures bounds the pace of a page.  Every figure
carries its title and its source line, so that a saved picture says what it is.
"""

from __future__ import annotations

from typing import Any

from dashboard import colours
from dashboard.asking import Record
from dashboard.names import one_line

Figure = dict[str, Any]
FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif"
)
ROW, GAP = 42, 0.42


def plain(text: object) -> str:
    """Make text from the data safe inside Plotly's labels, which read a little HTML."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int = 36) -> str:
    """Break a title over lines of ``width`` half-width columns; a Chinese character takes two."""
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        size = columns(piece)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
        line, used = line + piece, used + size
    return "<br>".join(plain(line) for line in [*lines, line] if line)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for char in text:
        if (
            pieces
            and char != " "
            and ord(char) < 0x2E80
            and pieces[-1][-1] != " "
            and ord(pieces[-1][-1]) < 0x2E80
        ):
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def columns(text: str) -> int:
    """Count the half-width columns that a text takes; a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def layout(title: str, subtitle: str, source: str, dark: bool, height: int, left: int) -> Figure:
    """Lay out what all figures have: title, subtitle, source line, fonts and margins."""
    ink = colours.ink(dark)
    head = wrapped(title)
    lines = head.count("<br>") + 1
    below = (
        f"<br><span style='font-size:13px;color:{ink['muted']}'>{wrapped(subtitle, 50)}</span>"
        if subtitle
        else ""
    )
    top = 34 + 24 * lines + 18 * (wrapped(subtitle, 50).count("<br>") + 1 if subtitle else 0)
    foot = wrapped(source, 58)
    bottom = 22 + 16 * (foot.count("<br>") + 1)
    return {
        "title": {
            "text": f"<b>{head}</b>{below}",
            "font": {"size": 18, "color": ink["text"]},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 20, "l": 2},
        },
        "font": {"family": FONT, "size": 14, "color": ink["text"]},
        "paper_bgcolor": ink["ground"],
        "plot_bgcolor": ink["ground"],
        "height": height + top + bottom,
        "margin": {"l": left, "r": 8, "t": top, "b": bottom, "autoexpand": False},
        "showlegend": False,
        "dragmode": False,
        "bargap": GAP,
        "separators": ".,",
        "annotations": [
            {
                "text": foot,
                "xref": "paper",
                "yref": "paper",
                "x": 0,
                "y": 0,
                "yshift": -12,
                "xanchor": "left",
                "yanchor": "top",
                "showarrow": False,
                "align": "left",
                "font": {"size": 12, "color": ink["muted"]},
                "xshift": 2 - left,
            }
        ],
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
    }


def _tick(row: Any, muted: str) -> str:
    year = f" <span style='color:{muted}'>{row['year']}</span>" if row.get("year") else ""
    return f"{plain(row['name'])}{year}"


def compare(
    rows: list[Record],
    title: str,
    subtitle: str,
    source: str,
    links: list[str],
    line: tuple[float, str] | None = None,
    dark: bool = False,
) -> Figure:
    """Draw sorted bars from zero, each with its value at its end and the year beside its name.

    A stated value is a full bar, a target an outlined hatched one, a computed
    one is hatched with dots; a district without a value has its words and no bar.

    Args:
        rows: of ``views.compare``.
        title: indicator, group and period.
        subtitle: unit and reading.
        source: the line that says where it is from.
        links: one a row: where a click on its bar leads.
        line: value and name of a reference line.
        dark: whether the ground is dark.
    """
    ink = colours.ink(dark)
    colour = [colours.district(r["adcode"], dark) for r in rows]
    top = max([r["bar"] for r in rows if not r["missing"]] + [line[0] if line else 0.0], default=0.0)
    left = 24 + max((round(7.7 * columns(f"{r['name']} 2023")) for r in rows), default=0)
    figure = layout(title, subtitle, source, dark, ROW * max(len(rows), 1) + (18 if line else 0), left)
    solid = [r["missing"] or (r["status"] == "actual" and r["nature"] == "stated") for r in rows]
    shape = ["" if s else "/" if r["status"] == "target" else "." for s, r in zip(solid, rows, strict=True)]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "x": [r["bar"] for r in rows],
        "text": [plain(r["text"]) for r in rows],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 14, "color": ink["text"]},
        "customdata": links,
        "width": 1 - GAP,
        "hovertext": [hover(r, ink["muted"]) for r in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": colour,
            "line": {"color": colour, "width": [0 if s else 1.5 for s in solid]},
            "pattern": {
                "shape": shape,
                "fillmode": "replace",
                "size": 7,
                "solidity": 0.28,
                "bgcolor": ink["ground"],
                "fgcolor": colour,
            },
        },
    }
    figure["yaxis"] = {
        "tickvals": list(range(len(rows))),
        "ticktext": [_tick(r, ink["muted"]) for r in rows],
        "range": [len(rows) - 0.45, -0.55 if not line else -0.95],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": 14, "color": ink["text"]},
        "ticklabelstandoff": 8,
    }
    figure["xaxis"] = {
        "range": [0, (top or 1) * 1.42],
        "fixedrange": True,
        "showticklabels": False,
        "showgrid": False,
        "zeroline": True,
        "zerolinecolor": ink["line"],
        "zerolinewidth": 1,
    }
    for index, row in enumerate(rows):
        if row["missing"]:
            figure["annotations"].append(
                note(0, index, f"<i>{plain(row['text'])}</i>", ink["muted"])
                | {"xanchor": "left", "xshift": 6}
            )
    if line:
        figure["shapes"] = [
            {
                "type": "line",
                "x0": line[0],
                "x1": line[0],
                "y0": -0.55,
                "y1": len(rows) - 0.45,
                "layer": "below",
                "line": {"color": ink["text"], "width": 1.2, "dash": "dash"},
            }
        ]
        figure["annotations"].append(note(line[0], -0.6, plain(line[1]), ink["text"]) | {"yanchor": "bottom"})
    return {"data": [bars], "layout": figure}


def note(x: float, y: float, text: str, colour: str) -> Figure:
    """Write a word at a place of the chart."""
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 13, "color": colour}}


def hover(row: Any, muted: str) -> str:
    """Write what hovering over a bar shows: name, year, value and the beginning of its sentence."""
    if row["missing"]:
        return plain(row["name"])
    year = f" {row['year']}" if row["year"] else ""
    sentence = one_line(str(row["sentence"] or "").strip())
    short = sentence if len(sentence) <= 90 else sentence[:89] + "…"
    below = f"<br><span style='color:{muted}'>{wrapped(short, 44)}</span>" if short else ""
    return f"<b>{plain(row['name'])}{year}</b>  {plain(row['text'])}{below}"


def config(name: str) -> Figure:
    """Set up the chart's buttons: one saves the picture under a telling name."""
    return {
        "displaylogo": False,
        # Hidden by the style sheet; the page's own two buttons press the one that is left in it.
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "responsive": True,
        "scrollZoom": False,
        "doubleClick": False,
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": name},
    }
