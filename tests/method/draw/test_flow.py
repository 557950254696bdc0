from fivefold.method.draw.flow import Flow

ALLOWED = {"t1": ["h0", "h1"], "t2": ["h2", "h9"], "t3": ["h0", "h2"], "t4": ["h1", "h3"]}


def placed():
    flow = Flow(ALLOWED, dict.fromkeys(["h0", "h1", "h2", "h3", "h9"], 1))
    assert [flow.augment(task) for task in ALLOWED] == [None] * 4
    return flow


def test_later_tasks_move_so_that_earlier_ones_get_their_first_choice():
    flow = placed()
    assert flow.edges == {"t1": {"h1"}, "t2": {"h2"}, "t3": {"h0"}, "t4": {"h3"}}
    assert flow.fix("t1", "h0")
    assert flow.edges == {"t1": {"h0"}, "t2": {"h9"}, "t3": {"h2"}, "t4": {"h3"}}
    assert not flow.fix("t2", "h2")
    assert flow.fix("t2", "h9")
    assert flow.fix("t3", "h2")
    assert flow.fix("t4", "h1")
    assert flow.edges == {"t1": {"h0"}, "t2": {"h9"}, "t3": {"h2"}, "t4": {"h1"}}
    assert flow.left == {"h0": 0, "h1": 0, "h2": 0, "h3": 1, "h9": 0}


def test_a_refused_place_changes_nothing():
    flow = placed()
    flow.fix("t1", "h0")
    before = {task: set(hands) for task, hands in flow.edges.items()}, dict(flow.left), set(flow.fixed)
    assert not flow.fix("t3", "h0")
    assert (flow.edges, flow.left, flow.fixed) == before


def test_a_task_without_hands_names_itself():
    flow = Flow({"t1": []}, {})
    assert flow.augment("t1") == {"t1"}
