"""Notebook 7, the program without JupyterLab's side bars: one notebook; all with `-m matrix`."""

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

PLACES = [
    place
    if place.id == "02_war_stance"
    else pytest.param(*place.values, id=place.id, marks=[pytest.mark.matrix])
    for place in lab.places(lab.NOTEBOOK_7)
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("notebook", PLACES, indirect=True),
]
