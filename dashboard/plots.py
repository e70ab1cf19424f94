"""Figures of lines over the years and of dots against each other; as in ``charts``, plain Plotly dicts."""

from __future__ import annotations

from typing import Any

from dashboard import colours
from dashboard.charts import Figure, columns, layout, note, plain, wrapped


def trend(
    lines: list[dict[str, Any]],
    title: str,
    subtitle: str,
    source: str,
    breaks: list[tuple[str, int]],
    dark: bool = False,
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
    figure = layout(title, subtitle, source, dark, 320, left)
    figure["margin"] |= {"r": 16 + max((round(7.7 * columns(line["name"])) for line in lines), default=0)}
    years = sorted(
        {
            int(y)
            for line in lines
            for y, v in zip(line["years"], line["values"], strict=True)
            if v is not None
        }
    )
    top = max((v for line in lines for v in line["values"] if v is not None), default=1.0)
    figure["margin"]["b"] += 24
    figure["annotations"][0]["yshift"] = -32
    figure["xaxis"] = {
        "tickvals": years,
        "ticktext": [str(y) for y in years],
        "range": [years[0] - 0.5, years[-1] + 0.5],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "outside",
        "tickcolor": ink["line"],
        "linecolor": ink["line"],
        "showline": True,
    }
    figure["yaxis"] = {
        "range": [0, top * 1.12 or 1],
        "fixedrange": True,
        "gridcolor": ink["grid"],
        "gridwidth": 1,
        "nticks": 5,
        "zeroline": False,
        "tickformat": ",~r",
        "tickfont": {"size": 12, "color": ink["muted"]},
    }
    data = []
    for line in lines:
        colour = colours.district(line["adcode"], dark)
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": line["years"],
                "y": line["values"],
                "connectgaps": False,
                "line": {"color": colour, "width": 2.5},
                "marker": {"size": 9, "color": colour},
                "hovertext": line["texts"],
                "customdata": line["links"],
                "hovertemplate": f"<b>{plain(line['name'])}</b> %{{x}}: %{{hovertext}}<extra></extra>",
            }
        )
        last = next(i for i in range(len(line["values"]) - 1, -1, -1) if line["values"][i] is not None)
        figure["annotations"].append(
            note(line["years"][last], line["values"][last], plain(line["name"]), colour)
            | {"xanchor": "left", "xshift": 10}
        )
    figure["shapes"] = [
        {
            "type": "line",
            "x0": year - 0.5,
            "x1": year - 0.5,
            "y0": 0,
            "y1": 1,
            "yref": "paper",
            "line": {"color": ink["line"], "width": 1, "dash": "dot"},
        }
        for _, year in breaks
        if years[0] < year <= years[-1]
    ]
    return {"data": data, "layout": figure}


def scatter(
    found: list[dict[str, Any]], title: str, axes: tuple[str, str], source: str, dark: bool = False
) -> Figure:
    """Draw districts as labelled dots, one indicator across and one up, both from zero.

    Args:
        found: of ``relations.pairs``.
        title: what is set against what.
        axes: the names of the two indicators.
        source: the line that says where it is from.
        dark: whether the ground is dark.
    """
    ink = colours.ink(dark)
    figure = layout(title, "", source, dark, 380, 72)
    figure["margin"]["b"] += 48
    figure["annotations"][0]["yshift"] = -58
    for axis, name in (("xaxis", axes[0]), ("yaxis", axes[1])):
        top = max(float(pair[axis[0]]["value"]) for pair in found)
        figure[axis] = {
            "range": [0, top * 1.18 or 1],
            "fixedrange": True,
            "gridcolor": ink["grid"],
            "gridwidth": 1,
            "nticks": 5,
            "zeroline": True,
            "zerolinecolor": ink["line"],
            "tickformat": ",~r",
            "tickfont": {"size": 12, "color": ink["muted"]},
            "title": {"text": wrapped(name, 44), "font": {"size": 13, "color": ink["muted"]}, "standoff": 8},
        }
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "cliponaxis": False,
                "textposition": "top center",
                "x": [float(p["x"]["value"]) for p in found],
                "y": [float(p["y"]["value"]) for p in found],
                "text": [plain(p["name"]) for p in found],
                "textfont": {"size": 14, "color": ink["text"]},
                "marker": {"size": 15, "color": [colours.district(p["adcode"], dark) for p in found]},
                "hovertext": [
                    f"<b>{plain(p['name'])}</b><br>{plain(axes[0])}: {plain(p['x_text'])}"
                    f"<br>{plain(axes[1])}: {plain(p['y_text'])}"
                    for p in found
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        ],
        "layout": figure,
    }
