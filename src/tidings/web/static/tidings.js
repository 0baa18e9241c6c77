// What script adds to pages that work without it: the words in a panel beside the page, and keys for those who work at a list all day.
(() => {
  "use strict";
  const panel = document.getElementById("words");
  let from = null;

  const close = () => {
    if (!panel || !panel.childElementCount) return false;
    panel.replaceChildren();
    if (from && from.isConnected) from.focus();
    return true;
  };

  document.addEventListener("click", (event) => {
    const cite = event.target.closest("a[hx-get]");
    if (cite) from = cite;
    if (event.target.closest("[data-close]")) close();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && close()) return event.preventDefault();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/") {
      document.getElementById("find")?.focus();
      return event.preventDefault();
    }
    const wanted = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (wanted) {
      event.preventDefault();
      wanted.click();
    }
  });
  // a slider or a box that is changed asks for its page at once
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-now]")) event.target.form.requestSubmit();
  });
  const current = document.querySelector(".pages [aria-current]");
  if (current) current.closest("ul").scrollLeft = current.offsetLeft - 60;
  // what is asked for stands in sight, below the bar at the top
  document.querySelector("mark#words")?.scrollIntoView({ block: "center" });
})();
