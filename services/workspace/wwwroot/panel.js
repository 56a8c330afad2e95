// Lists by keyboard: j and k move among rows, Enter opens one (on Today beside the list), Esc closes the panel.
// Without script rows are links that the Tab key reaches, and the panel is part of the page that the link leads to.
// @ts-check

/** @returns {HTMLAnchorElement[]} */
const rows = () => [...document.querySelectorAll("[data-list] a[data-row]")].filter(
  row => row instanceof HTMLAnchorElement
);

/** @param {EventTarget | null} target */
const isTyping = target => target instanceof HTMLElement && target.matches("input, textarea, select");

/** The row that was focused last, by its address: the framework may have replaced its element. */
let last = "";

/** @param {number} step */
function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex(row => row === document.activeElement || row.getAttribute("href") === last);
  const next = all[Math.max(0, Math.min(all.length - 1, at === -1 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", event => {
  if (event.target instanceof HTMLAnchorElement && event.target.matches("[data-list] a[data-row]")) {
    last = event.target.getAttribute("href") ?? "";
  }
});

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "j" || event.key === "k") {
    if (rows().length === 0) return;
    event.preventDefault();
    move(event.key === "j" ? 1 : -1);
  } else if (event.key === "Escape") {
    const close = document.querySelector("[data-close]");
    if (close instanceof HTMLAnchorElement) close.click();
  }
});

// The panel is replaced with the page; the focus goes back to the row that it belongs to.
function back() {
  const row = rows().find(one => one.getAttribute("aria-current") === "true" || one.getAttribute("href") === last);
  if (row && document.querySelector("[data-panel]")) row.focus({ preventScroll: true });
}

// @ts-ignore The framework has no types here.
window.Blazor?.addEventListener("enhancedload", back);
