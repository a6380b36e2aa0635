// Keys that every page has. A key does what the button marked with it does, so that nothing can be done by key alone.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (localStorage.getItem("equipoise.keys") === "off") return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && !button.disabled) {
    event.preventDefault();
    button.click();
  }
});
// A number clicked says beside the page where it comes from. Its link has an address of its own for whoever opens it
// elsewhere, and for a browser without this script.
let asked = null;
window.equipoiseBeside = (open) => {
  const box = document.getElementById("beside");
  box.hidden = !open;
  if (open) box.querySelector("h2")?.focus();
  else asked?.focus();
};
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close=beside]")) return equipoiseBeside(false);
  const link = event.target.closest("a.traced, a.word");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
  if (!link || elsewhere || !document.getElementById("beside") || !window.socket?.connected) return;
  event.preventDefault();
  if (!link.closest("#beside")) asked = link;
  emitEvent("beside", link.getAttribute("href"));
});
document.addEventListener("keydown", (event) => {
  const box = document.getElementById("beside");
  if (event.key === "Escape" && box && !box.hidden) equipoiseBeside(false);
});
// The guided look points at what its step says to click, as soon as that is there.
const point = () => {
  document.querySelector(".pointed-at")?.classList.remove("pointed-at");
  const wanted = document.querySelector(".guide")?.dataset.pointsAt;
  if (!wanted) return;
  const shown = [...document.querySelectorAll(wanted)].find((one) => one.getClientRects().length);
  shown?.classList.add("pointed-at");
};
setInterval(() => {
  if (document.querySelector(".guide, .pointed-at")) point();
}, 700);
