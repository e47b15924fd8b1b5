"""Numbers: the official tables, the rows behind a cell, typed figures, identities, charts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from assistant.numbers import behind, cell_units, grids, identities, label_of, last_year, typed_here
from assistant.web.access import Action, case_page
from assistant.web.models import Case
from assistant.web.services import numbers
from assistant.web.services.stale import Stale
from assistant.web.views.parse import number


@case_page()
def index(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the three tables."""
    return render(request, "numbers.html", {"active": "numbers", **_shown(case)})


def _shown(case: Case) -> dict[str, Any]:
    made = numbers.numbers_of(case)
    figures = made.statistics.figures
    last = last_year(made)
    held = identities(made)
    return {
        "case": case,
        "grids": grids(),
        "cells": {key: _cell(figures.get(key), last.get(key)) for key in cell_units()},
        "broken": [each for each in held if each.holds is False],
        "held": [each for each in held if each.holds],
        "blank": sum(each.holds is None for each in held),
        "problems": made.statistics.problems,
        "year": case.year,
        "has_last": bool(last),
    }


def _cell(figure: Any, last: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "value": None if figure is None else plain(figure.value),
        "last": None if last is None else plain(last),
        "state": "missing"
        if figure is None
        else ("typed" if typed_here(figure) else ("sum" if figure.parts else "counted")),
    }


def plain(value: Any) -> str:  # noqa: ANN401
    """Return a number as tables print it.

    >>> plain(12), plain(0.5), plain(3.0)
    ('12', '0.5', '3')
    """
    text = f"{value:f}" if not isinstance(value, int) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


@case_page()
def cell(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Show what a cell was counted from, and where it may be typed."""
    if not request.headers.get("HX-Request"):
        return redirect("numbers", case.pk)
    return render(request, "_cell.html", _told(case, key))


def _told(case: Case, key: str, **more: object) -> dict[str, Any]:
    if key not in cell_units():
        raise Http404
    made = numbers.numbers_of(case)
    figure = made.statistics.figures.get(key)
    rows, parts = behind(made, key) if figure is not None else ([], ())
    typed = numbers.typed_cell(case, key)
    return {
        "case": case,
        "key": key,
        "label": label_of(key),
        "unit": cell_units()[key],
        "figure": figure,
        "value": "" if figure is None else plain(figure.value),
        "rows": rows,
        "parts": [
            (label_of(each), plain(made.statistics.figures[each].value))
            for each in parts
            if each in made.statistics.figures
        ],
        "open": figure is None or typed_here(figure),
        "typed": None if typed.outside else typed.row,
        "outside": typed.outside,
        "version": typed.version,
        "conflict": None,
        **more,
    }


@case_page(Action.INPUT)
def type_figure(request: HttpRequest, case: Case, key: str) -> HttpResponse:
    """Type a figure; answer with the tables as they are then."""
    if request.method != "POST":
        return redirect("numbers", case.pk)
    wanted = request.POST.get("value", "")
    try:
        numbers.type_figure(case, request.user, key, wanted, number(request.POST, "version"))
    except Stale:
        response = render(request, "_cell.html", _told(case, key, conflict=wanted), status=409)
        response.headers["HX-Retarget"] = "#cell"
        return response
    if not request.headers.get("HX-Request"):
        return redirect("numbers", case.pk)
    return render(request, "_typed.html", {**_shown(case), **_told(case, key)})


@case_page()
def charts(request: HttpRequest, case: Case) -> HttpResponse:
    """Show the pictures the report will have."""
    if not request.headers.get("HX-Request"):
        return redirect("numbers", case.pk)
    return render(request, "_charts.html", {"case": case, "charts": numbers.charts_of(case)})


@case_page()
def chart(request: HttpRequest, case: Case, at: int) -> HttpResponse:
    """Send a picture."""
    drawn = numbers.charts_of(case)
    if at >= len(drawn):
        raise Http404
    return HttpResponse(drawn[at].png, content_type="image/png")


_HERE = "cases/<int:case_id>/numbers/"
urls = [
    path(_HERE, index, name="numbers"),
    path(f"{_HERE}charts/", charts, name="charts"),
    path(f"{_HERE}charts/<int:at>.png", chart, name="chart"),
    path(f"{_HERE}<str:key>/", cell, name="cell"),
    path(f"{_HERE}<str:key>/type/", type_figure, name="figure-type"),
]
