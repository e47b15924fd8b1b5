"""Problems told as pages, or as fragments where a script asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from assistant.errors import AssistantError


def problem(request: HttpRequest, error: AssistantError, status: int) -> HttpResponse:
    """Tell what went wrong and what to do."""
    return _page(request, error.problem, error.hint, status)


def _page(request: HttpRequest, title: str, hint: str, status: int) -> HttpResponse:
    asked_by_script = bool(request.headers.get("HX-Request"))
    template = "_problem.html" if asked_by_script else "problem.html"
    told = {"problem": title, "hint": hint}
    response = render(request, template, told, status=status)
    if asked_by_script:
        response.headers["HX-Retarget"] = "#messages"
        response.headers["HX-Reswap"] = "innerHTML"
    return response


def closed(request: HttpRequest) -> HttpResponse:
    """Refuse a visitor of a desk without its token."""
    return _page(
        request, "请用启动时显示的地址打开", "运行 nianbao serve，打开它显示的完整地址；每个地址只能用一次", 403
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """Refuse a request that carries too much."""
    return HttpResponse("上传的内容太大，请分几次上传", status=413, content_type="text/plain; charset=utf-8")


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without its token."""
    return _page(request, "页面已过期，没有保存", "请刷新页面后重试", 403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Refuse what a role may not do."""
    return _page(request, str(exception) or "没有这项权限", "如需权限，请联系管理人员", 403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that there is no such page, or none for this user."""
    return _page(request, "没有这个页面", "可能已被移走，或者不在您的权限内", 404)


def bad(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that a request could not be read."""
    return HttpResponse("请求无法读取", status=400, content_type="text/plain; charset=utf-8")


def broken(request: HttpRequest) -> HttpResponse:
    """Tell that the program failed."""
    return HttpResponse("程序出错，没有保存这一步；请返回重试", status=500, content_type="text/plain; charset=utf-8")
