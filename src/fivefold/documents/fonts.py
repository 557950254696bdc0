"""The faces of official documents: which are asked for, which stand in, which characters nobody has.

System fonts are never used, so that a document comes out the same on every machine. The free faces of
`third_party/fonts` are carried; an office's own 方正小标宋, 仿宋_GB2312 and so on, put into one folder, win.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from fivefold import carried
from fivefold.documents.cmap import characters
from fivefold.method.reason import Reason, Refused

CARRIED = carried("third_party/fonts")


class Role(StrEnum):
    """What a face is for."""

    TITLE = "title"  # 小标宋: issuer mark, title
    BODY = "body"  # 仿宋: everything that is not another role
    HEADING = "heading"  # 黑体: headings of level 1, table heads, label
    SUBHEADING = "subheading"  # 楷体: headings of level 2, signatory
    NUMBER = "number"  # 宋体: page numbers


@dataclass(frozen=True)
class Face:
    """A font face: its family name, weight (100-900), file and place in the file."""

    family: str
    weight: int
    path: Path
    index: int = 0

    @property
    def characters(self) -> frozenset[int]:
        """Code points with a glyph."""
        return characters(self.path, self.index)


def replaced_face(official: str, face: str, characters: str = "") -> Reason:
    """Return that a face stands in for the official one; characters: "" where it does so for all of them."""
    code = "documents.stand_in_characters" if characters else "documents.stand_in"
    return Reason.of(code, official=official, face=face, characters=characters)


@dataclass(frozen=True)
class StandIn:
    """A face used in place of the official one. characters: "" when it stands in for all of the role."""

    role: Role
    official: str
    face: str
    characters: str = ""

    @property
    def reason(self) -> Reason:
        """The stand-in as a sentence for pages and for the foot of the document."""
        return replaced_face(self.official, self.face, self.characters)


@dataclass(frozen=True)
class _Wanted:
    official: str
    names: tuple[str, ...]
    carried: tuple[str, int, str]


_SERIF = ("Noto Serif SC", 400, "noto-serif-sc/NotoSerifSC-Regular.ttf")
_WANTED: Mapping[Role, _Wanted] = {
    Role.TITLE: _Wanted(
        "方正小标宋简体",
        ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
        ("Noto Serif SC", 700, "noto-serif-sc/NotoSerifSC-Bold.ttf"),
    ),
    Role.BODY: _Wanted("仿宋_GB2312", ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"), _SERIF),
    Role.HEADING: _Wanted(
        "黑体", ("黑体", "SimHei"), ("Noto Sans SC", 500, "noto-sans-sc/NotoSansSC-Medium.ttf")
    ),
    Role.SUBHEADING: _Wanted(
        "楷体_GB2312",
        ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
        ("Fivefold Kai", 400, "fivefold-kai/FivefoldKai-Regular.ttf"),
    ),
    Role.NUMBER: _Wanted("宋体", ("宋体", "SimSun"), _SERIF),
}


def official_name(role: Role) -> str:
    """Return the name of the face that the standard or official practice asks for."""
    return _WANTED[role].official


@dataclass(frozen=True)
class FontSet:
    """The faces of each role in the order in which they are tried. `folders` hold all of their files."""

    faces: Mapping[Role, tuple[Face, ...]]
    folders: tuple[Path, ...]
    office: frozenset[Role] = field(default_factory=frozenset)

    def check(self, texts: Mapping[Role, str]) -> tuple[StandIn, ...]:
        """Return what stands in for what in these texts.

        Raises `Refused` naming every character that no face of its role holds: an empty box is never printed.
        """
        missing: set[str] = set()
        found: list[StandIn] = []
        for role, text in texts.items():
            letters = {c for c in text if not c.isspace()}
            found += self._used(role, letters)
            missing |= {c for c in letters if not any(ord(c) in face.characters for face in self.faces[role])}
        if missing:
            shown = tuple(f"{c} (U+{ord(c):04X})" for c in sorted(missing))
            raise Refused(Reason.of("documents.missing_characters", characters=shown))
        return tuple(found)

    def _used(self, role: Role, letters: set[str]) -> list[StandIn]:
        first, *others = self.faces[role]
        left = {c for c in letters if ord(c) not in first.characters}
        used: list[StandIn] = []
        if letters and role not in self.office:
            used.append(StandIn(role, official_name(role), first.family))
        for face in others:
            held = {c for c in left if ord(c) in face.characters}
            if held:
                used.append(StandIn(role, official_name(role), face.family, "".join(sorted(held))))
            left -= held
        return used


@cache
def font_set(office: Path | None = None) -> FontSet:
    """Return the faces to use; office: the folder with an office's own faces, or None."""
    own = _faces_in(office) if office else ()
    serif = _carried(_SERIF)
    faces: dict[Role, tuple[Face, ...]] = {}
    for role, wanted in _WANTED.items():
        named = [face for name in wanted.names for face in own if face.family == name][:1]
        chain = [*named, _carried(wanted.carried), serif]
        faces[role] = tuple(dict.fromkeys(chain))
    offices = frozenset(role for role in faces if own and faces[role][0] in own)
    return FontSet(faces, (CARRIED, *((office,) if office else ())), offices)


def _carried(entry: tuple[str, int, str]) -> Face:
    family, weight, name = entry
    return Face(family, weight, CARRIED / name)


def _faces_in(folder: Path) -> tuple[Face, ...]:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    ).fonts()
    found = (Face(f.family, f.weight, Path(f.path), f.index) for f in fonts if f.path is not None)
    return tuple(sorted(found, key=lambda face: (face.family, str(face.path), face.index)))
