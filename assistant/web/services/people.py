"""Users of an office: logging in, being locked out, roles at agencies."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from assistant.errors import AssistantError
from assistant.web.access import Action, agencies_of
from assistant.web.models import Agency, Attempt, LogEntry, Membership, Role
from assistant.web.services import log, tickets

TRIES = 5
TRIES_PER_ADDRESS = 30
LOCKED_MINUTES = 15
DESK_USER = "本机用户"


class Refused(AssistantError):
    """A login or a change of users that is refused."""


def desk_user() -> Any:  # noqa: ANN401
    """Return the one user of a desk."""
    user, made = get_user_model().objects.get_or_create(username=DESK_USER)
    if made:
        user.set_unusable_password()
        user.save()
    return user


def log_in(name: str, password: str, address: str) -> Any:  # noqa: ANN401
    """Return the user of a name and password.

    Raises:
        Refused: they do not fit, the user is off, or there were too many tries in a quarter of an hour.

    """
    name = name.strip()[:150]
    _check_tries(name, address)
    user = authenticate(username=name, password=password)
    if user is None:
        Attempt.objects.create(name=name, address=address)
        log.record(None, "user.refused", target=name)
        raise Refused("用户名或密码不对", f"连续错{TRIES}次将锁定{LOCKED_MINUTES}分钟")
    Attempt.objects.filter(name=name).delete()
    log.record(user, "user.login", target=name)
    return user


def _check_tries(name: str, address: str) -> None:
    since = now() - timedelta(minutes=LOCKED_MINUTES)
    Attempt.objects.filter(at__lt=since - timedelta(days=1)).delete()
    recent = Attempt.objects.filter(at__gte=since)
    if recent.filter(name=name).count() >= TRIES or recent.filter(address=address).count() >= TRIES_PER_ADDRESS:
        raise Refused("尝试次数太多，已暂时锁定", f"请{LOCKED_MINUTES}分钟后再试，或请管理人员重设密码")


def set_password(user: Any, password: str, again: str) -> None:  # noqa: ANN401
    """Give a user a password.

    Raises:
        Refused: the two differ, or the password is too weak.

    """
    if password != again:
        raise Refused("两次输入的密码不一样", "请重新输入")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused("密码不够安全", "".join(error.messages)) from error
    user.set_password(password)
    user.save()
    log.record(user, "user.password", target=user.username)


def first_administrator(name: str, shown: str, password: str, again: str) -> Any:  # noqa: ANN401
    """Make the office's administrator; there must be none yet.

    Raises:
        Refused: there is one, or name or password are refused.

    """
    model = get_user_model()
    with transaction.atomic():
        if model.objects.filter(is_superuser=True).exists():
            raise Refused("已有管理员", "请用管理员账号登录")
        user = model(username=_free_name(name), first_name=shown.strip()[:60], is_superuser=True)
        set_password(user, password, again)
        log.record(user, "user.new", target=user.username, after={"administrator": True})
    return user


def create(who: Any, name: str, shown: str, agency: Agency, role: Role) -> tuple[Any, str]:  # noqa: ANN401
    """Make a user with a role and return it with the token of the link that sets the password.

    Raises:
        Refused: the name is taken or unusable, or the agency is not in the manager's hands.

    """
    with transaction.atomic():
        user = get_user_model()(username=_free_name(name), first_name=shown.strip()[:60])
        user.set_unusable_password()
        user.save()
        log.record(who, "user.new", target=user.username)
        grant(who, user, agency, role)
        return user, tickets.issue("invite", user)


def _free_name(name: str) -> str:
    model = get_user_model()
    name = name.strip()
    try:
        model.username.field.run_validators(name)
    except ValidationError as error:
        raise Refused("用户名不能使用", "请用字母、数字、汉字或 @ . + - _，不要空格") from error
    if not name or name == DESK_USER or model.objects.filter(username=name).exists():
        raise Refused("用户名为空或已有人使用", "请换一个")
    return name


def managed(who: Any) -> QuerySet[Any]:  # noqa: ANN401
    """Return the users a manager looks after: all for the office's administrator, else those of the agencies."""
    users = (
        get_user_model()
        .objects.exclude(username=DESK_USER)
        .order_by("username")
        .prefetch_related("memberships__agency")
    )
    if who.is_superuser:
        return users
    return users.filter(is_superuser=False, memberships__agency__in=agencies_of(who, Action.MANAGE)).distinct()


