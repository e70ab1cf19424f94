"""From the rows of a view to a figure: plain Plotly dicts, pure functions of their arguments.

Plain dicts, because building figures bounds the pace of a page.  Every figure
carries its title and its source line, so that a saved picture says what it is.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import colours

Figure = dict[str, Any]
FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', sans-serif"
)
ROW, GAP = 42, 0.42


def plain(text: object) -> str:
    """Make text from the data safe inside Plotly's labels, which read a little HTML."""
    return str(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wrapped(text: str, width: int = 40) -> str:
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
        if pieces and char != " " and ord(char) < 0x2E80 and pieces[-1][-1] != " " and ord(pieces[-1][-1]) < 0x2E80:
            pieces[-1] += char
        else:
            pieces.append(char)
    return pieces


def columns(text: str) -> int:
    """Count the half-width columns that a text takes; a Chinese character takes two."""
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def _layout(title: str, subtitle: str, source: str, dark: bool, height: int, left: int) -> Figure:
    ink = colours.ink(dark)
    head = wrapped(title)
    lines = head.count("<br>") + 1
    below = f"<br><span style='font-size:13px;color:{ink['muted']}'>{wrapped(subtitle, 50)}</span>" if subtitle else ""
    top = 34 + 24 * lines + 18 * (wrapped(subtitle, 50).count("<br>") + 1 if subtitle else 0)
    foot = wrapped(source, 58)
    bottom = 22 + 16 * (foot.count("<br>") + 1)
    return {
        "title": {
            "text": f"<b>{head}</b>{below}", "font": {"size": 18, "color": ink["text"]},
            "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top", "pad": {"t": 20, "l": 2},
        },
        "font": {"family": FONT, "size": 14, "color": ink["text"]},
        "paper_bgcolor": ink["ground"], "plot_bgcolor": ink["ground"],
        "height": height + top + bottom, "margin": {"l": left, "r": 8, "t": top, "b": bottom, "autoexpand": False},
        "showlegend": False, "dragmode": False, "bargap": GAP, "separators": ".,",
        "annotations": [
            {
                "text": foot, "xref": "paper", "yref": "paper", "x": 0, "y": 0, "yshift": -12, "xanchor": "left", "yanchor": "top",
                "showarrow": False, "align": "left", "font": {"size": 12, "color": ink["muted"]}, "xshift": 2 - left,
            }
        ],
        "hoverlabel": {"font": {"family": FONT, "size": 13}, "align": "left"},
    }  # fmt: skip


def _tick(row: Any, muted: str) -> str:
    year = "" if row["missing"] or pd.isna(row["year"]) else f" <span style='color:{muted}'>{int(row['year'])}</span>"
    return f"{plain(row['name'])}{year}"


def compare(
    rows: pd.DataFrame,
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
    records = rows.to_dict("records")
    colour = [colours.district(r["adcode"], dark) for r in records]
    top = max([float(r["bar"]) for r in records if not r["missing"]] + [line[0] if line else 0.0], default=0.0)
    left = 24 + max((round(7.7 * columns(f"{r['name']} 2023")) for r in records), default=0)
    figure = _layout(title, subtitle, source, dark, ROW * max(len(records), 1) + (18 if line else 0), left)
    solid = [r["missing"] or (r["status"] == "actual" and r["nature"] == "stated") for r in records]
    shape = ["" if s else "/" if r["status"] == "target" else "." for s, r in zip(solid, records, strict=True)]
    bars = {
        "type": "bar", "orientation": "h", "y": list(range(len(records))),
        "x": [None if r["missing"] else float(r["bar"]) for r in records],
        "text": [plain(r["text"]) for r in records], "textposition": "outside", "cliponaxis": False,
        "textfont": {"size": 14, "color": ink["text"]}, "customdata": links, "width": 1 - GAP,
        "hovertext": [hover(r, ink["muted"]) for r in records], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "color": colour, "line": {"color": colour, "width": [0 if s else 1.5 for s in solid]},
            "pattern": {"shape": shape, "fillmode": "replace", "size": 7, "solidity": 0.28, "bgcolor": ink["ground"], "fgcolor": colour},
        },
    }  # fmt: skip
    figure["yaxis"] = {
        "tickvals": list(range(len(records))), "ticktext": [_tick(r, ink["muted"]) for r in records],
        "range": [len(records) - 0.45, -0.55 if not line else -0.95], "fixedrange": True, "showgrid": False,
        "zeroline": False, "ticks": "", "tickfont": {"size": 14, "color": ink["text"]}, "ticklabelstandoff": 8,
    }  # fmt: skip
    figure["xaxis"] = {
        "range": [0, (top or 1) * 1.42], "fixedrange": True, "showticklabels": False, "showgrid": False,
        "zeroline": True, "zerolinecolor": ink["line"], "zerolinewidth": 1,
    }  # fmt: skip
    for index, row in enumerate(records):
        if row["missing"]:
            figure["annotations"].append(
                _note(0, index, f"<i>{plain(row['text'])}</i>", ink["muted"]) | {"xanchor": "left", "xshift": 6}
            )
    if line:
        figure["shapes"] = [
            {"type": "line", "x0": line[0], "x1": line[0], "y0": -0.55, "y1": len(records) - 0.45,
             "layer": "below", "line": {"color": ink["text"], "width": 1.2, "dash": "dash"}}
        ]  # fmt: skip
        figure["annotations"].append(_note(line[0], -0.6, plain(line[1]), ink["text"]) | {"yanchor": "bottom"})
    return {"data": [bars], "layout": figure}


def _note(x: float, y: float, text: str, colour: str) -> Figure:
    return {"x": x, "y": y, "text": text, "showarrow": False, "font": {"size": 13, "color": colour}}


def hover(row: Any, muted: str) -> str:
    """Write what hovering over a bar shows: name, year, value and the beginning of its sentence."""
    if row["missing"]:
        return plain(row["name"])
    year = "" if pd.isna(row["year"]) else f" {int(row['year'])}"
    sentence = " ".join(str(row["sentence"] or "").split())
    short = sentence if len(sentence) <= 90 else sentence[:89] + "…"
    below = f"<br><span style='color:{muted}'>{wrapped(short, 44)}</span>" if short else ""
    return f"<b>{plain(row['name'])}{year}</b>  {plain(row['text'])}{below}"


def config(name: str) -> Figure:
    """Set up the chart's buttons: one saves the picture under a telling name."""
    return {
        "displaylogo": False, "displayModeBar": False, "responsive": True, "scrollZoom": False, "doubleClick": False,
        "toImageButtonOptions": {"format": "png", "scale": 2, "filename": name},
    }  # fmt: skip


def trend(
    lines: list[dict[str, Any]], title: str, subtitle: str, source: str, breaks: list[tuple[str, int]], dark: bool = False
) -> Figure:
    """Draw a line a district over the years, each named at its end; a gap in the values is a gap in the line.

    Args:
        lines: of ``trends.lines``.
        title: the indicator.
        subtitle: the unit.
        source: the line that says where it is from.
        breaks: districts whose bounds changed, and when; a dotted line marks the year.
        dark: whether the ground is dark.
    """
    ink = colours.ink(dark)
    left = 64
    figure = _layout(title, subtitle, source, dark, 320, left)
    figure["margin"] |= {"r": 16 + max((round(7.7 * columns(line["name"])) for line in lines), default=0)}
    years = sorted({int(y) for line in lines for y, v in zip(line["years"], line["values"], strict=True) if v is not None})
    top = max((v for line in lines for v in line["values"] if v is not None), default=1.0)
    figure["margin"]["b"] += 24
    figure["annotations"][0]["yshift"] = -32
    figure["xaxis"] = {
        "tickvals": years, "ticktext": [str(y) for y in years], "range": [years[0] - 0.5, years[-1] + 0.5], "fixedrange": True,
        "showgrid": False, "zeroline": False, "ticks": "outside", "tickcolor": ink["line"], "linecolor": ink["line"], "showline": True,
    }  # fmt: skip
    figure["yaxis"] = {
        "range": [0, top * 1.12 or 1], "fixedrange": True, "gridcolor": ink["grid"], "gridwidth": 1,
        "nticks": 5, "zeroline": False, "tickformat": ",~r", "tickfont": {"size": 12, "color": ink["muted"]},
    }  # fmt: skip
    data = []
    for line in lines:
        colour = colours.district(line["adcode"], dark)
        data.append({
            "type": "scatter", "mode": "lines+markers", "x": line["years"], "y": line["values"], "connectgaps": False,
            "line": {"color": colour, "width": 2.5}, "marker": {"size": 9, "color": colour}, "hovertext": line["texts"],
            "hovertemplate": f"<b>{plain(line['name'])}</b> %{{x}}: %{{hovertext}}<extra></extra>",
        })  # fmt: skip
        last = next(i for i in range(len(line["values"]) - 1, -1, -1) if line["values"][i] is not None)
        figure["annotations"].append(
            _note(line["years"][last], line["values"][last], plain(line["name"]), colour) | {"xanchor": "left", "xshift": 10}
        )
    figure["shapes"] = [
        {"type": "line", "x0": year - 0.5, "x1": year - 0.5, "y0": 0, "y1": 1, "yref": "paper",
         "line": {"color": ink["line"], "width": 1, "dash": "dot"}}
        for _, year in breaks if years[0] < year <= years[-1]
    ]  # fmt: skip
    return {"data": data, "layout": figure}


def scatter(found: list[dict[str, Any]], title: str, axes: tuple[str, str], source: str, dark: bool = False) -> Figure:
    """Draw districts as labelled dots, one indicator across and one up, both from zero.

    Args:
        found: of ``relations.pairs``.
        title: what is set against what.
        axes: the names of the two indicators.
        source: the line that says where it is from.
        dark: whether the ground is dark.
    """
    ink = colours.ink(dark)
    figure = _layout(title, "", source, dark, 380, 72)
    figure["margin"]["b"] += 48
    figure["annotations"][0]["yshift"] = -58
    for axis, name in (("xaxis", axes[0]), ("yaxis", axes[1])):
        top = max(float(pair[axis[0]]["value"]) for pair in found)
        figure[axis] = {
            "range": [0, top * 1.18 or 1], "fixedrange": True, "gridcolor": ink["grid"], "gridwidth": 1, "nticks": 5,
            "zeroline": True, "zerolinecolor": ink["line"], "tickformat": ",~r", "tickfont": {"size": 12, "color": ink["muted"]},
            "title": {"text": wrapped(name, 44), "font": {"size": 13, "color": ink["muted"]}, "standoff": 8},
        }  # fmt: skip
    return {
        "data": [{
            "type": "scatter", "mode": "markers+text", "cliponaxis": False, "textposition": "top center",
            "x": [float(p["x"]["value"]) for p in found], "y": [float(p["y"]["value"]) for p in found],
            "text": [plain(p["name"]) for p in found], "textfont": {"size": 14, "color": ink["text"]},
            "marker": {"size": 15, "color": [colours.district(p["adcode"], dark) for p in found]},
            "hovertext": [f"<b>{plain(p['name'])}</b><br>{plain(axes[0])}: {plain(p['x_text'])}<br>{plain(axes[1])}: {plain(p['y_text'])}" for p in found],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }],
        "layout": figure,
    }  # fmt: skip
