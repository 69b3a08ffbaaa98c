// One tab stop in each drawing; arrows go to the nearest mark. The page is whole without this file.
"use strict";
for (const plot of document.querySelectorAll(".plot")) {
  const marks = [...plot.querySelectorAll("a")].filter((mark) => mark.getAttribute("tabindex") !== "-1");
  if (marks.length < 2) continue;
  const middle = (mark) => { const box = mark.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; };
  let current = marks[0];
  for (const mark of marks) mark.setAttribute("tabindex", mark === current ? "0" : "-1");
  const go = (mark) => { current.setAttribute("tabindex", "-1"); current = mark; mark.setAttribute("tabindex", "0"); mark.focus(); };
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  plot.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || !marks.includes(event.target)) return;
    if (event.key === "Home" || event.key === "End") { event.preventDefault(); return go(marks.at(event.key === "Home" ? 0 : -1)); }
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    const [x, y] = middle(event.target);
    let nearest, least = Infinity;
    for (const mark of marks) {
      const [right, down] = middle(mark), along = (right - x) * way[0] + (down - y) * way[1], aside = Math.abs((right - x) * way[1]) + Math.abs((down - y) * way[0]);
      if (along > 2 && along + 4 * aside < least) { least = along + 4 * aside; nearest = mark; }
    }
    if (nearest) go(nearest);
  });
  plot.addEventListener("focusin", (event) => { if (marks.includes(event.target) && event.target !== current) { current.setAttribute("tabindex", "-1"); current = event.target; current.setAttribute("tabindex", "0"); } });
}
// The newest years are in sight first.
for (const box of document.querySelectorAll(".timeline")) box.scrollLeft = box.scrollWidth;
