// Settings for MathJax, which is loaded only on pages that have formulas.
window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" },
  chtml: { mtextInheritFont: true }, // Chinese in \text{} takes the page's font
};
