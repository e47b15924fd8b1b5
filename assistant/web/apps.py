"""The one Django application of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Models and migrations of the pages."""

    name = "assistant.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "年报助手"
