"""The table of the source text, and facts of real divisions: level, standing and kind, nothing else."""

from fivefold.method.classify import contradiction_from_data, rule_from_data

CITY = {"eq": {"fact": "level", "value": "prefecture"}}
RULES = [
    rule_from_data(data)
    for data in (
        {"code": "province", "verdict": "excluded", "when": {"eq": {"fact": "level", "value": "province"}}},
        {"code": "planned", "verdict": "1", "when": {"is_true": "separately_planned"}},
        {"code": "sub-provincial", "verdict": "1", "when": {"is_true": "sub_provincial"}},
        {"code": "capital", "verdict": "1", "when": {"is_true": "capital"}},
        {
            "code": "district",
            "verdict": "3",
            "when": {"all": [{"eq": {"fact": "level", "value": "county"}}, {"is_true": "in_municipality"}]},
        },
        {
            "code": "prefecture",
            "verdict": "2",
            "when": {"any": [CITY, {"in": {"fact": "kind", "values": ["兵团师市", "国家级新区"]}}]},
        },
    )
]
CONTRADICTIONS = [
    contradiction_from_data(
        {
            "code": "capital-district",
            "when": {"all": [{"eq": {"fact": "level", "value": "county"}}, {"is_true": "capital"}]},
        }
    ),
    contradiction_from_data(
        {
            "code": "city-in-municipality",
            "when": {"all": [CITY, {"is_true": "in_municipality"}]},
        }
    ),
]


def facts(level, kind, **standing):
    plain = {"sub_provincial": False, "separately_planned": False, "capital": False, "in_municipality": False}
    return {"level": level, "kind": kind, **plain, **standing}


REGISTER = {
    "370200 青岛市": facts("prefecture", "地级市", sub_provincial=True, separately_planned=True),
    "410100 郑州市": facts("prefecture", "地级市", capital=True),
    "420100 武汉市": facts("prefecture", "地级市", sub_provincial=True, capital=True),
    "152200 兴安盟": facts("prefecture", "盟"),
    "320581 常熟市": facts("county", "县级市"),
    "370500 东营市": facts("prefecture", "地级市"),
    "133100 雄安新区": facts("special", "国家级新区"),
    "659001 石河子市": facts("county", "兵团师市"),
    "500235 云阳县": facts("county", "县", in_municipality=True),
    "500000 重庆市": facts("province", "直辖市"),
}
