"""The thread beside the pages that takes jobs in their order; long ones run in a process of their own."""

import json
import logging
import subprocess
import sys
import threading
from dataclasses import asdict

from django.db import close_old_connections

from assistant.casework import warm_up
from assistant.web.models import Job
from assistant.web.project import Options
from assistant.web.services import folder, jobs

_PAUSE_SECONDS = 0.4
_SMALL = 3 * folder.MEGABYTE
"""Folders up to this size are read in the thread; it is over before a process would have started."""


class Worker(threading.Thread):
    """Takes jobs until it is told to stop."""

    def __init__(self, options: Options) -> None:
        super().__init__(name="nianbao-worker", daemon=True)
        self.options = options
        self.ended = threading.Event()

    def run(self) -> None:
        """Take jobs; one that fails is written down, and the next one is taken."""
        jobs.recover()
        warm_up()
        while not self.ended.is_set():
            try:
                job = jobs.claim()
                if job is None:
                    self.ended.wait(_PAUSE_SECONDS)
                else:
                    self._work(job)
            except Exception as error:  # the thread must outlive any job; the log names the kind, never the material
                logging.getLogger("nianbao.web").error("job: %s", type(error).__name__)
                self.ended.wait(_PAUSE_SECONDS)
            close_old_connections()

    def _work(self, job: Job) -> None:
        if job.kind == "read" and _small(job):
            jobs.perform(job)
            return
        told = {**asdict(self.options), "data": str(self.options.data), "job": job.pk}
        done = subprocess.run(
            [sys.executable, "-m", "assistant.web.work"], input=json.dumps(told).encode(), stderr=subprocess.DEVNULL
        )
        if done.returncode:
            Job.objects.filter(pk=job.pk, state="running").update(
                state="failed", problem="程序出错，没有完成", hint="请重试；仍不行请联系管理人员"
            )


def _small(job: Job) -> bool:
    return sum(path.stat().st_size for path in folder.list_files(job.case.inputs)) <= _SMALL
