// The notes page by keyboard: J/K move, Enter accepts, 1–9 relabel, A accepts all, U undoes, ? explains.
(() => {
  "use strict";
  const list = () => document.getElementById("rows");
  const rows = () => [...document.querySelectorAll("#rows .note")];
  const base = window.location.pathname;
  let here = null;

  function current() {
    return here ? document.getElementById(here) : null;
  }

  function go(row, focus = true) {
    if (!row) return;
    for (const other of document.querySelectorAll(".note.here")) other.classList.remove("here");
    here = row.id;
    row.classList.add("here");
    if (focus) {
      row.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    }
    for (const choice of document.querySelectorAll(".choice[data-category], .choice[data-section]")) {
      const on = choice.dataset.category === row.dataset.category || choice.dataset.section === row.dataset.section;
      choice.classList.toggle("on", on && Boolean(choice.dataset.category || choice.dataset.section));
      choice.setAttribute("aria-pressed", String(on));
    }
    document.getElementById("pane-text").textContent = row.querySelector(".words").textContent;
  }

  function step(by) {
    const all = rows();
    const at = all.findIndex((row) => row.id === here);
    go(all[Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function picked() {
    const chosen = rows().filter((row) => row.querySelector(".pick").checked);
    return chosen.length ? chosen : [current()].filter(Boolean);
  }

  // The versions of rows as they are when asked: an earlier change may still be on its way.
  function seen(some) {
    return some.map((row) => (document.getElementById(row.id) || row).dataset.seen);
  }

  function later(some, fields) {
    return () => ({ seen: seen(some), ...fields });
  }

  async function act(action, fields, next) {
    const meant = picked();
    if (meant.length === 0) return;
    if (next) step(meant.length > 1 ? 0 : 1);
    const answer = await window.nianbao.send(`${base}${action}/`, later(meant, fields));
    put(answer);
  }

  // New rows take the places of the old ones; what somebody else changed is shown with what was wanted here.
  function put(answer) {
    const made = document.createElement("div");
    made.innerHTML = answer.text;
    const told = made.querySelector("#rows-told");
    if (!told) return window.nianbao.show(answer);
    for (const row of made.querySelectorAll(".note")) {
      const old = document.getElementById(row.id);
      if (!old) continue;
      if (answer.status === 409 && told.dataset.mine) clash(row, told.dataset.mine);
      old.replaceWith(row);
      if (row.id === here) go(row, document.activeElement === document.body);
    }
    for (const show of ["unsure", "new", "done", "all"]) {
      const count = document.getElementById(`count-${show}`);
      if (count) count.textContent = told.dataset[show];
    }
    if (Number(told.dataset.stale)) {
      window.nianbao.tell(`有${told.dataset.stale}条刚被别人改过，没有覆盖；现在显示的是对方的标签，请看后再改`, true);
    }
  }

  function clash(row, mine) {
    row.classList.add("clash");
    const line = document.createElement("p");
    line.className = "clash-note";
    line.textContent = `别人刚改成上面的标签；您选的是：${mine}。需要时请再选一次。`;
    row.append(line);
  }

  async function plain(action, fields) {
    window.nianbao.show(await window.nianbao.send(`${base}${action}/`, fields));
  }

  function split() {
    const row = current();
    if (!row) return;
    const dialog = document.getElementById("split");
    const area = dialog.querySelector("textarea");
    area.value = row.querySelector(".words").textContent;
    dialog.showModal();
    area.focus();
  }

  const does = {
    accept: () => act("accept", {}, true),
    "accept-all": () => {
      const query = new URLSearchParams(document.getElementById("notes").dataset.query);
      plain("accept", { all: "1", ...Object.fromEntries(query) });
    },
    undo: () => plain("undo", {}),
    help: () => document.getElementById("help").showModal(),
    merge: () => plain("merge", later(picked())),
    "leave-out": () => plain("leave-out", later(picked())),
    split,
    "split-now": () => {
      const dialog = document.getElementById("split");
      dialog.close();
      plain("split", later([current()], { text: dialog.querySelector("textarea").value }));
    },
    "split-close": () => document.getElementById("split").close(),
  };

  function choose(choice) {
    if (choice.disabled || choice.closest("fieldset").disabled) return;
    if (choice.dataset.category) act("label", { category: choice.dataset.category }, false);
    else if (choice.dataset.section) act("label", { section: choice.dataset.section }, false);
  }

  document.addEventListener("click", (event) => {
    const choice = event.target.closest(".choice[data-category], .choice[data-section]");
    if (choice) return choose(choice);
    const doing = event.target.closest("[data-do]");
    if (doing) return does[doing.dataset.do]();
    const row = event.target.closest(".note");
    if (row && !event.target.closest("input")) go(row);
  });

  const keys = { j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1) };
  const letters = { a: "accept-all", u: "undo", m: "merge", s: "split", d: "leave-out", "?": "help", "？": "help" };
  const fixed = () => !document.querySelector("[data-do=undo]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not(.pick), textarea, select, dialog, summary, a")) return;
    if (event.key === "Enter" && event.target.closest("button")) return;
    if (act_on(event)) event.preventDefault();
  });

  function act_on(event) {
    const digit = /^Digit([0-9])$/.exec(event.code);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (keys[key]) keys[key]();
    else if (letters[key] === "help") does.help();
    else if (fixed()) return false;
    else if (event.key === "Enter") does.accept();
    else if (key === "x") toggle();
    else if (digit && event.shiftKey) press(`⇧${digit[1]}`);
    else if (digit || key === "-") press(digit ? digit[1] : "-");
    else if (letters[key]) does[letters[key]]();
    else return false;
    return true;
  }

  function press(key) {
    const choice = document.querySelector(`.choice[data-key="${key}"]`);
    if (choice) choose(choice);
  }

  function toggle() {
    const box = current() && current().querySelector(".pick");
    if (box) box.checked = !box.checked;
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id === "notes") go(current() || rows()[0], false);
  });
  if (list()) go(rows()[0], false);
})();
