"""The data set for machines: a read-only HTTP interface below ``/api/v1/``, beside the dashboard."""
