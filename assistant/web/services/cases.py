"""Cases: new ones, imported ones, whose they are and how far."""

import re
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from assistant.casework import CASE_FILE, load_case
from assistant.casework import Case as Profile
from assistant.errors import AssistantError
from assistant.web.access import Action, agencies_of
from assistant.web.models import Agency, Case, State
from assistant.web.services import folder, jobs, log
from assistant.web.services.stale import same_version

_YEARS = range(2008, 2100)
_UNSAFE = re.compile(r"[^\w\u4e00-\u9fff-]+")


class BadCase(AssistantError):
    """A case that cannot be made."""


def visible(user: Any) -> QuerySet[Case]:  # noqa: ANN401
    """Return the cases a user may see, latest year first, with how many notes wait for a look."""
    unsure = Count("notes", filter=Q(notes__status="new", notes__needs_review=True))
    return (
        Case.objects.filter(agency__in=agencies_of(user))
        .select_related("agency", "changed_by")
        .annotate(all_notes=Count("notes"), unsure_notes=unsure)
    )


def create(who: Any, agency_name: str, year: int, level: str = "", short_name: str = "", region: str = "") -> Case:  # noqa: ANN401
    """Make an empty case of an agency and a year.

    Raises:
        BadCase: no name, no year of a report, not an agency of this user's, or there is one already.

    """
    agency_name = agency_name.strip()
    if not agency_name or len(agency_name) > 120:
        raise BadCase("请填写机关全称", "例如：某某市某某局")
    if year not in _YEARS:
        raise BadCase(f"{year} 不是报告年度", "请填四位数的年份")
    profile = {"agency": agency_name, "short_name": short_name.strip(), "level": level, "region": region.strip()}
    with folder.staging() as staged:
        _write_profile(staged / CASE_FILE, {**profile, "year": year})
        return _adopt(who, staged, "case.new")


def take_in(who: Any, archive: IO[bytes]) -> Case:  # noqa: ANN401
    """Make a case of a zipped case folder.

    Raises:
        BadUpload: the zip is refused.
        BadCase: its case.yaml says nothing usable, or there is such a case.

    """
    with folder.staging() as staged:
        folder.unpack(archive, staged)
        return _adopt(who, staged, "case.import")


def _adopt(who: Any, staged: Path, what: str) -> Case:  # noqa: ANN401
    profile = load_case(staged / CASE_FILE)
    with transaction.atomic():
        agency = _agency(who, profile)
        if Case.objects.filter(agency=agency, year=profile.year).exists():
            raise BadCase(f"已有{agency.name}{profile.year}年的案例", "请打开它，在“材料”页上传文件")
        name = f"{_UNSAFE.sub('', profile.short_name)[:20]}-{profile.year}-{uuid.uuid4().hex[:6]}"
        case = Case(agency=agency, year=profile.year, folder=name, changed_by=who)
        case.inputs.parent.mkdir(parents=True)
        shutil.move(staged, case.inputs)
        case.outputs.mkdir()
        case.save()
        files = [path.relative_to(case.inputs).as_posix() for path in folder.list_files(case.inputs)]
        log.record(who, what, case, str(case), after={"files": files})
    jobs.start(case, "read", who)
    return case


def _agency(who: Any, profile: Profile) -> Agency:  # noqa: ANN401
    """Return the case's agency: one of the user's, or a new one where the user may make it."""
    agency = Agency.objects.filter(name=profile.agency).first()
    if agency is not None and agencies_of(who, Action.INPUT).filter(pk=agency.pk).exists():
        return agency
    if not settings.DESK and not who.is_superuser:
        raise BadCase(f"您不能为“{profile.agency}”新建案例", "请核对机关全称，或请管理人员授权")
    try:
        return Agency.objects.create(
            name=profile.agency,
            short_name=profile.short_name[:60],
            level=profile.level or "",
            region=(profile.region or "")[:20],
        )
    except IntegrityError as error:
        raise BadCase("同时有人新建了这个机关", "请重试") from error


def profile_of(case: Case) -> Profile:
    """Return what the case's case.yaml says.

    Raises:
        BadCase: of the pipeline, where it cannot be read.

    """
    return load_case(case.inputs / CASE_FILE)


