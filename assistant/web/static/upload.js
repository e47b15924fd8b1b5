// Files chosen or dropped (folders too) go up with progress; without script the form is sent as it is.
(() => {
  "use strict";

  async function inside(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [{ file, path: path + file.name }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return found;
      for (const each of some) found.push(...(await inside(each, `${path}${entry.name}/`)));
    }
  }

  async function dropped(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (entries.length === 0) return [...transfer.files].map((file) => ({ file, path: file.name }));
    // one folder alone is the case folder: what is in it counts
    const lone = entries.length === 1 && entries[0].isDirectory ? `${entries[0].name}/` : "";
    const found = [];
    for (const entry of entries) found.push(...(await inside(entry, "")));
    return found
      .map(({ file, path }) => ({ file, path: path.startsWith(lone) ? path.slice(lone.length) : path }))
      .filter(({ file }) => !file.name.startsWith("."));
  }

  function send(form, items) {
    const data = new FormData();
    const input = form.querySelector("input[type=file]");
    for (const { file, path } of items) {
      data.append(input.name, file, file.name);
      if (input.multiple) data.append("paths", path);
    }
    const bar = form.querySelector("progress");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRFToken", document.body.dataset.csrf);
    bar.hidden = false;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    };
    request.onload = () => {
      bar.hidden = true;
      form.reset();
      const headers = { get: (name) => request.getResponseHeader(name) };
      window.nianbao.show({ status: request.status, text: request.responseText, headers }, form.dataset.target);
    };
    request.onerror = () => {
      bar.hidden = true;
      window.nianbao.tell("上传中断，没有保存。请检查网络后再传一次", true);
    };
    request.send(data);
  }

  for (const form of document.querySelectorAll("form[data-upload]")) {
    const zone = form.querySelector(".drop");
    const input = form.querySelector("input[type=file]");
    const chosen = () => [...input.files].map((file) => ({ file, path: file.name }));
    for (const name of ["dragenter", "dragover"]) {
      zone.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.add("over");
      });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", async (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const items = await dropped(event.dataTransfer);
      if (items.length) send(form, items);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (input.files.length) send(form, chosen());
    });
    if (input.multiple) input.addEventListener("change", () => input.files.length && send(form, chosen()));
  }
})();
