"""Many cases in one run: each drafted by itself, placed whole or not at all, and listed with what became of it."""

from assistant.batch.job import run_case
from assistant.batch.key import case_key, program_key
from assistant.batch.pool import Limits, Pool
from assistant.batch.run import Order, Ran, Scheduler, Watcher, run_batch
from assistant.batch.summary import STATE_WORDS, summary_json, write_summary
from assistant.batch.task import Outcome, State, Task, failed

__all__ = [
    "STATE_WORDS",
    "Limits",
    "Order",
    "Outcome",
    "Pool",
    "Ran",
    "Scheduler",
    "State",
    "Task",
    "Watcher",
    "case_key",
    "failed",
    "program_key",
    "run_batch",
    "run_case",
    "summary_json",
    "write_summary",
]
