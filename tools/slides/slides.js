// Shows the slides and draws their figures. Everything lies beside this file; nothing is fetched.
"use strict";
// A figure is enlarged to fill its slide, but is never laid out narrower than it was made for.
const NARROWEST = 880;
const SMALLEST_LETTERS = 12;
const USUAL_LETTERS = 13; // of the figures of the course
const OF_A_SUBTITLE = 0.7; // how plotly.js sets the second line of a title

function draw(place) {
  const box = place.querySelector("div");
  if (box.classList.contains("js-plotly-plot")) return;
  const { data, layout, config } = JSON.parse(place.querySelector("script").textContent);
  const height = layout.height || 460;
  const scale = Math.min(place.clientHeight / height, place.clientWidth / NARROWEST);
  const width = place.clientWidth / scale;
  Object.assign(layout, { width, height, autosize: false });
  const letters = SMALLEST_LETTERS / scale;
  enlargeLetters({ data, layout }, letters);
  makeRoomForFooter(layout);
  if (layout.legend?.entrywidth) layout.legend.entrywidth *= Math.max(1, letters / USUAL_LETTERS);
  const title = layout.title.font ??= {};
  title.size = Math.max(title.size || 17, letters / OF_A_SUBTITLE);
  Plotly.newPlot(box, data, layout, { ...config, displayModeBar: false });
  box.style.cssText = `width:${width}px;height:${height}px;flex:none;transform:scale(${scale})`;
}

function enlargeLetters(part, least) {
  for (const [name, value] of Object.entries(part)) {
    if (value === null || typeof value !== "object") continue;
    if (/font$/.test(name) && value.size < least) value.size = least;
    enlargeLetters(value, least);
  }
}

// The figure has reserved 17 pixels a line for its footer.
function makeRoomForFooter(layout) {
  const footer = layout.annotations.find((annotation) => annotation.name === "footer");
  const missing = Math.ceil(1.3 * footer.font.size) - 17;
  layout.margin.b += Math.max(0, missing) * footer.text.split("<br>").length;
}

function drawAll(slide) {
  slide.querySelectorAll("figure.drawn").forEach(draw);
}

Reveal.initialize({
  width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 5, center: false, hash: true,
  slideNumber: "c/t", transition: "none", backgroundTransition: "none", controls: false,
  navigationMode: "linear", pdfSeparateFragments: false, plugins: [RevealNotes],
});
// A figure can only be measured while it is seen, hence it is drawn when its slide is shown.
Reveal.on("ready", (event) => drawAll(event.currentSlide));
Reveal.on("slidechanged", (event) => drawAll(event.currentSlide));
Reveal.on("pdf-ready", () => drawAll(document));
