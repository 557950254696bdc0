"""Numbers beyond any bound are refused at their cells by every command, before anything computes with them."""

import pytest

SCORES = "region,province,class,p1,p2\n甲,演示省,2,80,70\n乙,演示省,2,75,@\n"
QUOTAS = "project,province,class,low,high,penalty\n"
TERM = "name,start,days,kind{}\n自评,2026-03-02T09:00+08:00,@,自然日{}\n"
MARKS = "region,judge,mark\n甲,a,@\n甲,b,3\n乙,a,2\n乙,b,1\n"
SCHEME = "part,name,weight\nstage,s,1\nchannel,c,{}\n"
HELD = "kind,key,node,score\nscore,甲,a,{}\n"
MEETING = "name,class,province,themes,angle,quality,turns\n甲,1,演示省,t,x,{},{}\n"
FACTS = "region,item,review,own,before\n甲,一,{},{},{}\n"
ADVICE = "region,province,project,score,full,answered\n甲,演示省,p1,{},{},{}\n"
CARRY = ("carry", "+code,title\na,甲\n", "+code,title\na,甲\n", "--mapping", "+old,new\na,a\n", "--policy",
         "rule-of-three", "--holdings")  # fmt: skip
EDITION = "+code,title,full\na,甲,@\n"

# Arguments; what begins with + is the text of a table, with @ for the number.
CALLS = {
    "advise score": ("advise", "+" + ADVICE.format("@", 10, 1), "--region", "甲", "--seed", "1"),
    "advise full": ("advise", "+" + ADVICE.format(1, "@", 1), "--region", "甲", "--seed", "1"),
    "advise answered": ("advise", "+" + ADVICE.format(1, 10, "@"), "--region", "甲", "--seed", "1"),
    "carry score": (*CARRY, "+" + HELD.format("@")),
    "compare-editions full": ("compare-editions", EDITION, EDITION),
    "champions score": ("champions", "+region,class,p\n甲,1,@\n", "--class", "1"),
    "champions weight": (
        "champions", "+region,class,p\n甲,1,5\n", "--class", "1", "--weights", "+project,weight\np,@\n",
    ),
    "climb count": ("climb", "+case,at,adopters\n甲,地标,@\n", "--ladder", "地标→国标"),
    "compose quality": ("compose", "+" + MEETING.format("@", 0), "--class", "1", "--theme", "t"),
    "compose turns": ("compose", "+" + MEETING.format(5, "@"), "--class", "1", "--theme", "t"),
    "compose similarity": (
        "compose", "+" + MEETING.format(5, 0), "--class", "1", "--theme", "t", "--similar",
        "+first,second,similarity\n甲,乙,@\n",
    ),
    "coordinate score": ("coordinate", "+" + SCORES),
    "coordinate threshold": ("coordinate", "+" + SCORES.replace("@", "1"), "--threshold", "@"),
    "coordinate penalty": (
        "coordinate", "+" + SCORES.replace("@", "1"), "--quotas", "+" + QUOTAS + "p1,,,1,,@\n",
    ),
    "coordinate low": (
        "coordinate", "+" + SCORES.replace("@", "1"), "--quotas", "+" + QUOTAS + "p1,,,@,,\n",
    ),
    "variants score": (
        "variants", "+" + SCORES, "--quotas", "+" + QUOTAS, "--quotas", "+" + QUOTAS,
    ),
    "deadline days": ("deadline", "+" + TERM.format("", "")),
    "draw weight": (
        "draw", "commit", "+name,weight\n甲,@\n", "--domain", "d", "--round", "1", "--take", "1", "--out", "x.json",
    ),
    "escalate days": (
        "escalate", "+" + TERM.format(",owner", ",00/99"), "--at", "2026-05-01T00:00+08:00",
    ),
    "evaluate score": ("evaluate", "+region,stage,channel,score\n甲,s,c,@\n", "--scheme", "+" + SCHEME.format(1)),
    "evaluate weight": ("evaluate", "+region,stage,channel,score\n甲,s,c,1\n", "--scheme", "+" + SCHEME.format("@")),
    "gap initial": ("gap", "+region,province,initial,recheck\n甲,演示省,@,1\n"),
    "gap recheck": ("gap", "+region,province,initial,recheck\n甲,演示省,1,@\n"),
    "home-bias mark": ("home-bias", "+" + MARKS, "--home", "+region,judge\n甲,a\n"),
    "influence mark": ("influence", "+" + MARKS),
    "judge mark": ("judge", "+" + MARKS, "--seed", "1"),
    "match-helpers score": ("match-helpers", "+region,class,p\n甲,1,@\n", "--seed", "1"),
    "mosaic quality": ("mosaic", "+district,quality,p\n甲,@,是\n"),
    "negative-list score": (
        "negative-list", "+region,score\n甲,@\n", "--items", "+item,cap\n一,\n", "--checks",
        "+region,item,checker,found\n",
    ),
    "negative-list cap": (
        "negative-list", "+region,score\n甲,1\n", "--items", "+item,cap\n一,@\n", "--checks",
        "+region,item,checker,found\n",
    ),
    "pairs wins": ("pairs", "+first,second,wins\n甲,乙,@\n"),
    "rank place": ("rank", "+judge,item,place\na,甲,@\na,乙,2\n"),
    "weak-points review": ("weak-points", "+" + FACTS.format("@", 1, 1), "--below", "0.5"),
    "weak-points own": ("weak-points", "+" + FACTS.format(1, "@", 1), "--boast", "0.5"),
    "weak-points before": ("weak-points", "+" + FACTS.format(1, 1, "@"), "--fallen", "0.5"),
}  # fmt: skip


