"""Readable text for an `OSError` of the disk."""

from __future__ import annotations

import errno

REASON_BY_ERRNO = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
    errno.EFBIG: "the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "no permission to write there",
    errno.EPERM: "no permission to write there",
    errno.ENOENT: "its folder is gone",
    errno.EIO: "the disk reports an error",
}


def describe_os_error(error: OSError) -> str:
    """The reason of the error, without error number and file name, for use within a sentence."""
    reason = REASON_BY_ERRNO.get(error.errno or 0)
    return reason or (error.strerror or str(error)).rstrip(".")
