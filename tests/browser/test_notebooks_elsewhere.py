"""Notebook 7, the program without JupyterLab's side bars, and the solved edition in both programs.

One notebook in Notebook 7 is part of every run, all others wait for `-m matrix`.
"""

from __future__ import annotations

import lab
import pytest
from test_notebooks_in_jupyterlab import (  # noqa: F401 (the same tests in another place)
    test_all_cells_run_without_error,
    test_all_figures_are_drawn,
    test_browser_reports_no_error,
    test_explorers_follow_the_keyboard,
    test_nothing_is_asked_of_another_computer,
    test_the_saved_notebook_opens_with_a_note_for_each_explorer,
    test_widgets_are_shown,
)

IN_EVERY_RUN = "notebook 7, 02_war_stance"
PLACES = {
    f"{title}, {place.id}": place.values
    for title, program, folder in (
        ("notebook 7", lab.NOTEBOOK_7, "notebooks"),
        ("solved, notebook 7", lab.NOTEBOOK_7, "notebooks/solutions"),
        ("solved, jupyterlab", lab.JUPYTERLAB, "notebooks/solutions"),
    )
    for place in lab.places(program, folder)
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize(
        "notebook",
        [
            pytest.param(*values, id=name, marks=() if name == IN_EVERY_RUN else pytest.mark.matrix)
            for name, values in PLACES.items()
        ],
        indirect=True,
    ),
]
