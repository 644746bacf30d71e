"""What the notebooks of the course import.

``data`` loads tables, ``measures`` computes, ``charts`` and ``maps`` draw, ``explorers`` add
controls, ``sources`` cites; ``check`` and ``quiz`` answer exercises.
"""

from helpers import figures, theme

theme.install()
figures.install()

from helpers import charts, data, environment, explorers, maps, measures, sources  # noqa: E402
from helpers.checks import check  # noqa: E402
from helpers.figures import describe, say, show, table  # noqa: E402
from helpers.quiz import quiz  # noqa: E402

__all__ = [
    "charts",
    "check",
    "data",
    "describe",
    "environment",
    "explorers",
    "maps",
    "measures",
    "quiz",
    "say",
    "show",
    "sources",
    "table",
]
