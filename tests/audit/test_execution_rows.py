"""预算执行率 among the indicators of a form without scores: judged at the funds, not as a target missed."""

from dataclasses import replace

import pytest

from tests.finding_lines import codes
from tests.form_table import form


@pytest.mark.parametrize(("name", "expected"), [("预算执行率", False), ("资金支付及时率", True)])
def test_only_real_targets_owe_a_reason(name: str, *, expected: bool) -> None:
    drawn = form(f"时效 | {name} | 100% | 95% | | |")
    assert ("XP130" in codes(replace(drawn, scored=False))) is expected
