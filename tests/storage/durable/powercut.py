"""A disk that records every call, and the states a crash after any of them may leave."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from runcoach.storage.durable.atomic_write import Disk


class RecordingDisk(Disk):
    """Works on a real folder and records the order of all changes."""

    def __init__(self, root: Path) -> None:
        super().__init__(windows=False)
        self.root = root
        self.calls: list[tuple] = []
        self._open: dict[int, PurePosixPath] = {}

    def _name(self, path: Path) -> PurePosixPath:
        return PurePosixPath(path.relative_to(self.root).as_posix())

    def create(self, path: Path) -> int:
        fd = super().create(path)
        self._open[fd] = self._name(path)
        self.calls.append(("create", self._name(path)))
        return fd

    def write(self, fd: int, data: memoryview) -> int:
        # In two parts, so that a crash may come between them.
        part = data[: max(1, len(data) // 2)]
        taken = super().write(fd, part)
        self.calls.append(("write", self._open[fd], bytes(part[:taken])))
        return taken

    def sync(self, fd: int) -> None:
        super().sync(fd)
        self.calls.append(("sync", self._open[fd]))

    def replace(self, source: Path, target: Path) -> None:
        super().replace(source, target)
        self.calls.append(("replace", self._name(source), self._name(target)))

    def link(self, source: Path, target: Path) -> None:
        super().link(source, target)
        self.calls.append(("link", self._name(source), self._name(target)))

    def remove(self, path: Path) -> None:
        super().remove(path)
        self.calls.append(("remove", self._name(path)))

    def make_folder(self, path: Path) -> None:
        super().make_folder(path)
        self.calls.append(("folder", self._name(path)))

    def sync_folder(self, path: Path) -> None:
        super().sync_folder(path)
        self.calls.append(("sync folder", self._name(path)))


@dataclass
class _Bytes:
    data: bytes = b""
    safe: bytes | None = None
    """The bytes at the last sync; None before the first."""


@dataclass
class Image:
    """The files by name, and which of their names and bytes have reached the disk."""

    live: dict[PurePosixPath, _Bytes | None] = field(default_factory=dict)
    """None for a folder."""
    safe: dict[PurePosixPath, _Bytes | None] = field(default_factory=dict)

    def apply(self, call: tuple) -> None:
        kind, name, *rest = call
        match kind:
            case "folder":
                self.live[name] = None
            case "create":
                # Opening empties the bytes in place, also for other hard links to them.
                there = self.live.get(name)
                if there is None:
                    self.live[name] = _Bytes()
                else:
                    there.data = b""
            case "write":
                self.live[name].data += rest[0]
            case "sync":
                self.live[name].safe = self.live[name].data
            case "replace":
                self.live[rest[0]] = self.live.pop(name)
            case "link":
                self.live[rest[0]] = self.live[name]
            case "remove":
                del self.live[name]
            case "sync folder":
                self._sync(name)

    def _sync(self, folder: PurePosixPath) -> None:
        for name in {n for n in (*self.live, *self.safe) if n.parent == folder and n != folder}:
            if name in self.live:
                self.safe[name] = self.live[name]
            else:
                self.safe.pop(name, None)

    def crashes(self, seen: set[bytes]) -> Iterator[dict[PurePosixPath, bytes | None]]:
        """The states that may be found after a power cut, with names and bytes written or not.

        Each state comes once; `seen` holds the hashes of the earlier ones.
        """
        for names in (self.live, self.safe, *self._mixed()):
            for spoil in (
                lambda b: b.data,
                lambda b: b.safe if b.safe is not None else b"",
                lambda b: b.data if b.safe == b.data else b.data[: len(b.data) // 2],
                lambda b: b.data if b.safe == b.data else bytes(len(b.data)),
            ):
                left = {n: b if b is None else spoil(b) for n, b in names.items()}
                left = {n: d for n, d in left.items() if _reachable(n, left)}
                key = hashlib.sha256(repr(sorted(left.items())).encode()).digest()
                if key not in seen:
                    seen.add(key)
                    yield left

    def _mixed(self) -> Iterator[dict[PurePosixPath, _Bytes | None]]:
        """The names of one folder have reached the disk, those of the others have not."""
        for folder in {name.parent for name in self.live}:
            yield {n: b for n, b in self.safe.items() if n.parent != folder} | {
                n: b for n, b in self.live.items() if n.parent == folder
            }


def _reachable(name: PurePosixPath, left: dict[PurePosixPath, bytes | None]) -> bool:
    return all(parent in left for parent in name.parents if parent != PurePosixPath("."))


def lay_out(left: dict[PurePosixPath, bytes | None], root: Path) -> None:
    """Write the state that a crash left into a new folder."""
    root.mkdir()
    for name, data in sorted(left.items()):
        if data is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(data)
