// Keys of the review page: J next, K previous, A approve. Not while somebody types.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const found = { j: "a[rel=next]", k: "a[rel=prev]", a: "button[data-key=a]" }[event.key];
  const target = found && document.querySelector(`.review ${found}`);
  if (target) target.click();
});
