// What a projector shows of the current slide, as plain values. Used by test_slides.py.
(measure) => {
  const slide = Reveal.getCurrentSlide();
  measure.room = (plot) => plot.closest("figure").getBoundingClientRect();
  const hidden = (element) => element.closest(".unseen, script, .figure h2") !== null;
  const shown = [...slide.querySelectorAll(".page, .page *")].filter((element) =>
    !hidden(element) && !element.closest("svg") && element.getBoundingClientRect().width > 0);
  const outside = shown.filter((element) => {
    const box = element.getBoundingClientRect();
    return box.left < -1 || box.top < -1 || box.right > innerWidth + 1 ||
      box.bottom > innerHeight + 1 || element.scrollWidth > element.clientWidth + 1 &&
      getComputedStyle(element).overflow === "hidden" && !element.closest("figure");
  });
  const own = (element) => [...element.childNodes].some((node) =>
    node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const letters = (element) => parseFloat(getComputedStyle(element).fontSize);
  // The number of the slide stands at the bottom; nothing may lie under it.
  const number = document.querySelector(".slide-number").getBoundingClientRect();
  const figures = [...slide.querySelectorAll("figure.drawn")].map((figure) => {
    const box = figure.querySelector("div");
    const scale = box.getBoundingClientRect().width / box.offsetWidth;
    const texts = [...box.querySelectorAll(".main-svg text, .main-svg tspan")].filter((text) =>
      text.textContent.trim() && text.getBoundingClientRect().width > 0);
    const legend = box.querySelector(".legend .bg")?.getBoundingClientRect();
    return {
      ...measure.figure(box),
      letters: Math.min(...texts.map((text) => Math.round(10 * scale * letters(text)) / 10)),
      clipped: [...box.querySelectorAll(".legendtext")]
        .filter((text) => text.getBoundingClientRect().right > legend.right + 1)
        .map((text) => text.textContent),
      words: document.getElementById(figure.getAttribute("aria-describedby")).textContent,
      name: figure.ariaLabel,
    };
  });
  return {
    place: slide.id,
    scale: Reveal.getScale(),
    heading: slide.querySelector("h1, h2").textContent,
    page: slide.querySelector(".page").scrollHeight,
    outside: outside.map((element) => element.outerHTML.slice(0, 80)),
    small: shown.filter((element) => own(element) && letters(element) < 20)
      .map((element) => element.textContent.slice(0, 40)),
    underNumber: shown.filter((element) => own(element) && !element.closest("figure"))
      .filter((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        return [...range.getClientRects()].some((box) => measure.touch(box, number));
      }).map((element) => element.textContent.slice(0, 40)),
    figures,
  };
}
