// The matrix redrawn for another day, its keyboard, and the evidence in a dialog. The page is whole without this file.
"use strict";
(() => {
  const table = document.getElementById("grid");
  if (!table) return;
  const $ = (selector, within = document) => within.querySelector(selector);
  const slider = $("#slider"), date = $("#valid_at"), play = $(".play"), since = table.dataset.since;
  const LETTERS = { "framework-nation": "F", initiator: "I", "permanent-member": "P", "associated-nation": "A", "associated-country": "A",
    "third-country-participant": "T", observer: "O", contributor: "C", "flexible-participant": "X", "key-participant": "K" };
  const TINTS = { F: "owner", I: "owner", P: "owner", A: "third", T: "third", O: "guest", C: "guest", X: "guest", K: "guest" };
  const WORDS = { certain: "certain", possible: "possible", undated: "possible, undated", ended: "ended", none: "not then" };
  const IN = new Set(["certain", "possible", "undated"]);
  const day = (text) => ({ "-": -Infinity, "+": Infinity })[text] ?? Number(text); // before all days, after all days
  const cells = [...table.querySelectorAll("td[data-d]")].map((cell) => ({
    link: cell.firstChild, row: cell.parentNode.rowIndex, column: cell.cellIndex, name: cell.firstChild.getAttribute("aria-label").split(/: (?=[^:]*$)/)[0],
    spells: cell.dataset.d.split(";").map((text) => {
      const [period, first, begun, lasting, last, role, undated] = text.split(",");
      return { period, first: day(first), begun: day(begun), lasting: day(lasting), last: day(last), role, undated };
    }),
  }));

  // As the database tells it: possible within the outer bounds; certain if one spell of a period has begun and one still lasts.
  function state(spells, number) {
    const now = spells.filter((spell) => spell.first <= number && number <= spell.last);
    if (!now.length) return { state: spells.some((spell) => spell.last < number) ? "ended" : "none", role: spells.at(-1).role };
    const held = (spell) => spell.begun <= number && number <= spell.lasting;
    const periods = new Set(now.map((spell) => spell.period));
    const isCertain = [...periods].some((period) => {
      const own = now.filter((spell) => spell.period === period);
      return own.some((spell) => spell.begun <= number) && own.some((spell) => spell.lasting >= number);
    });
    const role = (now.filter(held).at(-1) || now.at(-1)).role;
    return { state: isCertain ? "certain" : now.every((spell) => spell.undated) ? "undated" : "possible", role };
  }

  const iso = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
  const inWords = (number) => new Date(number * 864e5).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  function redraw(number) {
    const rows = {}, columns = {}, all = [0, 0];
    for (const cell of cells) {
      const { state: is, role } = state(cell.spells, number);
      const letter = LETTERS[role] || "";
      const was = since !== undefined && IN.has(state(cell.spells, Number(since)).state);
      const changed = since === undefined ? "" : IN.has(is) && !was ? "joined" : was && !IN.has(is) ? "left" : "";
      cell.link.className = `${is} ${TINTS[letter] || ""} ${changed}`;
      cell.link.textContent = letter;
      cell.link.setAttribute("aria-label", `${cell.name}: ${[WORDS[is], role.replaceAll("-", " "), changed].filter(Boolean).join(", ")}`);
      if (!IN.has(is)) continue;
      const which = is === "certain" ? 0 : 1;
      for (const [totals, key] of [[rows, cell.row], [columns, cell.column]]) (totals[key] ||= [0, 0])[which]++;
      all[which]++;
    }
    for (const row of table.tBodies[0].rows) total(row.cells[row.cells.length - 1], rows[row.rowIndex]);
    [...table.tFoot.rows[0].cells].forEach((cell, index, list) => index && total(cell, index === list.length - 1 ? all : columns[index]));
    $('[data-says="day"]').textContent = inWords(number);
    $('[data-says="certain"]').textContent = all[0];
    $('[data-says="possible"]').textContent = all[1];
    date.value = iso(number);
    const address = new URL(location);
    address.searchParams.set("valid_at", date.value);
    history.replaceState(null, "", address);
  }

  function total(cell, [certain, possible] = [0, 0]) {
    cell.textContent = `${certain} `;
    if (possible) cell.append(Object.assign(document.createElement("span"), { textContent: `+${possible}` }));
  }

  // The slider moves by days; play goes through the years.
  slider.hidden = play.hidden = false;
  slider.setAttribute("aria-valuetext", inWords(Number(slider.value)));
  let waiting = false, timer = null;
  slider.addEventListener("input", () => {
    slider.setAttribute("aria-valuetext", inWords(Number(slider.value)));
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; redraw(Number(slider.value)); });
  });
  const stop = () => { clearInterval(timer); timer = null; play.textContent = "Play"; };
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= Number(slider.max)) slider.value = slider.min;
    play.textContent = "Stop";
    timer = setInterval(() => {
      slider.value = Number(slider.value) + 91;
      redraw(Number(slider.value));
      if (Number(slider.value) >= Number(slider.max)) { stop(); $("#said").textContent = $(".lead").textContent; }
    }, 80);
  });
  slider.addEventListener("change", () => { $("#said").textContent = $(".lead").textContent; });

  // One tab stop in the grid; arrows go from mark to mark.
  const links = cells.map((cell) => cell.link);
  const place = new Map(cells.map((cell) => [cell.link, cell]));
  let current = links[0];
  links.forEach((link) => { link.tabIndex = link === current ? 0 : -1; });
  function go(link) {
    if (!link) return;
    current.tabIndex = -1;
    current = link;
    current.tabIndex = 0;
    current.focus();
  }
  const MOVES = {
    ArrowRight: (at) => near((c) => c.row === at.row && c.column > at.column, (c) => c.column),
    ArrowLeft: (at) => near((c) => c.row === at.row && c.column < at.column, (c) => -c.column),
    ArrowDown: (at) => near((c) => c.row > at.row, (c) => (c.row - at.row) * 1000 + Math.abs(c.column - at.column)),
    ArrowUp: (at) => near((c) => c.row < at.row, (c) => (at.row - c.row) * 1000 + Math.abs(c.column - at.column)),
    Home: (at, all) => near((c) => all || c.row === at.row, (c) => c.row * 1000 + c.column),
    End: (at, all) => near((c) => all || c.row === at.row, (c) => -(c.row * 1000 + c.column)),
  };
  const near = (fits, far) => cells.filter(fits).sort((a, b) => far(a) - far(b))[0]?.link;
  table.addEventListener("keydown", (event) => {
    const move = MOVES[event.key], at = place.get(event.target);
    if (!move || !at || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(move(at, event.ctrlKey));
  });
  table.addEventListener("focusin", (event) => { if (place.has(event.target) && event.target !== current) { current.tabIndex = -1; current = event.target; current.tabIndex = 0; } });
  $('a[href="#grid"]').addEventListener("click", (event) => { event.preventDefault(); go(current); });

  // The evidence of a pair is a page of its own, shown here in a dialog; Esc closes it and the mark has the focus again.
  const dialog = $("dialog"), evidence = $(".evidence");
  table.addEventListener("click", async (event) => {
    const link = event.target.closest("td a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    go(link);
    const address = new URL(link.href);
    address.searchParams.set("valid_at", date.value);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.status);
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".evidence");
      evidence.replaceChildren(...found.childNodes);
      dialog.showModal();
    } catch { location.assign(address); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => current.focus());
})();
