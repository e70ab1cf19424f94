"""The same chart and choice in Dash: ``python -m benchmarks.pages.bare_dash 8050``."""

from __future__ import annotations

import sys

from dash import Dash, Input, Output, dcc, html

from benchmarks.pages.bars import CHOICES, figure

app = Dash(__name__)
app.layout = html.Div(
    [
        dcc.Dropdown(CHOICES, CHOICES[0], id="choice", clearable=False),
        dcc.Graph(id="chart", figure=figure(CHOICES[0])),
    ]
)
app.callback(Output("chart", "figure"), Input("choice", "value"), prevent_initial_call=True)(figure)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
