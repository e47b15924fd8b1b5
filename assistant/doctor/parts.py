"""Parts that read PDF and pictures, serve pages, use several machines: installed, and working."""

from collections.abc import Iterator
from importlib import import_module

from assistant.doctor.complaint import Told, fine, reminder, wrong

PART = "组件"
_EXTRAS: dict[str, tuple[tuple[str, ...], str]] = {
    "网页（nianbao serve）": (("django", "django_htmx", "waitress"), "web"),
    "扫描件识别": (("rapidocr",), "ocr"),
}
"""What it is for, its modules, the extra that brings them."""
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/MediaBox[0 0 99 99]/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R>>"
)


def examine_parts() -> Iterator[Told]:
    """Tell whether PDFs can be read, and which optional parts are lacking."""
    yield _pdf()
    for purpose, (modules, extra) in _EXTRAS.items():
        yield part(purpose, modules, extra)


def part(purpose: str, modules: tuple[str, ...], extra: str) -> Told:
    """Tell whether the modules of an optional part can be loaded."""
    install = f"需要时请安装：pip install --no-index --find-links wheelhouse nianbao[{extra}]"
    for module in modules:
        try:
            import_module(module)
        except ModuleNotFoundError:
            return reminder(PART, f"{purpose}：没有安装", install)
        except (ImportError, OSError) as error:  # a library of the system is lacking
            return reminder(PART, f"{purpose}：{module} 装了但不能用（{error}）", f"请补上所缺的系统组件；{install}")
    return fine(PART, f"{purpose}：已安装")


def _pdf() -> Told:
    """Open and draw a page of a PDF."""
    try:
        import pypdfium2  # type: ignore[import-untyped,unused-ignore]

        document = pypdfium2.PdfDocument(_PDF)
        size = document[0].render().to_numpy().shape[:2]
        document.close()
    except Exception as error:  # the library raises its own, and whatever its native part does
        return wrong(PART, f"PDF 读不了（{type(error).__name__}）", "请重新安装 pypdfium2，再运行 nianbao doctor")
    return fine(PART, "PDF 可以读取") if size == (99, 99) else wrong(PART, "PDF 画面不对", "请重新安装 pypdfium2")
