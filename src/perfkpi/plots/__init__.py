"""What charts look like, as specifications of Vega-Lite, and the one place where they become charts of altair."""
