"""Without a mouse in JupyterLab: is every control reached, and does axe find fault with us?"""

from __future__ import annotations

from importlib.resources import files

import lab
from playwright.sync_api import Locator

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
REACHABLE = (
    "select, [role=slider], input:not([type=hidden]), textarea, .jupyter-button, "
    ".widget-toggle-button, a[href], summary, [tabindex='0']"
)
# Marks the elements that a keyboard must reach, in the order of the page; what is hidden, shut
# away, disabled, or one of a group of radio buttons that arrow keys reach, needs no Tab.
MARK = """(box, reachable) => {
  const folded = (one) => one.closest("details:not([open])") && !one.matches("summary");
  const seen = (one) => one.checkVisibility({visibilityProperty: true}) && !folded(one)
    && !one.disabled && one.tabIndex >= 0;
  const groups = new Set();
  const wanted = [...box.querySelectorAll(reachable)].filter((one) => {
    if (!seen(one) || one.closest(".js-plotly-plot")) return false;
    if (one.type !== "radio") return true;
    const first = !groups.has(one.name);
    groups.add(one.name);
    return first;
  });
  wanted.forEach((one, place) => { one.dataset.wanted = place; });
  return wanted.map((one) => one.type === "radio" ? `radio ${one.name}` : one.dataset.wanted);
}"""
FOCUSED = """(box) => {
  const one = document.activeElement;
  if (!box.contains(one)) return null;
  const name = one.type === "radio" ? `radio ${one.name}` : one.dataset.wanted;
  const shown = (it) => {
    const look = getComputedStyle(it);
    return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0
      || look.boxShadow !== "none";
  };
  const ring = [one, one.parentElement, one.nextElementSibling].some((it) => it && shown(it));
  return {name: name ?? "", ring, html: one.outerHTML.slice(0, 120)};
}"""


def faults(notebook: lab.Notebook) -> list[tuple[str, str]]:
    """Press Tab through every interactive box of a notebook that was run.

    Returns:
        Name of the box and what is wrong: a control that Tab does not reach, one whose focus is
        not seen, or a box that Tab does not leave.
    """
    found = []
    for box in notebook.page.locator(".course-interactive").all():
        name, wanted = box.inner_text()[:60], box.evaluate(MARK, REACHABLE)
        if not wanted:
            found.append((name, "no control"))
            continue
        reached, unseen, left = _tabbed(notebook, box, len(wanted))
        found += [(name, f"not reached: {one}") for one in set(wanted) - reached]
        found += [(name, f"focus not seen: {one}") for one in unseen]
        found += [] if left else [(name, "Tab does not leave")]
    return found


def _tabbed(notebook: lab.Notebook, box: Locator, count: int) -> tuple[set[str], list[str], bool]:
    handle, page = box.element_handle(), notebook.page
    box.locator("[data-wanted='0']").focus()
    reached, unseen = set(), []
    for _ in range(3 * count + 30):
        here = page.evaluate(FOCUSED, handle)
        if here is None:
            return reached, unseen, True
        reached.add(here["name"])
        if here["name"] and not here["ring"]:
            unseen.append(here["html"])
        page.keyboard.press("Tab")
    return reached, unseen, False


def grave(notebook: lab.Notebook) -> list[tuple]:
    """Return what axe finds serious or critical in our boxes; JupyterLab itself is not ours."""
    notebook.page.evaluate(AXE)
    run = "axe.run({include: [['.course-interactive']]}, {preload: false})"
    return [
        (one["impact"], one["id"], len(one["nodes"]), one["nodes"][0]["html"][:160])
        for one in notebook.page.evaluate(run)["violations"]
        if one["impact"] in ("serious", "critical")
    ]
