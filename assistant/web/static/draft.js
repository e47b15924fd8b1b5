// Marks the paragraph whose tools are shown, and lets a gap's field write into the text.
(() => {
  "use strict";

  function here(key) {
    for (const each of document.querySelectorAll(".para.here")) each.classList.remove("here");
    const para = key && document.getElementById(key);
    if (para) para.classList.add("here");
  }

  function marked(key) {
    for (const each of document.querySelectorAll(".cell.here")) each.classList.remove("here");
    const cell = key && document.querySelector(`[data-cell="${key}"]`);
    if (cell) cell.classList.add("here");
  }

  function open(para) {
    const button = para && para.querySelector("button.edit");
    if (button) button.click();
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    const pane = event.detail.target;
    if (pane.id !== "pane" && pane.id !== "cell") return;
    const card = pane.querySelector("[data-key]");
    if (pane.id === "pane") here(card && card.dataset.key);
    else marked(card && card.dataset.key);
    pane.scrollTop = 0;
    const beside = getComputedStyle(pane).position === "sticky";
    pane.focus({ preventScroll: beside });
    if (!beside) pane.scrollIntoView({ block: "start" });
  });

  // The cursor goes to the place where the fact is missing; what is typed takes its place.
  document.addEventListener("focusin", (event) => {
    const gap = event.target.dataset && event.target.dataset.gap;
    if (!gap) return;
    const text = document.getElementById("text");
    const at = text.value.indexOf(gap);
    if (at >= 0) text.setSelectionRange(at, at + gap.length);
  });
  document.addEventListener("change", (event) => {
    const gap = event.target.dataset && event.target.dataset.gap;
    if (!gap || !event.target.value.trim()) return;
    const text = document.getElementById("text");
    text.value = text.value.replace(gap, () => event.target.value.trim());
    text.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.closest("label").remove();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    if (link) return open(document.getElementById(link.dataset.open));
    if (event.target.closest("[data-back]")) {
      const para = document.querySelector(".para.here");
      if (para) para.querySelector("button.edit").focus();
      return;
    }
    const para = event.target.closest(".para");
    const chosen = window.getSelection().toString() || event.target.closest("a, button");
    if (para && !chosen && !unsaved()) open(para);
  });

  // A finding's link comes here with the paragraph in the address: its tools are shown at once.
  if (window.location.hash.startsWith("#s")) open(document.getElementById(window.location.hash.slice(1)));

  // Another paragraph is not opened over words that were not saved.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { target, requestConfig } = event.detail;
    if (target.id !== "pane" || requestConfig.verb !== "get" || !unsaved()) return;
    if (!window.confirm("这一段的修改还没有保存，要放弃吗？")) event.preventDefault();
  });

  function unsaved() {
    const text = document.querySelector("form[data-draft] textarea");
    return Boolean(text) && text.value !== text.defaultValue;
  }

  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
})();
