"""The solved edition in Notebook 7: `pytest -m matrix`."""

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

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.parametrize(
        "notebook", lab.places(lab.NOTEBOOK_7, "notebooks/solutions"), indirect=True
    ),
]
