// Marks the paragraph whose tools are shown, and lets a gap's field write into the text.
(() => {
  "use strict";

  function here(key) {
    for (const each of document.querySelectorAll(".para.here")) each.classList.remove("here");
    const para = key && document.getElementById(key);
    if (para) para.classList.add("here");
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "pane") return;
    const card = event.detail.target.querySelector("[data-key]");
    here(card && card.dataset.key);
    event.detail.target.scrollTop = 0;
    event.detail.target.focus({ preventScroll: true });
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
    event.target.closest("label").remove();
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-open]");
    const para = link && document.getElementById(link.dataset.open);
    if (para) para.querySelector("button.edit").click();
  });

  window.addEventListener("beforeunload", (event) => {
    const form = document.querySelector("form[data-draft]");
    const text = form && form.querySelector("textarea");
    if (text && text.value !== text.defaultValue) event.preventDefault();
  });
})();
