// Warnings that were closed stay closed, in this tab, until they are others.
{
  const panel = document.currentScript.parentElement;
  const button = panel.querySelector("button");
  const key = "atlas-warnings-closed";
  const close = () => {
    panel.hidden = true;
    sessionStorage.setItem(key, panel.dataset.digest);
  };
  panel.hidden = sessionStorage.getItem(key) === panel.dataset.digest;
  button.hidden = false;
  button.addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
