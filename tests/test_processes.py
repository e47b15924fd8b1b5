import math
import operator
import os
from functools import partial

from assistant.processes import each


def test_results_come_in_order_from_one_process_and_from_several():
    told: list[int] = []
    assert each(math.sqrt, [9, 4, 1], 1, told.append) == [3, 2, 1]
    assert told == [1, 2, 3]
    assert each(math.sqrt, [9, 4, 1], 2, told.append) == [3, 2, 1]
    assert sorted(told[3:]) == [1, 2, 3]


def test_what_kills_its_process_is_none_and_the_others_are_made():
    work = [partial(abs, -1), partial(os._exit, 9), partial(abs, -3), partial(abs, -4)]
    assert each(operator.call, work, 2, lambda _: None) == [1, None, 3, 4]
