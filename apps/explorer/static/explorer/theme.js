// Light or dark: as the system says, until the reader says otherwise. In a file of its own, read before anything is drawn.
"use strict";
const root = document.documentElement;
const chosen = localStorage.getItem("theme");
if (chosen) root.dataset.theme = chosen;
document.addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector("button.theme");
  if (!button) return;
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const say = () => { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", `Change to ${isDark() ? "light" : "dark"}`); };
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    say();
  });
  say();
});
