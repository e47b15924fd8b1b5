"""Everything that is looked at, in order; what cannot be looked at is itself a complaint."""

from collections.abc import Callable, Iterator
from functools import partial

from assistant.doctor.complaint import Told, fine, wrong
from assistant.doctor.fonts import examine_fonts
from assistant.doctor.parts import examine_parts
from assistant.doctor.selftest import examine_draft
from assistant.doctor.shipped import examine_shipped
from assistant.doctor.storage import examine_storage
from assistant.doctor.versions import examine_versions
from assistant.errors import AssistantError
from assistant.mishaps import describe
from assistant.settings import Settings, load_settings

Examination = Callable[[], Iterator[Told]]


def examine(say: Callable[[str], None] = lambda _: None) -> list[Told]:
    """Look at everything and tell about each thing; never raises: what breaks is told."""
    told: list[Told] = []
    settings = _settings(told)
    examinations: dict[str, Examination] = {"版本": examine_versions, "字体": examine_fonts, "组件": examine_parts}
    if settings:
        examinations["模型"] = partial(examine_shipped, settings)
        examinations["语料和磁盘"] = partial(examine_storage, settings)
        examinations["试起草"] = partial(examine_draft, settings)
    for part, examination in examinations.items():
        say(part)
        told += _guarded(part, examination)
    return told


def _settings(told: list[Told]) -> Settings | None:
    try:
        settings = load_settings()
    except AssistantError as error:
        told.append(wrong("设置", error.problem, error.hint))
        return None
    told.append(fine("设置", f"用户文件夹 {settings.home}"))
    return settings


def _guarded(part: str, examination: Examination) -> list[Told]:
    """Return what an examination tells; one that breaks down is a complaint of its own."""
    told: list[Told] = []
    try:
        told.extend(examination())
    except AssistantError as error:
        told.append(wrong(part, error.problem, error.hint or "请重新安装 nianbao"))
    except Exception as error:  # the doctor is for machines on which anything may be broken
        told.append(wrong(part, *describe(error)))
    return told
