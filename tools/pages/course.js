// Draws the figures of a page. Everything is in the page; nothing is fetched.
"use strict";
// Maps bring their own land. Plotly takes this empty base map without asking for a file, so that
// a map is drawn at once, also when the page is on its way to the printer.
const noLand = { type: "Topology", objects: {}, arcs: [] };
window.PlotlyGeoAssets = { topojson: new Proxy({}, { get: () => noLand }) };

// Room for a figure between the margins of A4 (see course.css), in pixels of CSS.
const PAPER = { width: 700, height: 900 };

const values = (place) => JSON.parse(place.querySelector("script").textContent);

// Puts a packed view together again: {"$": 3} stands for part 3 (see tools/pages/packed.py).
function whole(value, parts) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map((item) => whole(item, parts));
  if ("$" in value) return whole(parts[value.$], parts);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, whole(item, parts)]));
}

function drawFigure(figure) {
  const { data, layout, config } = values(figure);
  Plotly.newPlot(figure.querySelector("div"), data, layout, { ...config, responsive: true });
}

function drawExplorer(box) {
  const { parts, views, config } = values(box);
  const find = (selector) => box.querySelector(selector);
  const control = find("select, input");
  const chosen = () => (control.matches("select") ? control.selectedIndex : Number(control.value));
  function show() {
    const view = whole(views[chosen()], parts);
    const { meta = {} } = view.layout;
    const option = `${box.dataset.label}: ${view.option}`;
    const repeats = "repeats" in box.dataset && chosen() === Number(box.dataset.start);
    if (control.matches("input")) {
      control.setAttribute("aria-valuetext", view.option);
      control.nextElementSibling.textContent = view.option;
    }
    find("figure").setAttribute("aria-label", `${meta.title ?? option}; described in words below`);
    find("figure > div").style.height = `${view.layout.height ?? 460}px`;
    find(".words").textContent = meta.source
      ? `${meta.alt} Source: ${meta.source} As of ${meta.as_of}.` : meta.alt;
    find(".told").innerHTML = view.text.join("");
    find(".told").classList.toggle("long", find(".told").textContent.length > 3000);
    find(".paper").textContent = `${box.getAttribute("aria-label")}: on screen, ${views.length} `
      + `views to choose from. Printed ${repeats ? "above" : "here"}: ${option}`;
    box.classList.toggle("repeats", repeats);
    Plotly.react(find("figure > div"), view.data, view.layout, { ...config, responsive: true });
    return `${option}. ${meta.alt}`;
  }
  let due;
  control.addEventListener("input", () => {
    const told = show();
    // A slider on the move passes many views; only the one where it rests is read out.
    clearTimeout(due);
    due = setTimeout(() => { find("[role=status]").textContent = told; }, 400);
  });
  show();
}

// A figure is drawn when it comes near, the rest one by one when there is time.
const waiting = new Set(document.querySelectorAll(".explorer, figure.drawn:not(.explorer *)"));
function draw(place) {
  if (!waiting.delete(place)) return;
  near.unobserve(place);
  if (place.matches(".explorer")) drawExplorer(place);
  else drawFigure(place);
}
const near = new IntersectionObserver(
  (seen) => seen.forEach((one) => one.isIntersecting && draw(one.target)),
  { rootMargin: "600px 0px" });
waiting.forEach((place) => near.observe(place));
setTimeout(function next() {
  const [place] = waiting;
  if (!place) return;
  draw(place);
  setTimeout(next, 30);
}, 1000);

// On paper the words of a figure stand open; verdicts and answers stay folded, to be judged first.
addEventListener("beforeprint", () => {
  waiting.forEach(draw);
  for (const figure of document.querySelectorAll("figure.drawn")) {
    const { offsetWidth: width, offsetHeight: height } = figure;
    const fit = Math.min(0.9, PAPER.width / width, PAPER.height / height);
    if (width) figure.style.setProperty("--fit", fit);
  }
  for (const words of document.querySelectorAll("details")) {
    if (words.firstElementChild.textContent === "This figure in words") words.open = true;
  }
});
