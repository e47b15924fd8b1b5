"""Faults on purpose: after each of them nothing is lost, nothing half-written, everything explained, and the next run mends it.

NIANBAO_FAULTS sets how many (25 by default, 500 for the figures in docs/reliability.md), NIANBAO_FAULTS_SEED where they
strike. What is drafted is recorded once; finding, keys, locks, writing, placing and mending are the real ones, in a
process of its own that can be killed.
"""

import errno
import io
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from pathlib import Path

import pytest

from assistant.batch import Order, State, job, run_batch, write_summary
from assistant.batch.place import _WORK
from assistant.batch.record import DONE_FILE, read_done
from assistant.errors import AssistantError
from assistant.export import write_aside
from assistant.pipeline import draft, settings

COUNT = int(os.environ.get("NIANBAO_FAULTS", "25"))
SEED = os.environ.get("NIANBAO_FAULTS_SEED", "2024")
EDITED = b"changed by a person, signed by the head of office"
KINDS = (
    "killed", "killed", "killed", "killed", "disk full", "disk full", "small disk", "file limit", "read-only", "read-only disk",
    "no right", "input error", "record damaged", "model damaged", "two at once", "clock", "input vanished", "input changed",
    "slow share", "out of memory",
)  # fmt: skip

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills, mounts and limits are those of Linux")


class Silent:
    def begin(self, total):
        pass

    def finished(self, outcome):
        pass


def chosen():
    return settings(charts=False, suggestions=0, vectors=False)


def run(world, schedule=lambda tasks: map(job.run_case, tasks)):
    out = world / "out"
    return run_batch(Order(world / "in", out, chosen()), schedule, Silent(), lambda ran: write_summary(ran, out))


def case(root, name, notes):
    (root / name).mkdir(parents=True, exist_ok=True)
    (root / name / "case.yaml").write_text(f"agency: 云川市{name}\nyear: 2024\n", encoding="utf-8")
    (root / name / "记录.txt").write_text(notes, encoding="utf-8")


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def recorded():
    """Draft through a memory: the files of a case are drafted once and then written again, by the same writer."""
    known = {}

    def again(source, out, settings, case=None, say=print):
        read = tuple(path.read_bytes() for path in sorted(source.iterdir()))
        if (source.name, read) not in known:
            made = draft(source, out, settings, case, say)
            known[source.name, read] = made, {path.name: path.read_bytes() for path in made.files}
        made, content = known[source.name, read]
        for name, each in content.items():
            write_aside(out / name, each)
        return type(made)(made.report, made.findings, tuple(out / name for name in content))

    return again


@pytest.fixture(scope="module")
def before(tmp_path_factory, recorded):
    """A run of yesterday, one of its drafts edited since, and what today's run is to make of today's inputs."""
    world = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assistant.batch.run.program_key", lambda _: "the program as it was")
        patch.setenv("NIANBAO_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(job, "draft", recorded)
        for name in ("水务局", "教育局", "民政局"):
            case(world / "in", name, "3月5日组织政务公开培训2次\n")
        run(world)
        (world / "out" / "民政局" / "report.docx").write_bytes(EDITED)
        for name in ("教育局", "民政局", "统计局"):
            case(world / "in", name, "3月5日组织政务公开培训2次\n5月6日发布政策解读3条\n")
        wanted = tmp_path_factory.mktemp("wanted")
        shutil.copytree(world, wanted, dirs_exist_ok=True)
        assert {each.state for each in run(wanted).outcomes} == {State.DONE, State.KEPT}
        yield world, {path: told(each) for path, each in files(wanted / "out").items() if "summary" not in path}


def told(content):
    """Return what a file says, without the time at which it says so."""
    if content[:2] != b"PK":
        return content if b'"seal"' not in content else b"record"
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {
            name: packed.read(name) for name in packed.namelist() if name in {"word/document.xml", "xl/workbook.xml"}
        }


class Struck:
    """A run in a process of its own, which a fault strikes at its nth touch of the files it watches."""

    def __init__(self, world, recorded):
        self.world, self.recorded = world, recorded
        self.touches, self.strike, self.at, self.watched = 0, None, 0, str(world / "out")
        self.errors = False
        """Whether what strikes is an error: rmtree itself never meets one, only what it calls does."""

    def hook(self, event, given):
        if event not in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"}:
            return
        inside = isinstance(given[0], str | Path) and str(given[0]).startswith(self.watched)
        below = event in {"os.remove", "os.rmdir"} and isinstance(given[-1], int) and given[-1] != -1
        if (inside or below) and self.strike and not (event == "shutil.rmtree" and self.errors):
            self.touches += 1
            if self.touches >= self.at:
                self.strike(event, given)

    def __call__(self, prepare=None, schedule=None):
        """Return the exit status, and what the run said at its end: states with reasons, or why it refused."""
        said = self.world / "said.json"
        child = os.fork()
        if child == 0:
            try:
                job.draft = self.recorded
                sys.addaudithook(self.hook)
                if prepare:
                    prepare()
                self._run(said, schedule)
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(70)
        return os.waitpid(child, 0)[1], json.loads(said.read_bytes()) if said.exists() else None

    def _run(self, said, schedule):
        try:
            ran = run(self.world, schedule) if schedule else run(self.world)
            answer = [[each.case, each.state.value, each.problem, each.hint] for each in ran.outcomes]
        except AssistantError as error:
            answer = [["", "refused", error.problem, error.hint]]
        self.strike = None
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
        said.write_text(json.dumps(answer), encoding="utf-8")
        os._exit(0)


def raising(number, times):
    """Return a fault: every touch of a file fails with this error, so many times."""
    left = [times]

    def strike(event, given):
        left[0] -= 1
        if left[0] >= 0:
            raise OSError(number, os.strerror(number), str(given[0]))

    return strike


def killed(struck, chance):
    struck.strike, struck.at = lambda *_: os.kill(os.getpid(), signal.SIGKILL), chance.randint(1, 240)
    return struck()


def failing(number, share="out"):
    def fault(struck, chance):
        struck.watched = str(struck.world / share)
        struck.at = chance.randint(1, 200 if share == "out" else 20)
        struck.strike, struck.errors = raising(number, chance.choice((1, 3, 10_000))), True
        return struck()

    return fault


def file_limit(struck, chance):
    most = chance.randint(1, 80_000)
    return struck(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY)))


