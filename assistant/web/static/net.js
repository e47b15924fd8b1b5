// Sends changes and sends them again while the network is away, so that nothing typed is lost.
// <form data-send data-target="#where"> is sent by script; window.nianbao.send(address, fields) does the same.
(() => {
  "use strict";
  const AGAIN = 2000;
  const waiting = [];
  let timer = null;
  let busy = false;

  function banner() {
    const net = document.getElementById("net");
    net.hidden = waiting.length === 0 || !waiting[0].failed;
    net.textContent = net.hidden ? "" : `网络断开，有${waiting.length}处改动等待发送，请不要关闭页面`;
  }

  function body(fields) {
    if (fields instanceof FormData) return fields;
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      for (const each of Array.isArray(value) ? value : [value]) data.append(name, each);
    }
    return data;
  }

  // Resolves with {status, text, headers} once the server has answered; never rejects for a lost network.
  // Changes go one after the other; `fields` may be a function, asked when its turn comes (for versions).
  function send(address, fields) {
    return new Promise((resolve) => {
      waiting.push({ address, fields, data: null, resolve, failed: false });
      pump();
    });
  }

  async function pump() {
    if (busy || waiting.length === 0) return;
    busy = true;
    clearTimeout(timer);
    const one = waiting[0];
    one.data ??= body(typeof one.fields === "function" ? one.fields() : one.fields);
    try {
      const answer = await fetch(one.address, {
        method: "POST",
        body: one.data,
        headers: { "HX-Request": "true", "X-CSRFToken": document.body.dataset.csrf },
        credentials: "same-origin",
        redirect: "manual",
      });
      const text = await answer.text();
      waiting.shift();
      one.resolve({ status: answer.status, text, headers: answer.headers });
    } catch {
      one.failed = true;
      timer = setTimeout(pump, AGAIN);
    }
    busy = false;
    banner();
    if (waiting.length && !waiting[0].failed) setTimeout(pump, 0); // after the answer was put in its place
  }

  // Puts an answer where it belongs, as htmx would: its headers may name another place, an event or an address.
  function show(answer, target) {
    const to = answer.headers.get("HX-Redirect");
    if (to) return window.location.assign(to);
    if (answer.headers.get("HX-Refresh") === "true") return window.location.reload();
    const place = document.querySelector(answer.headers.get("HX-Retarget") || target || "#messages");
    if (place && answer.text) {
      htmx.swap(place, answer.text, { swapStyle: "innerHTML" });
    }
    const event = answer.headers.get("HX-Trigger");
    if (event) htmx.trigger(document.body, event);
  }

  function tell(words, wrong) {
    const place = document.getElementById("messages");
    const line = document.createElement("p");
    line.className = wrong ? "message error" : "message";
    line.textContent = words;
    place.replaceChildren(line);
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("form[data-send]")) return;
    event.preventDefault();
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) return;
    const button = event.submitter;
    const fields = new FormData(form, button);
    if (button) button.disabled = true;
    const answer = await send(form.action, fields);
    if (button) button.disabled = false;
    if (answer.status < 400 && form.dataset.keep) sessionStorage.removeItem(form.dataset.keep);
    form.dispatchEvent(new CustomEvent("nianbao:answered", { bubbles: true, detail: answer }));
    show(answer, form.dataset.target);
  });

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]");
    if (close) close.parentElement.remove();
  });

  // The field of a place to drop files is not seen: what was chosen is told in words.
  document.addEventListener("change", (event) => {
    const place = event.target.type === "file" && event.target.closest(".drop");
    const names = place ? [...event.target.files].map((file) => file.name) : [];
    if (names.length) place.querySelector("span").textContent = names.join("、");
  });

  // What is typed into a form with data-keep survives a closed tab until it is sent.
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form && event.target.matches("textarea")) sessionStorage.setItem(form.dataset.keep, event.target.value);
  });
  function restore() {
    for (const form of document.querySelectorAll("form[data-keep]")) {
      const kept = sessionStorage.getItem(form.dataset.keep);
      const area = form.querySelector("textarea");
      if (kept && area && !area.value) area.value = kept;
    }
  }
  restore();

  // A finished draft is shown at once, unless something typed here would be lost.
  function typed() {
    const fields = document.querySelectorAll("textarea, input:not([type=checkbox], [type=radio], [type=hidden])");
    return waiting.length > 0 || [...fields].some((field) => field.value !== field.defaultValue);
  }
  document.addEventListener("draft-done", () => {
    if (typed()) tell("起草完成。页面上有未保存的文字，保存后请刷新页面");
    else window.location.reload();
  });

  window.addEventListener("online", pump);
  window.addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // 409 and 4xx answers are fragments to show, not errors to hide
    if (event.detail.xhr.status >= 400 && event.detail.xhr.status < 500) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  window.nianbao = { send, show, tell, pending: () => waiting.length };
})();