def grant(who: Any, user: Any, agency: Agency, role: Role) -> None:  # noqa: ANN401
    """Give a user a role at an agency, in place of the one there.

    Raises:
        Refused: the agency is not in the manager's hands.

    """
    _in_hand(who, agency)
    before = Membership.objects.filter(user=user, agency=agency).first()
    Membership.objects.update_or_create(user=user, agency=agency, defaults={"role": role})
    log.record(who, "user.grant", None, user.username, _told(before), {"agency": agency.name, "role": str(role)})


def revoke(who: Any, user: Any, agency: Agency) -> None:  # noqa: ANN401
    """Take a user's role at an agency away.

    Raises:
        Refused: the agency is not in the manager's hands.

    """
    _in_hand(who, agency)
    if membership := Membership.objects.filter(user=user, agency=agency).first():
        membership.delete()
        log.record(who, "user.revoke", None, user.username, _told(membership), None)


def _told(membership: Membership | None) -> dict[str, str] | None:
    return {"agency": membership.agency.name, "role": membership.role} if membership else None


def _in_hand(who: Any, agency: Agency) -> None:  # noqa: ANN401
    if not agencies_of(who, Action.MANAGE).filter(pk=agency.pk).exists():
        raise Refused("这个机关不归您管理", "请联系管理员")


def switch(who: Any, user: Any, active: bool) -> None:  # noqa: ANN401
    """Let a user in or keep them out; sessions of one kept out end with the next click.

    Raises:
        Refused: it is the manager, or somebody the manager does not look after.

    """
    _looked_after(who, user)
    user.is_active = active
    user.save(update_fields=["is_active"])
    log.record(who, "user.on" if active else "user.off", target=user.username)


def invite(who: Any, user: Any) -> str:  # noqa: ANN401
    """Return the token of a new link that sets a user's password.

    Raises:
        Refused: somebody the manager does not look after.

    """
    _looked_after(who, user)
    log.record(who, "user.password", target=user.username, after={"link": True})
    Attempt.objects.filter(name=user.username).delete()
    return tickets.issue("invite", user)


def _looked_after(who: Any, user: Any) -> None:  # noqa: ANN401
    mine = set(agencies_of(who, Action.MANAGE).values_list("pk", flat=True))
    theirs = set(user.memberships.values_list("agency_id", flat=True))
    if user == who or (not who.is_superuser and (user.is_superuser or not theirs or theirs - mine)):
        raise Refused("不能改这个用户", "不能停用自己；其他机关的用户请联系管理员")


def new_agency(who: Any, name: str) -> Agency:  # noqa: ANN401
    """Make an agency; only the office's administrator may.

    Raises:
        Refused: somebody else, no name, or a name that is taken.

    """
    name = name.strip()
    if not who.is_superuser:
        raise Refused("只有管理员可以新建机关", "请联系管理员")
    if not name or len(name) > 120:
        raise Refused("请填写机关全称", "例如：某某市某某局")
    try:
        with transaction.atomic():
            return Agency.objects.create(name=name)
    except IntegrityError as error:
        raise Refused("已有这个机关", "可以直接授权") from error


def audit(who: Any) -> QuerySet[LogEntry]:  # noqa: ANN401
    """Return the log a manager may see: of their agencies' cases, everything for the office's administrator."""
    entries = LogEntry.objects.select_related("case__agency")
    return entries if who.is_superuser else entries.filter(case__agency__in=agencies_of(who, Action.MANAGE))
