// @ts-check
import { closeOnEscape, element, fill, place } from "./ui.js";

const styles = "dialog{margin:auto}dialog::backdrop{background:#0008}";

/**
 * A dialog over the page: the focus stays within until it is closed, and then returns to where it was.
 * @param {import("./rp.js").Message} message @param {import("./rp.js").Controls} controls
 * @returns {import("./rp.js").Shown}
 */
export function show(message, controls) {
  const before = document.activeElement;
  const { host, root } = place(styles);
  const close = () => {
    host.remove();
    if (before instanceof HTMLElement) before.focus();
  };
  const dialog = element("dialog", "", { "aria-labelledby": "title", "aria-describedby": "body" });
  fill(dialog, message, controls, close);
  closeOnEscape(dialog, controls, close);
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    /** @type {HTMLElement[]} */
    const stops = Array.from(dialog.querySelectorAll("a,button"));
    const at = stops.findIndex((stop) => stop === root.activeElement);
    const next = at + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    stops[(next + stops.length) % stops.length].focus();
  });
  root.append(dialog);
  dialog.showModal();
  return { close };
}
