"""Tasks under the name that their module has since 2026."""

from .asyncrt import (
    RaisingTask,
    RaisingTaskGroup,
    Task,
    TaskGroup,
    create_raising_task,
    create_task,
    parallelism_level,
    run,
)
