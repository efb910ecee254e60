"""The runs on disk: one file a month, with the storage, generations and trash of the history.

Begin with `runs`. A month's file is that of `storage.history` with another table; no index is
kept, because a run is small: ten years of them are read at once, after the first frame.
"""
