"""The evaluation's operators and measurements (README: evaluation protocol)."""

from .operators import of_all
from .operators.jpeg import jpeg_file
from .operators.task import CROP, MARGIN, Problem, Task, levels, measure, picture
from .operators.task_masks import random_mask, strokes_mask

__all__ = [
    "CROP",
    "MARGIN",
    "TASKS",
    "Problem",
    "Task",
    "jpeg_file",
    "levels",
    "measure",
    "picture",
    "random_mask",
    "strokes_mask",
]

TASKS: tuple[Task, ...] = tuple(task for tasks in of_all("TASKS") for task in tasks)
