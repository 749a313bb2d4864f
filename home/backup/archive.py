"""One file that holds the whole site: the database, everything uploaded, and a hash of each.

    database             a copy of SQLite's file, or pg_dump's own format
    media/…              the uploads, as they lie in MEDIA_ROOT
    manifest.json        what it is, when it was made, and the SHA-256 of every other member; written last

The database is copied before the uploads: every file that a row names is then in the archive, but for what is deleted
in between.
"""

import hashlib
import io
import json
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from .databases import Database, Impossible, dump, engine_of, load

DATABASE, MEDIA, MANIFEST = "database", "media", "manifest.json"
FORMAT = 1


class Unfinished(Exception):
    """The database is that of the backup by now, and the uploads are not."""


@dataclass
class Manifest:
    engine: str
    migrations: list[str]
    created: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    format: int = FORMAT
    hashes: dict[str, str] = field(default_factory=dict)


class Hashing(io.RawIOBase):
    """A file that is being read, and the hash of what has been read of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self.digest.update(piece)
        return piece


def write(target: Path, database: Database, media: Path, migrations: list[str]) -> Manifest:
    """Write the archive beside its place and move it there when it is whole."""
    manifest = Manifest(engine_of(database), sorted(migrations))
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, tarfile.open(unfinished, "w") as tar:
            copy = Path(folder) / DATABASE
            dump(database, copy)
            manifest.hashes[DATABASE] = add(tar, copy, DATABASE)
            for path in uploads(media):
                name = str(PurePosixPath(MEDIA, path.relative_to(media).as_posix()))
                with suppress(FileNotFoundError):  # taken away meanwhile
                    manifest.hashes[name] = add(tar, path, name)
            described = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
            about = tarfile.TarInfo(MANIFEST)
            about.size = len(described)
            tar.addfile(about, io.BytesIO(described))
        unfinished.chmod(0o600)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def uploads(media: Path) -> Iterator[Path]:
    return (path for path in sorted(media.rglob("*")) if path.is_file() and not path.is_symlink())


def add(tar: tarfile.TarFile, path: Path, name: str) -> str:
    with path.open("rb") as file:
        about = tar.gettarinfo(arcname=name, fileobj=file)
        reader = Hashing(file)
        tar.addfile(about, reader)
    return reader.digest.hexdigest()


def verify(source: Path) -> Manifest:
    """Read the whole archive and compare every hash; nothing has been touched when this fails."""
    if not source.exists():
        raise Impossible(f"There is no file {source}.")
    try:
        with tarfile.open(source, "r:") as tar:
            found = {member.name: hash_of(tar, member) for member in tar if member.name != MANIFEST}
            about = tar.extractfile(MANIFEST)
            manifest = Manifest(**json.loads(about.read() if about else b""))
    except (tarfile.TarError, KeyError, TypeError, ValueError, OSError) as error:
        raise Impossible(f"{source} is not a whole backup: {error}") from error
    if manifest.format != FORMAT:
        raise Impossible(f"{source} was written by another version of Saman (format {manifest.format}).")
    wrong = sorted(
        name for name in found.keys() | manifest.hashes.keys() if found.get(name) != manifest.hashes.get(name)
    )
    if wrong:
        raise Impossible(f"{source} is damaged: {', '.join(wrong[:5])}")
    return manifest


def hash_of(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    parts = PurePosixPath(member.name).parts
    if not member.isreg() or ".." in parts or parts[0] not in {DATABASE, MEDIA}:
        raise ValueError(f"it holds {member.name!r}, which no backup of ours does")
    file = tar.extractfile(member)
    digest = hashlib.sha256()
    while piece := file.read(1 << 20) if file else b"":
        digest.update(piece)
    return digest.hexdigest()


def restore(source: Path, database: Database, media: Path) -> None:
    """Put database and uploads in the place of those that are there. Call `verify` first."""
    media.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media, prefix=".restoring-") as folder:
        unpack(source, Path(folder))
        load(database, Path(folder) / DATABASE)
        try:
            empty(media, but=Path(folder))
            for entry in sorted((Path(folder) / MEDIA).glob("*")):
                entry.rename(media / entry.name)
        except OSError as error:
            raise Unfinished(str(error)) from error


def unpack(source: Path, folder: Path) -> None:
    with tarfile.open(source, "r:") as tar:
        for member in tar:
            place = folder / member.name
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                shutil.copyfileobj(tar.extractfile(member) or io.BytesIO(), file)


def empty(folder: Path, but: Path) -> None:
    for entry in folder.iterdir():
        if entry == but:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
