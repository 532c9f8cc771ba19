"""Pictograms: from SVG to PNG, the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from xlperf.addin.icons import Icon, read_icon, read_icons

RED, BLUE, NOTHING = (192, 0, 0, 255), (0, 0, 255, 255), (0, 0, 0, 0)


def _icon(folder: Path, shapes: str, box: str = "0 0 32 32") -> Icon:
    file = folder / "x.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{shapes}</svg>')
    return read_icon(file)


def _picture(icon: Icon, pixels: int) -> Image.Image:
    picture = Image.open(io.BytesIO(icon.png(pixels)))
    picture.load()
    return picture


@pytest.mark.parametrize("pixels", [16, 32, 64])
def test_shipped_icons_are_pictures_on_nothing(pixels: int) -> None:
    """Transparent around, drawn upon enough to be seen, none like another."""
    pictures = [_picture(icon, pixels) for icon in read_icons()]
    for picture in pictures:
        assert (picture.mode, picture.size) == ("RGBA", (pixels, pixels))
        assert picture.getpixel((0, 0)) == NOTHING
        drawn = sum(1 for alpha in picture.getchannel("A").tobytes() if alpha > 128)
        assert 0.15 < drawn / pixels**2 < 0.95
    assert len({picture.tobytes() for picture in pictures}) == len(pictures) == 7


def test_the_same_bytes_every_time() -> None:
    first, again = read_icons(), read_icons()
    assert [icon.png(32) for icon in first] == [icon.png(32) for icon in again]


def test_shapes_are_where_they_should_be(tmp_path: Path) -> None:
    """The later shape lies over the earlier; lines have their width."""
    icon = _icon(
        tmp_path,
        '<rect x="8" y="8" width="16" height="16" fill="#C00000"/><circle cx="16" cy="16" r="4" fill="#0000FF"/>'
        '<polygon points="0,0 6,0 0,6" fill="#0000FF"/><polyline points="4,28 28,28" stroke="#C00000" stroke-width="2"/>',
    )
    picture = _picture(icon, 32)
    expected = {
        (9, 9): RED,
        (16, 16): BLUE,
        (26, 16): NOTHING,
        (1, 1): BLUE,
        (5, 5): NOTHING,
        (16, 27): RED,
        (16, 30): NOTHING,
    }
    assert {place: picture.getpixel(place) for place in expected} == expected
    assert _picture(icon, 64).getpixel((32, 32)) == BLUE


def test_edges_are_smooth_and_keep_their_colour(tmp_path: Path) -> None:
    """A half covered pixel is half transparent, not darker."""
    picture = _picture(_icon(tmp_path, '<rect x="0.5" y="0" width="31" height="32" fill="#C00000"/>'), 32)
    assert picture.getpixel((0, 16)) == (192, 0, 0, 128)


@pytest.mark.parametrize(
    ("shapes", "box"),
    [
        ('<path d="M0 0"/>', "0 0 32 32"),
        ('<rect x="0" y="0" width="3" height="3" fill="red"/>', "0 0 32 32"),
        ('<rect x="0" y="0" width="3" height="3"/>', "0 0 32 32"),
        ("", "0 0 32 16"),
        ("", "1 0 32 32"),
    ],
)
def test_what_it_cannot_draw_is_refused(tmp_path: Path, shapes: str, box: str) -> None:
    with pytest.raises(ValueError, match=r"x\.svg"):
        _icon(tmp_path, shapes, box)
