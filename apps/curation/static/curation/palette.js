// Ctrl+K: everything one may see and do, by a few letters. Without script the same link leads to a page.
"use strict";
(() => {
  const paths = document.querySelector("meta[name=back-office]").dataset;
  let dialog, box, list, lines = [], chosen = 0, asked = 0;

  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "palette";
    dialog.setAttribute("aria-label", "Search or jump to");
    box = document.createElement("input");
    Object.assign(box, { type: "text", autocomplete: "off", placeholder: "Search or jump to…" });
    const roles = { role: "combobox", "aria-expanded": "true", "aria-controls": "palette-lines", "aria-label": "Search or jump to" };
    Object.entries(roles).forEach(([name, value]) => box.setAttribute(name, value));
    list = document.createElement("ul");
    list.id = "palette-lines";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    const help = document.createElement("p");
    help.textContent = "↑ ↓ choose · Enter open · Esc close";
    dialog.append(box, list, help);
    document.body.append(dialog);
    box.addEventListener("input", ask);
    box.addEventListener("keydown", keys);
    list.addEventListener("click", (event) => open(event.target.closest("li")));
  }

  async function ask() {
    const turn = ++asked;
    const address = `${paths.search}?q=${encodeURIComponent(box.value)}`;
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = (await answer.json()).lines;
    if (turn !== asked) return; // an older question answered late
    lines = found;
    chosen = 0;
    show();
  }

  function show() {
    list.replaceChildren(...lines.map((line, index) => {
      const item = document.createElement("li");
      item.id = `palette-line-${index}`;
      item.dataset.address = line.address;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === chosen));
      const text = document.createElement("span"), kind = document.createElement("span");
      text.textContent = line.text;
      kind.textContent = line.kind;
      kind.className = "quiet";
      item.append(text, kind);
      return item;
    }));
    box.setAttribute("aria-activedescendant", lines.length ? `palette-line-${chosen}` : "");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && lines.length) {
      chosen = (chosen + step + lines.length) % lines.length;
      show();
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      open(list.children[chosen]);
    }
  }

  function open(item) {
    if (item) window.location.assign(item.dataset.address);
  }

  function start(event) {
    event.preventDefault();
    if (!dialog) make();
    if (!dialog.open) dialog.showModal();
    box.select();
  }

  document.querySelector(".palette-open")?.addEventListener("click", start);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") start(event);
  });
})();
