"""A fault of the disk in words that a person can read."""

from __future__ import annotations

import errno

WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the disk is full",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "there is no right to write there",
    errno.EPERM: "there is no right to write there",
    errno.ENOENT: "its folder has gone",
    errno.EIO: "the disk does not answer as it should",
}


def fault_words(error: OSError) -> str:
    """What happened, without numbers and file names, to stand within a sentence."""
    told = WORDS.get(error.errno or 0)
    return told or (error.strerror or str(error)).rstrip(".")
