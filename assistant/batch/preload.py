"""What every worker needs, loaded once before the first starts: later ones are copies and share its memory.

Imported by the process that workers are copied from, and by nothing else. Libraries that start threads (LanceDB, ONNX)
are left to each worker: a copy of a process has no threads but one.
"""

import os
from importlib import import_module

_LIBRARIES = (
    "assistant.pipeline", "numpy", "lxml.etree", "yaml", "jinja2", "docx", "openpyxl", "python_calamine", "chinese_calendar",
    "matplotlib.font_manager", "PIL.ImageFont", "PIL.ImageDraw", "PIL.PngImagePlugin",
)  # fmt: skip


def load() -> None:
    """Import the libraries and read jieba's dictionary; as many workers as cores means one thread for each."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    for name in _LIBRARIES:
        import_module(name)
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()


load()
