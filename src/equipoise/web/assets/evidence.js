// The matrix: a cursor that moves at once, and tells the page where it is; cells drawn anew in place.
const equipoiseMatrix = (() => {
  let at = { item: "", subject: "", level: "" };
  const table = () => document.querySelector("table.mx");
  const find = (item, subject, level) =>
    [...document.querySelectorAll("table.mx td[data-item]")].find(
      (cell) => cell.dataset.item === item && cell.dataset.subject === subject && cell.dataset.level === level,
    );
  const tell = () => emitEvent("evidence_cell", [at.item, at.subject, at.level]);

  function cursor(item, subject, level) {
    at = { item, subject, level };
    document.querySelectorAll("table.mx td.cur").forEach((cell) => cell.classList.remove("cur"));
    const cell = find(item, subject, level);
    if (!cell) return;
    cell.classList.add("cur");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  function select(item) {
    document.querySelectorAll("table.mx .sel").forEach((cell) => cell.classList.remove("sel"));
    document
      .querySelectorAll(`table.mx [data-item="${CSS.escape(item)}"], table.mx [data-total="${CSS.escape(item)}"]`)
      .forEach((cell) => cell.classList.add("sel"));
    document.querySelectorAll(".items li").forEach((line) => {
      const isIt = line.dataset.item === item;
      line.setAttribute("aria-selected", isIt ? "true" : "false");
      if (isIt) line.scrollIntoView({ block: "nearest" });
    });
  }
  function cell(item, subject, level, inside, rated, state) {
    const place = find(item, subject, level);
    if (place) place.innerHTML = inside;
    const total = document.querySelector(`table.mx [data-total="${CSS.escape(item)}"]`);
    if (total) total.textContent = rated;
    const line = document.querySelector(`.items li[data-item="${CSS.escape(item)}"] .m > :last-child`);
    if (line && state) line.textContent = state;
  }
  function notes(shown) {
    document.querySelectorAll('table.mx tbody tr[class^="s"]').forEach((row) => {
      const first = row.querySelector('td[data-subject="scenarios"]');
      const note = row.querySelector("th .note");
      if (first && note && shown[first.dataset.level]) note.textContent = shown[first.dataset.level];
    });
  }
  function moveRow(step) {
    const cells = [...document.querySelectorAll("table.mx td[data-item]")].filter((cell) => cell.dataset.item === at.item);
    const index = cells.findIndex((cell) => cell.dataset.subject === at.subject && cell.dataset.level === at.level);
    const next = cells[Math.min(Math.max(index + step, 0), cells.length - 1)];
    if (next) go(next.dataset.item, next.dataset.subject, next.dataset.level);
  }
  function moveItem(step) {
    const items = [...document.querySelectorAll(".items li")].map((line) => line.dataset.item);
    const next = items[items.indexOf(at.item) + step];
    if (next) go(next, at.subject, at.level);
  }
  function go(item, subject, level) {
    cursor(item, subject, level);
    tell();
  }
  document.addEventListener("click", (event) => {
    const cell = event.target.closest("table.mx td[data-item]");
    if (cell) return go(cell.dataset.item, cell.dataset.subject, cell.dataset.level);
    const head = event.target.closest("table.mx th[data-item], .items li");
    if (head) go(head.dataset.item, at.subject, at.level);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !table()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    const moves = { j: [moveItem, 1], k: [moveItem, -1], arrowright: [moveItem, 1], arrowleft: [moveItem, -1], arrowdown: [moveRow, 1], arrowup: [moveRow, -1] };
    const off = localStorage.getItem("equipoise.keys") === "off";
    if (off && key.length === 1) return;
    if (moves[key]) {
      moves[key][0](moves[key][1]);
    } else if (/^[1-7u]$/.test(key)) {
      emitEvent("evidence_key", key);
    } else if (key === "/") {
      document.querySelector(".search").focus();
    } else if (key === "w") {
      document.querySelector(".reason input").focus();
    } else {
      return;
    }
    event.preventDefault();
  });
  return { cursor, select, cell, notes };
})();
