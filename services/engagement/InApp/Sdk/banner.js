// @ts-check
import { announce, closeOnEscape, element, fill, liveStyles, place } from "./ui.js";

const styles =
  ":host{top:0;left:0;right:0}.card{max-width:none;border-width:0 0 1px;border-radius:0;position:relative}" +
  liveStyles;

/**
 * A line above the page, which it covers and does not move.
 * @param {import("./rp.js").Message} message @param {import("./rp.js").Controls} controls
 * @returns {import("./rp.js").Shown}
 */
export function show(message, controls) {
  const { host, root } = place(styles);
  const close = () => host.remove();
  const card = element("section", "", { class: "card", "aria-labelledby": "title" });
  fill(card, message, controls, close);
  closeOnEscape(card, controls, close);
  root.append(card);
  announce(root, message);
  return { close };
}