def mounted(struck, size, then):
    """Let the outputs lie on a disk of their own while the run lasts; None where this machine allows no mounts."""
    out, aside = struck.world / "out", struck.world / "aside"
    shutil.copytree(out, aside)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(out)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        return None
    try:
        shutil.copytree(aside, out, dirs_exist_ok=True)
        then()
        return struck()
    finally:
        shutil.rmtree(aside)
        shutil.copytree(out, aside)
        subprocess.run(["umount", str(out)], check=True)
        shutil.rmtree(out)
        aside.rename(out)


def small_disk(struck, chance):
    used = sum(-(-len(each) // 4096) * 4096 + 4096 for each in files(struck.world / "out").values())
    return mounted(struck, used + chance.randint(40_000, 900_000), lambda: None) or failing(errno.ENOSPC)(
        struck, chance
    )


def read_only_disk(struck, chance):
    def then():
        subprocess.run(["mount", "-o", "remount,ro", str(struck.world / "out")], check=True)

    return mounted(struck, 8 << 20, then) or failing(errno.EROFS)(struck, chance)


def record_damaged(struck, chance):
    path = struck.world / "out" / chance.choice(("水务局", "教育局", "民政局")) / DONE_FILE
    content = bytearray(path.read_bytes())
    if chance.random() < 0.5:
        content = content[: chance.randrange(len(content))]
    else:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    return struck()


def model_damaged(struck, chance):
    """Damage a copy of the labels' model that an office trained and uses."""
    from assistant.classify.kept import MODELS, OfficeCard, use, write_office_card
    from assistant.taxonomy import load_taxonomy

    home = Path(os.environ["NIANBAO_HOME"])
    folder = home / MODELS / "labels-20240101-000000"
    shutil.copytree(Path(__file__).parents[3] / "models" / "labels", folder)
    write_office_card(folder, OfficeCard("2024-01-01", load_taxonomy(None), 1, 1, 1.0, 1.0, 1.0, 1.0))
    use(home, folder.name)
    weights = folder / "weights.npz"
    weights.write_bytes(weights.read_bytes()[: chance.randrange(weights.stat().st_size)])
    struck.recorded = draft
    try:
        return struck()
    finally:
        shutil.rmtree(home / MODELS)


def two_at_once(struck, chance):
    """Start a second run while a first holds the outputs; sometimes the first is killed, and the second may go on."""
    ready, go = os.pipe()
    first = os.fork()
    if first == 0:
        job.draft = struck.recorded

        def slowly(tasks):
            os.write(go, b"1")
            time.sleep(30)
            yield from ()

        try:
            run(struck.world, slowly)
        finally:
            os._exit(0)
    os.read(ready, 1)
    if chance.random() < 0.5:
        os.kill(first, signal.SIGKILL)
        os.waitpid(first, 0)
        return struck()
    answer = struck()
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    assert answer[1][0][1] == "refused" and str(first) in answer[1][0][2], answer
    return answer


def clock(struck, chance):
    """Set the clock to another time whenever somebody looks, and the times of all files to anything."""
    for path in struck.world.rglob("*"):
        os.utime(path, (chance.randrange(4_000_000_000),) * 2)
    jumps = random.Random(chance.random())

    def wrong():
        time.time = lambda: jumps.uniform(4e8, 4e9)

    return struck(wrong)


def vanished(struck, chance):
    gone = struck.world / "in" / chance.choice(("教育局", "民政局", "统计局"))
    gone = gone if chance.random() < 0.5 else gone / "记录.txt"

    def strike(event, given):
        struck.strike = None
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()

    struck.watched, struck.strike, struck.at = str(struck.world / "in"), strike, chance.randint(1, 20)
    return struck()


def changed(struck, chance):
    notes = struck.world / "in" / "统计局" / "记录.txt"

    def strike(event, given):
        struck.strike = None
        with notes.open("a", encoding="utf-8") as file:
            file.write("7月8日发布政策解读5条\n")

    struck.watched, struck.strike, struck.at = str(struck.world / "in"), strike, chance.randint(1, 20)
    return struck()


def slow_share(struck, chance):
    pause = chance.uniform(0, 0.02)
    struck.watched, struck.strike = str(struck.world), lambda *_: time.sleep(pause)
    return struck()


def out_of_memory(struck, chance):
    def strike(event, given):
        struck.strike = None
        raise MemoryError

    struck.errors = True
    struck.watched, struck.strike, struck.at = str(struck.world / "in"), strike, chance.randint(1, 20)
    return struck()


FAULTS = {
    "killed": killed,
    "disk full": failing(errno.ENOSPC),
    "small disk": small_disk,
    "file limit": file_limit,
    "read-only": failing(errno.EROFS),
    "read-only disk": read_only_disk,
    "no right": failing(errno.EACCES),
    "input error": failing(errno.EIO, "in"),
    "record damaged": record_damaged,
    "model damaged": model_damaged,
    "two at once": two_at_once,
    "clock": clock,
    "input vanished": vanished,
    "input changed": changed,
    "slow share": slow_share,
    "out of memory": out_of_memory,
}


def test_every_kind_of_fault_is_drawn():
    assert set(KINDS) == set(FAULTS) and len(KINDS) <= 25


@pytest.mark.parametrize(
    ("number", "kind"),
    [pytest.param(n, KINDS[n % len(KINDS)], id=f"{KINDS[n % len(KINDS)]}-{n}") for n in range(COUNT)],
)
def test_a_fault_loses_nothing_halves_nothing_and_is_explained(number, kind, before, recorded, tmp_path, monkeypatch):
    world, (origin, wanted) = tmp_path / "world", before
    shutil.copytree(origin, world)
    inputs = files(world / "in")
    status, said = FAULTS[kind](Struck(world, recorded), random.Random(f"{SEED} {number}"))
    now = files(world / "in")
    if kind in {"input vanished", "input changed"}:
        assert now.items() - inputs.items() <= {("统计局/记录.txt", now.get("统计局/记录.txt"))}
        shutil.rmtree(world / "in")
        shutil.copytree(origin / "in", world / "in")
    else:
        assert now == inputs, "an input was changed"
    nothing_half_written(world / "out")
    assert EDITED in files(world / "out").values(), "an edited draft was lost"
    explained(status, said, kind)
    monkeypatch.setattr(job, "draft", recorded)
    ran = run(world)
    assert {each.state for each in ran.outcomes} <= {State.DONE, State.KEPT}
    nothing_half_written(world / "out")
    mended(world / "out", wanted)


def nothing_half_written(out):
    """Hold each folder of outputs against its record: all of it is there, as it was written or edited by a person."""
    for place in out.iterdir():
        if not place.is_dir() or place.name == _WORK or not (place / DONE_FILE).exists():
            continue
        done = read_done((place / DONE_FILE).read_bytes())
        for name, expected in (done.outcome.files if done else {}).items():
            content = (place / name).read_bytes()
            assert content == EDITED or job.bytes_hash(content) == expected, f"{place.name}/{name} is half-written"
    for summary in out.glob("summary.json"):
        json.loads(summary.read_bytes())


def explained(status, said, kind):
    """A killed run says nothing; any other says of every case what became of it, and why where it failed."""
    if os.WIFSIGNALED(status):
        assert kind == "killed" and os.WTERMSIG(status) == signal.SIGKILL
        return
    assert status == 0 and said, f"the run ended with {status} and no word"
    assert len(said) == 4 or said[0][1] == "refused" or kind == "input vanished"
    for name, state, problem, hint in said:
        assert state in {"done", "kept"} or (problem and hint), (name, state)
        assert "Traceback" not in problem


def mended(out, wanted):
    """After the next run everything is as if nothing had happened; more may be kept, never less."""
    now = {path: told(each) for path, each in files(out).items() if "summary" not in path}
    assert EDITED in files(out).values(), "an edited draft was lost"
    for path, content in wanted.items():
        if "改过的旧稿" not in path and not path.startswith(_WORK):
            assert now.get(path) == content, path
    left = [path for path in (out / _WORK).rglob("*") if path.is_file() and path.name != "lock"]
    assert left == []
