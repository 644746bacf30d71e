// What is drawn in the figures of a page, as plain values. Used by lab.py.
({
  // One entry a figure: what it is called, how many marks it has, which texts do not fit.
  figures() {
    return [...document.querySelectorAll(".js-plotly-plot")].map((plot) => this.figure(plot));
  },

  figure(plot) {
    const count = (selector) => plot.querySelectorAll(selector).length;
    const layout = plot._fullLayout || {};
    return {
      title: (layout.title?.text || "").split("<br>")[0].replace(/<[^>]+>/g, ""),
      explorer: plot.closest(".jupyter-widgets") !== null,
      maps: (layout._subplots?.geo || []).length,
      mapPaths: count(".choroplethlayer path"),
      marks: count(
        ".cartesianlayer :is(.trace, .heatmaplayer, .contourlayer) :is(path, image, text)," +
          ".geolayer :is(.choroplethlayer, .scatterlayer) :is(path, text)," +
          ".pielayer path, .sankey path, .treemaplayer path, .sunburstlayer path, .table text"
      ),
      // A figure may wait for the reader's work, if it says so; an explorer starts with a view.
      waits: Boolean(layout.meta?.message) && count(".annotation text") > 0 &&
        plot.closest(".course-explorer") === null,
      share: [...plot.querySelectorAll(".modebar-btn")]
        .map((button) => button.dataset.title || "")
        .filter((title) => /share|cloud|chart studio/i.test(title)),
      size: this.size(plot),
      wantedSize: { width: this.wantedWidth(plot), height: layout.height },
      cut: this.cut(plot),
      covered: this.covered(plot),
    };
  },

  // A drawing can be smaller than its box, and a box can collapse while the drawing stays.
  size(plot) {
    const box = plot.getBoundingClientRect();
    const svg = plot.querySelector(".main-svg")?.getBoundingClientRect();
    return {
      width: Math.min(box.width, svg?.width || 0),
      height: Math.min(box.height, svg?.height || 0),
    };
  },

  // A figure fills the page unless its author gave it a width, as the small maps have one.
  wantedWidth(plot) {
    return plot.layout.width && !plot._fullLayout.autosize ? plot.layout.width : this.room(plot).width;
  },

  room(plot) {
    return plot.closest(".jp-OutputArea-output").getBoundingClientRect();
  },

  // Texts that reach out of the figure, or out of the page's room for it.
  cut(plot) {
    const svg = plot.querySelector(".main-svg");
    if (!svg) return [];
    const outer = svg.getBoundingClientRect();
    const room = this.room(plot);
    const right = Math.min(outer.right, room.right);
    return this.texts(plot)
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([element, box]) =>
        // What lies beside the window of a map is not shown at all.
        !(element.closest(".geolayer") && !this.touch(box, outer)) && (
        box.left < outer.left - 2 || box.right > right + 2 ||
        box.top < outer.top - 2 || box.bottom > outer.bottom + 2))
      .map(([element, box]) =>
        `${element.textContent} [${["left", "top", "right", "bottom"]
          .map((side) => `${side} ${Math.round(box[side] - outer[side])}`).join(", ")}]`);
  },

  texts(plot) {
    return [...plot.querySelectorAll(".main-svg text")].filter((element) => {
      const box = element.getBoundingClientRect();
      return element.textContent.trim() && box.width > 0 && box.height > 0 &&
        getComputedStyle(element).visibility !== "hidden" && !element.closest(".hoverlayer");
    });
  },

  // Pairs of title, legend, footer, axis titles and tick labels that lie on each other,
  // and legends that lie on marks.
  covered(plot) {
    const annotations = plot._fullLayout?.annotations || [];
    const footers = annotations.flatMap((annotation, index) =>
      annotation.name === "footer"
        ? [...plot.querySelectorAll(`.annotation[data-index="${index}"] text`)] : []);
    const all = (selector) => [...plot.querySelectorAll(selector)];
    const parts = {
      title: all(".gtitle"),
      legend: all(".legend .traces, .legend .legendtitletext"),
      footer: footers,
      "axis title": all(":is(.xtitle, .ytitle, .x2title, .y2title)"),
      "tick label": all(":is(.xtick, .ytick, .x2tick, .y2tick) text"),
      mark: all(".cartesianlayer .trace :is(.point path, path.point)"),
    };
    const checked = [
      ["title", "legend"], ["title", "tick label"], ["legend", "footer"], ["legend", "axis title"],
      ["legend", "tick label"], ["legend", "mark"], ["footer", "axis title"],
      ["footer", "tick label"], ["title", "mark"], ["axis title", "tick label"],
    ];
    return checked
      .filter(([one, other]) =>
        parts[one].some((a) => parts[other].some((b) => this.overlap(a, b))))
      .map(([one, other]) => `${one} and ${other}`);
  },

  overlap(one, other) {
    return this.touch(one.getBoundingClientRect(), other.getBoundingClientRect());
  },

  touch(a, b) {
    const shown = a.width > 0 && a.height > 0 && b.width > 0 && b.height > 0;
    return shown && a.left < b.right - 2 && b.left < a.right - 2 &&
      a.top < b.bottom - 2 && b.top < a.bottom - 2;
  },

  // Changes whenever anything is drawn in a box; without a figure, when its text changes.
  signature(box) {
    const drawings = [...box.querySelectorAll(".main-svg")];
    return drawings.map((svg) => svg.innerHTML).join("") || box.textContent;
  },

  drawnLength() {
    return this.signature(document.querySelector(".jp-Notebook")).length;
  },

  // Labels of controls that end in an ellipsis.
  cutLabels() {
    return [...document.querySelectorAll(".jp-OutputArea .widget-label, .jupyter-button")]
      .filter((label) => label.clientWidth > 0 && label.scrollWidth > label.clientWidth + 1)
      .map((label) => label.textContent);
  },
})
