// Chooses the next entry of a list and returns the milliseconds until the figure is drawn.
//
// Drawn means: the frame after the last change inside a plotly figure of this output is on the
// screen. Changes that come later than `calm` milliseconds after another do not belong to it.
async (output) => {
  const calm = 500, patience = 20000;
  const figure = (node) => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest(".js-plotly-plot, .jp-RenderedPlotly");
  const drawing = ({ target, addedNodes }) => figure(target) ||
    [...addedNodes].some((node) => node.nodeType === 1 &&
      (figure(node) || node.querySelector(".js-plotly-plot")));
  const list = output.querySelector("select");
  list.scrollIntoView({ block: "start" });
  await new Promise((resolve) => setTimeout(resolve, 100));

  let changed = 0, shown = 0, count = 0;
  const observer = new MutationObserver((records) => {
    if (!records.some(drawing)) return;
    changed = performance.now();
    count += 1;
    const mine = count;
    requestAnimationFrame(() => setTimeout(() => {
      if (mine === count) shown = performance.now();
    }));
  });
  observer.observe(output, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  list.selectedIndex = (list.selectedIndex + 1) % list.options.length;
  const started = performance.now();
  list.dispatchEvent(new Event("change", { bubbles: true }));
  while (!(shown > changed && performance.now() - changed > calm)) {
    if (performance.now() - started > patience) throw new Error("Nothing was drawn.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  observer.disconnect();
  return shown - started;
}
