"""The data set in formats that other programs read, one module each.

A format is a module here with ``write(source, folder)`` and its line in ``FORMATS``.
"""

FORMATS = {
    "sdmx": "SDMX, structure as SDMX-JSON 2.0 and data as SDMX-CSV 2.0",
    "package": "Frictionless Data Package, CSV and datapackage.json",
    "csvw": "CSV on the Web, CSV and csv-metadata.json",
    "parquet": "Parquet with what each column means",
    "codebook": "codebook of the indicators, Markdown and HTML",
}
