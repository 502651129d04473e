// Formulas are drawn as they come on screen. MathJax is large, and nobody should wait for it before reading.
const mathjax = new URL("mathjax/tex-chtml.js", document.currentScript.src);
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" },
  chtml: { mtextInheritFont: true }, // Chinese in \text{} takes the page's font
  startup: { typeset: false },
};

let loading;
const load = () => (loading ??= new Promise((done, fail) => {
  const script = Object.assign(document.createElement("script"), { src: mathjax, onload: done, onerror: fail });
  document.head.append(script);
}).then(() => MathJax.startup.promise));

const waiting = new Set(document.querySelectorAll(".arithmatex"));
let drawing = Promise.resolve();
const draw = (boxes) => {
  const due = boxes.filter((box) => waiting.delete(box));
  if (due.length) drawing = Promise.all([drawing, load()]).then(() => MathJax.typesetPromise(due));
  return drawing;
};

// For whoever needs all of them at once, as paper does.
window.drawFormulas = () => draw([...waiting]);
addEventListener("beforeprint", window.drawFormulas);

// Until the reader moves, only what is on screen; then also what is one screen away, before it is reached.
const watch = (rootMargin) => {
  const seen = (entries) => draw(entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target));
  const observer = new IntersectionObserver(seen, { rootMargin });
  waiting.forEach((box) => observer.observe(box));
};
watch("0px");
const moved = new AbortController();
for (const sign of ["scroll", "pointerdown", "keydown"]) {
  addEventListener(sign, () => {
    moved.abort();
    load().then(() => watch("100% 0px"));
  }, { signal: moved.signal, passive: true });
}
