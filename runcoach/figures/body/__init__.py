"""The body's fixed measures: limb lengths and joints (`skeleton.py`), muscles (`muscles.py`).

Begin with `skeleton.Skeleton`. Knows neither poses nor pictures.
"""
