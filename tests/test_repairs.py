"""Signs that a scan or a copy got wrong."""

from __future__ import annotations

import pytest

from extract.numbers.repairs import GAP, repair


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("婴儿死亡率1.8%。，较上年下降", "婴儿死亡率1.8‰，较上年下降"),
        ("婴儿死亡率由6.1%。下降到2.4%。。", "婴儿死亡率由6.1‰下降到2.4‰。"),
        ("占比38。5%", "占比38.5%"),
        ("婴儿死亡率2.30permil；", "婴儿死亡率2.30‰"),
        ("到2O25年，乡镇卫生院13l所", "到2025年，乡镇卫生院131所"),
        ("下降至4.78/1O万", "下降至4.78/10万"),
        ("全市共有A\n托位300个，其B\n中普惠C\n托位200个", "全市共有\n托位300个，其\n中普惠\n托位200个"),
        (
            "全市共有A\r\n托位300个，其B\r\n中普惠C\r\n托位200个",
            "全市共有\r\n托位300个，其\r\n中普惠\r\n托位200个",
        ),
    ],
)
def test_what_is_certain_is_put_right(text: str, right: str) -> None:
    assert repair(text).replace(GAP, "") == right
    assert len(repair(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "签约率达85%。全区共有家庭医生团队30个。",
        "采用A2O工艺，服务5G用户3万人",
        "接种甲型H1N1疫苗3万人",
        "补充维生素A\n每日一次",
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert repair(text) == text
