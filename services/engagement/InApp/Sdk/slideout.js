// @ts-check
import { announce, closeOnEscape, element, fill, liveStyles, place } from "./ui.js";

const styles = ":host{right:1rem;bottom:1rem}.card{position:relative}" + liveStyles;

/**
 * A card in the corner; the page stays usable.
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
