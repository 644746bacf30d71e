"""Live figures that share one copy of plotly.js in the page."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType

import plotly
import plotly.graph_objects as go
import traitlets

NOTEBOOKS = "nbformat"
# plotly sends its whole library (5 MB) with every live figure, and the page reads each copy anew.
# Here the first figure of a kernel brings the library, and all others wait for that copy.
SHARED = """
const shared = (globalThis.__coursePlotly ??= (() => {
  let arrive;
  const library = new Promise((resolve) => { arrive = resolve; });
  return { library, arrive };
})());

export default () => {
  let figure;
  return {
    async initialize({ model }) {
      const text = model.get("_library");
      if (text && !shared.begun) {
        shared.begun = true;
        const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
        shared.arrive(import(address));
      }
      figure = (await shared.library).default();
      figure.initialize({ model });
    },
    render(place) { return figure.render(place); },
  };
};
"""


@cache
def figure_class() -> type[go.FigureWidget]:
    """Return the class of live figures; the first use imports plotly's widgets.

    They import nbformat, which takes long: its jsonschema loads date parsers and compiles a grammar
    of web addresses where it finds the packages. plotly asks nbformat only for its version, so a
    stand-in that knows the version takes its place during the import.
    """
    missing = NOTEBOOKS not in sys.modules
    if missing:
        sys.modules[NOTEBOOKS] = _stand_in()
    try:
        base = go.FigureWidget
    finally:
        if missing:
            del sys.modules[NOTEBOOKS]
    library = Path(plotly.__file__).parent / "package_data" / "widgetbundle.js"
    return _sharing(base, library.read_text(encoding="utf-8"))


def _stand_in() -> ModuleType | None:
    module = ModuleType(NOTEBOOKS)
    try:
        module.__version__ = version(NOTEBOOKS)
    except PackageNotFoundError:
        return None  # how Python marks a package that cannot be imported
    return module


def _sharing(base: type[go.FigureWidget], library: str) -> type[go.FigureWidget]:
    class SharingFigure(base):
        """A live figure; only the first of a kernel carries the library."""

        _esm = SHARED
        _library = traitlets.Unicode().tag(sync=True)
        _carried = False

        @traitlets.default("_library")
        def _carry(self) -> str:
            first, SharingFigure._carried = not SharingFigure._carried, True
            return library if first else ""

    return SharingFigure
