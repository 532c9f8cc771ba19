"""Whatever happens at a desk, no process, folder or socket of it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.click.desk import PATIENCE, TITLE, at_a_desk
from tests.journeys.clean_form import PROFILE, PROJECT
from tests.office.processes import living_in, sockets_of
from tests.office.screen import Screen, ScreenError, wait_for
from xlperf.forms import template
from xlperf.layout.workbook import plan_workbook
from xlperf.workbook.draw import draw


def test_a_test_that_fails_while_a_box_is_open_leaves_nothing(tmp_path: Path) -> None:
    """The worst case: LibreOffice cannot end in peace, for a box waits for an answer."""
    book = tmp_path / "自评表.xlsm"
    book.write_bytes(draw(plan_workbook(template("national-2020"), PROFILE, PROJECT, macro=True)))
    screens: list[Screen] = []
    sockets: list[Path] = []

    def fail() -> None:
        with at_a_desk(book, path=str(tmp_path)) as desk:
            screens.append(desk.office.screen)
            desk.office.click("校验")
            wait_for("a box", PATIENCE, lambda: desk.office.dialog(TITLE))
            running = living_in(desk.office.screen.folder)
            assert len(running) >= 2
            sockets.extend(socket for process in running for socket in sockets_of(process))
            raise RuntimeError("the test failed")

    with pytest.raises(RuntimeError, match="the test failed"):
        fail()
    (screen,) = screens
    assert sockets
    assert living_in(screen.folder) == []
    assert not screen.folder.exists()
    assert [socket for socket in sockets if socket.exists()] == []
    assert not Path(f"/tmp/.X11-unix/X{screen.display.removeprefix(':')}").exists()


def test_two_screens_do_not_get_in_each_others_way() -> None:
    with Screen(640, 480) as one, Screen(640, 480) as other:
        assert one.display != other.display
        assert one.picture().size == (640, 480)


def test_what_never_comes_is_named() -> None:
    with pytest.raises(ScreenError, match=r"not within 0\.2 s: the end of the world"):
        wait_for("the end of the world", 0.2, lambda: False)
