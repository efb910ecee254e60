"""FIT, the format of watches: `reader` takes runs out of it, `writer` puts sessions into it.

Reading is fitdecode's, writing fit-tool's, each imported where it is used. What FIT can't say of a
set (its side, how it felt, pain) the writer puts into the name of its exercise or leaves out; its
docstring lists it.
"""
