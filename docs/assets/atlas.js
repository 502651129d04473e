// The little that the site needs a script for. Without it every page still works.

// The language switcher keeps the place on the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".md-select__link[hreflang]");
  if (link) link.hash = location.hash;
});

// A box that does not scroll needs no stop for the Tab key.
const boxes = ".table-scroll, .diagram, .figure";
const watchWidth = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
document.querySelectorAll(boxes).forEach((box) => watchWidth.observe(box));

// Search compares the beginnings of words: "converging" finds "convergence" once its ending is gone.
const ending = /"[^"]*"|\b([a-z]{4,}?)(?:ations?|ences?|ances?|ities|ity|ions?|ments?|ings?|ers?|ors?|ed|es|ly|e|s)\b/gi;
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const isQuery = message?.type === 2 && typeof message.data === "string";
  const data = isQuery && message.data.replace(ending, (found, stem) => stem ?? found);
  return post.call(this, isQuery ? { ...message, data } : message, ...rest);
};

// Nothing stays folded on paper, nor around the target of a link.
addEventListener("beforeprint", () => {
  document.querySelectorAll("details:not([open])").forEach((part) => {
    part.open = true;
    part.dataset.opened = "print";
  });
});
addEventListener("afterprint", () => {
  document.querySelectorAll("details[data-opened]").forEach((part) => {
    part.open = false;
    delete part.dataset.opened;
  });
});
const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  target?.scrollIntoView();
};
addEventListener("hashchange", unfold);
if (location.hash) unfold();

// Tables that sort by the column whose heading is pressed; the rows keep their order among equals.
document.querySelectorAll(".sortable table").forEach((table) => {
  const headings = [...table.tHead.rows[0].cells];
  const value = (row, column) => {
    const words = row.cells[column].textContent.trim();
    const number = parseFloat(words.replace(/^\D*?(?=\d)/, "").replace("%", ""));
    return /^[^\p{L}]*\d|^[\[(]/u.test(words) ? number : words === "–" ? -Infinity : words;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), document.documentElement.lang);
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.ariaSort !== "descending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const body = table.tBodies[0];
      const sorted = [...body.rows].sort((a, b) => (descending ? -1 : 1) * compare(value(a, column), value(b, column)));
      body.append(...sorted);
    });
  });
});
