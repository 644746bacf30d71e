// Draws the figures of a page. Everything is in the page; nothing is fetched.
"use strict";
for (const place of document.querySelectorAll("figure.drawn")) {
  const drawn = JSON.parse(place.querySelector("script").textContent);
  const config = { ...drawn.config, responsive: true };
  Plotly.newPlot(place.querySelector("div"), drawn.data, drawn.layout, config);
}
// On paper the words of a figure stand open; verdicts and answers stay folded, to be judged first.
addEventListener("beforeprint", () => {
  for (const figure of document.querySelectorAll("figure.drawn")) {
    const words = figure.closest(".output_area")?.nextElementSibling?.querySelector("details");
    if (words) words.open = true;
  }
});