@pytest.fixture
def call(table, method, tmp_path, monkeypatch):
    """Call a command of `CALLS` with a number."""
    monkeypatch.chdir(tmp_path)

    def run(name, number):
        given = [
            table(f"{place}.csv", one[1:].replace("@", number)) if one[0] == "+" else one.replace("@", number)
            for place, one in enumerate(CALLS[name])
        ]
        return method(*given)

    return run


@pytest.mark.parametrize("number", ["1e999999999", "1e400", "-1e400", "1e-999999999", "1" * 32])
@pytest.mark.parametrize("name", CALLS)
def test_a_number_beyond_bounds_is_refused_at_its_cell(call, name, number):
    done = call(name, number)
    assert (done.exit_code, type(done.exception)) == (1, SystemExit), done.output
    assert any(
        said in done.stderr
        for said in ("at most 15 digits before the point and 30 after it", "no whole number", "at most 120")
    )
    assert number[:20] in done.stderr


@pytest.mark.parametrize("name", CALLS)
def test_the_same_tables_with_a_small_number_are_read(call, name):
    done = call(name, "1")
    assert done.exit_code in (0, 1), done.output  # 1: too few rows for the computation
    assert "at most" not in done.stderr


@pytest.mark.parametrize("name", ["climb count", "compose quality", "match-helpers score", "pairs wins"])
def test_a_whole_number_is_at_most_a_thousand_million(call, name):
    assert "a whole number of at most 1000000000: 1000000001" in call(name, "1000000001").stderr
    assert "at most" not in call(name, "1000000000").stderr


@pytest.mark.parametrize("name", ["deadline days", "escalate days"])
def test_a_term_stays_within_the_calendar(call, name):
    assert "beyond the calendar: 999999999" in call(name, "999999999").stderr
    assert call(name, "9999").exit_code == 0


def test_points_must_fit_the_solver_together(call):
    assert call("coordinate score", "75.30000000000001").exit_code == 0
    assert "too many digits in all" in call("coordinate score", "1234567890.123456789").stderr


def test_a_fraction_of_a_score_is_bounded_too(call):
    assert call("carry score", "22/3").exit_code == 0
    assert "at most 120 characters" in call("carry score", "2" * 120 + "/3").stderr
