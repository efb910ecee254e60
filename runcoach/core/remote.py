"""Whether the person sits at a different machine from this one."""

from __future__ import annotations

from collections.abc import Mapping

SSH_VARIABLES = ("SSH_CONNECTION", "SSH_TTY")


def is_remote(environment: Mapping[str, str]) -> bool:
    """Whether the app runs over ssh: neither sound nor keep-awake would reach the person."""
    return any(environment.get(name) for name in SSH_VARIABLES)
