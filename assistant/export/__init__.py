"""A report becomes files: Word with comments, a page, Markdown and JSON, each written aside and renamed."""

from assistant.export.annotated import annotated_bytes
from assistant.export.aside import write_aside
from assistant.export.chart import Chart
from assistant.export.folder import folder_html, folder_xlsx, summary_rows, write_folder
from assistant.export.found import findings_html
from assistant.export.html import html_text, write_html
from assistant.export.json import findings_bytes, findings_json, report_bytes, write_json
from assistant.export.markdown import markdown_text, write_markdown
from assistant.export.pictures import MissingFont, draw
from assistant.export.run import export
from assistant.export.word import docx_bytes, write_docx
from assistant.export.workbook import workbook_bytes

__all__ = [
    "Chart",
    "MissingFont",
    "annotated_bytes",
    "docx_bytes",
    "draw",
    "export",
    "findings_bytes",
    "findings_html",
    "findings_json",
    "folder_html",
    "folder_xlsx",
    "html_text",
    "markdown_text",
    "report_bytes",
    "summary_rows",
    "workbook_bytes",
    "write_aside",
    "write_docx",
    "write_folder",
    "write_html",
    "write_json",
    "write_markdown",
]
