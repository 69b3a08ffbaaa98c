// Forms: dates read themselves back, doubles are shown before they are made, Ctrl+S saves, Ctrl+Enter proposes.
"use strict";
(() => {
  const paths = document.querySelector("meta[name=back-office]").dataset;

  function later(work, wait = 250) {
    let timer;
    return (...args) => { clearTimeout(timer); timer = setTimeout(() => work(...args), wait); };
  }

  async function ask(path, entries) {
    const answer = await fetch(`${path}?${new URLSearchParams(entries)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? answer.json() : {};
  }

  async function read(input) {
    let words = document.getElementById(`${input.id}_reads`);
    if (!words) {
      words = document.createElement("span");
      Object.assign(words, { id: `${input.id}_reads`, className: "reads" });
      words.setAttribute("role", "status");
      input.insertAdjacentElement("afterend", words);
    }
    const typed = input.value;
    const said = typed.trim() ? await ask(paths.date, { text: typed }) : {};
    if (typed !== input.value) return;
    const errors = [...(input.closest(".form-row, td")?.querySelectorAll(".errorlist") || [])];
    const stands = said.error && errors.some((each) => each.textContent.includes(said.error)); // once is enough
    words.classList.toggle("refused", Boolean(said.error));
    words.textContent = stands ? "" : said.error || said.words || "";
  }

  const soon = later(read);
  document.addEventListener("input", (event) => {
    if (event.target.matches("input.date-as-text")) soon(event.target);
  });
  document.querySelectorAll("input.date-as-text").forEach((input) => { if (input.value) read(input); });

  // Select2 leaves what one chooses in without a name; the label of the field it stands for is its name.
  function name() {
    document.querySelectorAll(".select2-container").forEach((made) => {
      const label = made.previousElementSibling?.labels?.[0] || made.previousElementSibling;
      const text = (label?.textContent.trim() && label.tagName === "LABEL" ? label.textContent.trim() : "") || "Choose";
      made.querySelectorAll(".select2-selection, [role=textbox], input").forEach((each) => each.setAttribute("aria-label", text));
    });
  }
  window.addEventListener("load", () => setTimeout(name));
  document.addEventListener("formset:added", () => setTimeout(name));

  const box = document.querySelector(".similar");
  const form = box?.closest("form");
  async function compare() {
    const entries = Object.fromEntries(
      [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value && !/[-_]set|csrf|-\d+-/.test(name)),
    );
    const found = (await ask(paths.similar, { ...entries, model: box.dataset.similarTo })).similar || [];
    box.hidden = !found.length;
    box.replaceChildren(`Similar records stand already, ${found.length}: `, ...found.flatMap((each, index) => {
      const link = document.createElement("a");
      Object.assign(link, { href: each.address, textContent: each.text, target: "_blank", rel: "noopener" });
      return index ? ["; ", link] : [link];
    }));
  }
  if (form) {
    const again = later(compare, 400);
    form.addEventListener("input", again);
    if (window.django?.jQuery) window.django.jQuery(form).on("change", "select", again); // select2 tells jQuery only
  }

  document.addEventListener("keydown", (event) => {
    const saves = (event.ctrlKey || event.metaKey) && (event.key.toLowerCase() === "s" || event.key === "Enter");
    const button = saves && document.querySelector(".submit-row .default:not(:disabled)");
    if (button) {
      event.preventDefault();
      button.click();
    }
  });
})();
