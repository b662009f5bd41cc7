"""The parts of a DOCX container, read with bounds: a ZIP tells its sizes, and may lie."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib

from lxml import etree

from nguon.core.errors import DamagedFile, EncryptedFile, TooLarge
from nguon.reading.options import ReadingOptions
from nguon.reading.readers import Remark
from nguon.reading.readers.sniff import OLE2

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_HIGHEST_RATIO = 100
_BYTES_BELOW_SUSPICION = 10_000_000
_MOST_TAGS = 3_000_000
"""Of one part; lxml takes about 150 bytes for each."""


class Package:
    """An open container; ``remarks`` collects what was met while its parts were read."""

    def __init__(self, data: bytes, options: ReadingOptions) -> None:
        if data.startswith(OLE2):
            raise EncryptedFile("The document is encrypted", hint="Open it in Word, take the password off, save it")
        self._left = options.max_unpacked
        self.main = ""
        self.remarks: list[Remark] = []
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, RuntimeError, OSError, OverflowError) as error:
            raise DamagedFile("The DOCX container is damaged or cut short", hint="Ask for the file again") from error
        self._names = {info.filename.lower().lstrip("/"): info for info in entries}
        unpacked = sum(info.file_size for info in entries)
        if unpacked > options.max_unpacked:
            raise TooLarge(
                f"The DOCX unpacks to {unpacked} bytes, more than {options.max_unpacked}",
                hint="Raise max_unpacked if you trust the sender",
            )
        if unpacked > _BYTES_BELOW_SUSPICION and unpacked > _HIGHEST_RATIO * len(data):
            raise TooLarge(
                f"The DOCX unpacks to {unpacked // max(len(data), 1)} times its size, as a ZIP bomb does",
                hint="Open it in Word and save it again if you trust the sender",
            )
        if any(info.flag_bits & 1 for info in entries):
            raise EncryptedFile("The DOCX container is encrypted", hint="Ask for the file without a password")
        self.main = self._main()

    def related(self, kind: str, fallback: str) -> etree._Element | None:
        """The part that the main document names for a kind of relationship (``"styles"``), by its usual name else."""
        for _, target, found in self._relations(self.main):
            if found == kind:
                return self.part(target)
        return self.part(posixpath.join(posixpath.dirname(self.main), fallback))

    def target(self, relation_id: str) -> etree._Element | None:
        """The part behind an ``r:id`` of the main document."""
        for identifier, target, _ in self._relations(self.main):
            if identifier == relation_id:
                return self.part(target)
        return None

    def chunk(self, relation_id: str) -> bytes:
        """The bytes of a foreign document set into the text (``w:altChunk``); empty where it is missing or damaged."""
        for identifier, target, _ in self._relations(self.main):
            info = self._names.get(target.lower())
            if identifier == relation_id and info is not None:
                try:
                    return self._bytes(info)
                except DamagedFile:
                    return b""
        return b""

    def part(self, name: str) -> etree._Element | None:
        """A part's root element; ``None`` where it is missing or, other than the main document, cannot be read."""
        info = self._names.get(name.lower())
        if info is None:
            return None
        try:
            return self._parse(info)
        except DamagedFile as error:
            if name == self.main:
                raise
            self.remarks.append(
                Remark(code="damaged_part", what=f"{error.what}; it was left out", hint="Open and save it in Word")
            )
            return None

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._archive.open(info) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError, OSError) as error:
            raise DamagedFile(f"The part {info.filename} is damaged", hint="Ask for the file again") from error
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(f"The part {info.filename} unpacks to more than it says", hint="Do not trust this file")
        return data

    def _parse(self, info: zipfile.ZipInfo) -> etree._Element:
        name, data = info.filename, self._bytes(info)
        if data.count(b"<") > _MOST_TAGS:
            raise TooLarge(f"The part {name} has more than {_MOST_TAGS} elements", hint="Split the document")
        for strict, usual in _STRICT:
            data = data.replace(strict, usual) if strict in data else data
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            if "depth" in str(error):
                raise TooLarge(f"The elements of {name} are nested too deeply", hint="Save it again in Word") from error
            raise DamagedFile(f"The part {name} is not well-formed XML", hint="Ask for the file again") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise DamagedFile(
                f"The part {name} declares entities, which Word never does", hint="Do not trust this file"
            )
        return root

    def _main(self) -> str:
        for _, target, kind in self._relations(""):
            if kind == "officeDocument" and target.lower() in self._names:
                return target
        for name in ("word/document.xml", "word/document2.xml"):
            if name in self._names:
                return name
        raise DamagedFile("The DOCX has no main document part", hint="Ask for the file again, or save it in Word")

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """Id, target part and last word of the type of each relationship of a part (of the package for ``""``)."""
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for relation in root if root is not None else ():
            target, kind = relation.get("Target") or "", relation.get("Type") or ""
            if relation.get("TargetMode") == "External":
                continue
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found.append((relation.get("Id") or "", path, kind.rsplit("/", 1)[-1]))
        return found