def save_profile(case: Case, who: Any, version: int, values: dict[str, str], contact: dict[str, str]) -> None:  # noqa: ANN401
    """Write short name, level, region and contact into case.yaml; agency and year stay.

    Raises:
        Stale: somebody changed it meanwhile.

    """
    with folder.changing(case) as held:
        same_version(held, version, values)
        before = load_case(held.inputs / CASE_FILE)
        asked = {"agency": before.agency, "year": before.year, **values, "contact": contact}
        _write_profile(held.inputs / CASE_FILE, asked)
        held.version += 1
        held.changed_by = who
        held.save()
        log.record(who, "case.profile", held, CASE_FILE, _told(before), asked)
    Agency.objects.filter(pk=case.agency_id).update(level=values.get("level", ""))


def _told(profile: Profile) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(profile)
    told.pop("folder", None)
    return told


def _write_profile(path: Path, values: dict[str, Any]) -> None:
    """Write a case.yaml without its empty fields, and only one that can be read back."""
    import yaml

    kept = {key: value for key, value in values.items() if value and not isinstance(value, dict)}
    if contact := {key: value for key, value in (values.get("contact") or {}).items() if value}:
        kept["contact"] = contact
    aside = path.with_name(f".{path.name}.new")
    aside.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        load_case(aside)
    except AssistantError:
        aside.unlink()
        raise
    aside.replace(path)


def upload(case: Case, who: Any, files: Sequence[tuple[str, IO[bytes]]]) -> list[folder.Stored]:  # noqa: ANN401
    """Put files into the case folder; a zip is unpacked. What was replaced is kept aside.

    Raises:
        BadUpload: a file is refused; the files before it are kept.

    """
    stored: list[folder.Stored] = []
    try:
        for name, source in files:
            with folder.changing(case) as held:
                taken = _unzipped(held, source) if name.lower().endswith(".zip") else [_store(held, name, source)]
                folder.check_room(held)
                told = (
                    (each.name, {"replaced": True} if each.replaced else None, {"size": each.size}) for each in taken
                )
                log.record_all(who, "file.add", held, told, log.new_batch())
                Case.objects.filter(pk=held.pk).update(changed_by=who)
            stored += taken
    finally:
        Case.objects.filter(pk=case.pk).update(fingerprint="")
        jobs.start(case, "read", who)
    return stored


def _store(case: Case, name: str, source: IO[bytes]) -> folder.Stored:
    if folder.safe_name(name) == CASE_FILE:
        _same_case(case, source)
    return folder.store(case, name, source)


def _same_case(case: Case, source: IO[bytes]) -> None:
    """Refuse a case.yaml of another agency or year: it would turn one case into another."""
    with folder.staging() as staged:
        (staged / CASE_FILE).write_bytes(source.read(folder.MEGABYTE))
        profile = load_case(staged / CASE_FILE)
    source.seek(0)
    if (profile.agency, profile.year) != (case.agency.name, case.year):
        raise BadCase(f"{CASE_FILE} 是{profile.agency}{profile.year}年的", "请在“案例”页导入为另一个案例")


def _unzipped(case: Case, source: IO[bytes]) -> list[folder.Stored]:
    with folder.staging() as staged:
        names = folder.unpack(source, staged)
        taken = []
        for name in names:
            with (staged / name).open("rb") as file:
                taken.append(_store(case, name, file))
    return taken


def remove_file(case: Case, who: Any, name: str) -> None:  # noqa: ANN401
    """Take a file out of the case; it is kept aside.

    Raises:
        BadUpload: there is no such file, or it is the case.yaml.

    """
    if folder.safe_name(name) == CASE_FILE:
        raise folder.BadUpload(f"{CASE_FILE} 不能移出", "机关信息请在本页上方修改")
    with folder.changing(case) as held:
        folder.remove(held, name)
        log.record(who, "file.remove", held, name)
    Case.objects.filter(pk=case.pk).update(fingerprint="", changed_by=who)
    jobs.start(case, "read", who)


def move_to(case: Case, who: Any, version: int, state: State) -> None:  # noqa: ANN401
    """Say how far a case is. Final is reached by locking a version, not here.

    Raises:
        Stale: somebody changed it meanwhile.

    """
    if state is State.FINAL or case.locked:
        raise BadCase("定稿和重新打开请在“历史”页进行", "")
    with folder.changing(case) as held:
        same_version(held, version, state)
        before, held.state, held.version, held.changed_by = held.state, state, held.version + 1, who
        held.save()
        log.record(who, "case.state", held, str(held), before, str(state))
