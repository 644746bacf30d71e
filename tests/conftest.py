"""Property tests draw the same examples everywhere and store nothing in the checkout."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "course-hypothesis")
# No deadline: a machine that is busy with another test is no fault of the code.
settings.register_profile("course", derandomize=True, database=None, deadline=None)
settings.load_profile("course")
