// @ts-check
import { announce, closeOnEscape, element, fill, liveStyles, place } from "./ui.js";

const gap = 8;

/**
 * Beside the element that it explains, and moves along with it.
 * @param {import("./rp.js").Message} message @param {import("./rp.js").Controls} controls
 * @param {HTMLElement} anchor
 * @returns {import("./rp.js").Shown}
 */
export function show(message, controls, anchor) {
  const { host, root } = place(".card{position:relative}" + liveStyles);
  const card = element("section", "", { class: "card", "aria-labelledby": "title" });
  const move = () => {
    const [at, size] = [anchor.getBoundingClientRect(), card.getBoundingClientRect()];
    const below = at.bottom + gap + size.height <= innerHeight || at.top < size.height + gap;
    host.style.top = (below ? at.bottom + gap : at.top - gap - size.height) + "px";
    host.style.left = Math.max(gap, Math.min(at.left, innerWidth - size.width - gap)) + "px";
  };
  const watch = new ResizeObserver(move);
  const close = () => {
    watch.disconnect();
    removeEventListener("scroll", move, true);
    removeEventListener("resize", move);
    host.remove();
  };
  fill(card, message, controls, close);
  closeOnEscape(card, controls, close);
  root.append(card);
  announce(root, message);
  watch.observe(anchor);
  addEventListener("scroll", move, true);
  addEventListener("resize", move);
  move();
  return { close };
}
