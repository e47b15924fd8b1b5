"""What a user can be told went wrong: a problem and what to do about it."""


class AssistantError(Exception):
    """A problem the user can mend; `problem` says what and where, `hint` what to do. Printed in one place, exit code 2."""

    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint


class UnreadableFile(AssistantError):
    """A file that cannot be read as what it is or claims to be."""


class BadCase(AssistantError):
    """A case folder whose case.yaml is missing something or says something impossible."""


class BadSettings(AssistantError):
    """A settings, taxonomy or mapping file that does not say what it must."""


class MissingResource(AssistantError):
    """A model, template or corpus that should have been shipped and is not there."""
