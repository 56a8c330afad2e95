// @ts-check
import { announce, closeOnEscape, element, fill, liveStyles, place } from "./ui.js";

const styles =
  ":host{left:1rem;bottom:1rem}.card{position:relative}ol{list-style:none;margin:0 0 .75rem;padding:0}" +
  "li{display:flex;gap:.5rem;padding:.375rem 0}a{color:inherit}.done{text-decoration:line-through}" +
  liveStyles;

/**
 * Steps that tick themselves off as the product is used.
 * @param {import("./rp.js").Message} message @param {import("./rp.js").Controls} controls
 * @returns {import("./rp.js").Shown}
 */
export function show(message, controls) {
  const { host, root } = place(styles);
  const close = () => host.remove();
  const card = element("section", "", { class: "card", "aria-labelledby": "title" });
  fill(card, message, controls, close);
  const list = element("ol");
  for (const item of message.items) {
    const line = element("li");
    const mark = element("span", item.done ? "\u2713" : "\u25cb", { role: "img" });
    const label = item.url ? element("a", item.label, { href: item.url }) : element("span", item.label);
    if (item.done) label.classList.add("done");
    mark.setAttribute("aria-label", item.done ? message.done : message.open);
    label.addEventListener("click", () => item.url && controls.use(item.key));
    line.append(mark, label);
    list.append(line);
  }
  card.insertBefore(list, card.children[2]);
  closeOnEscape(card, controls, close);
  root.append(card);
  announce(root, message);
  return { close };
}
