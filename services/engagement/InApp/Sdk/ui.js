// @ts-check
/** What the kinds of messages have in common: a place of their own in the page, styles, buttons, focus. */

/** @typedef {import("./rp.js").Message} Message */
/** @typedef {import("./rp.js").Controls} Controls */
/** @typedef {import("./rp.js").Shown} Shown */

const styles = `
:host{all:initial;position:fixed;z-index:2147483000;inset:auto;color-scheme:light dark}
*{box-sizing:border-box}
.card,dialog{font:1rem/1.5 system-ui,sans-serif;color:#16202e;background:#fff;border:1px solid #7b8698;
border-radius:.5rem;padding:1rem 1.25rem;max-width:min(26rem,calc(100vw - 2rem));box-shadow:0 .5rem 2rem #0004}
h2{font-size:1.125rem;line-height:1.3;margin:0 2rem .5rem 0}
p{margin:0 0 .75rem;white-space:pre-line}
.row{display:flex;flex-wrap:wrap;gap:.5rem}
button,a.button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border:1px solid #1b55ab;
border-radius:.375rem;color:#1b55ab;background:transparent;cursor:pointer;text-decoration:none}
.row>:first-child{background:#1b55ab;color:#fff}
.close{position:absolute;top:.25rem;right:.25rem;min-width:2.75rem;padding:0;border-color:transparent}
:focus-visible{outline:3px solid #1b55ab;outline-offset:2px}
@media(prefers-color-scheme:dark){.card,dialog{color:#eef2f8;background:#1b222c;border-color:#8a96a8}
button,a.button{color:#9ec1ff;border-color:#9ec1ff}.row>:first-child{background:#9ec1ff;color:#10151c}
:focus-visible{outline-color:#9ec1ff}.close{border-color:transparent}}
@media(prefers-reduced-motion:no-preference){.card,dialog{animation:rp .2s ease-out}
@keyframes rp{from{opacity:0;transform:translateY(.5rem)}}}
`;

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {string} [text] @param {Record<string, string>} [attributes]
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, text, attributes) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  return made;
}

/**
 * A place that the product's styles do not reach, and whose styles do not reach the product.
 * @param {string} own Styles of this kind of message.
 */
export function place(own) {
  const host = element("div", "", { "data-rp-host": "" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles + own);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);
  return { host, root };
}

/**
 * Title, text and buttons, in the order in which they are read.
 * @param {HTMLElement} card @param {Message} message @param {Controls} controls @param {() => void} close
 */
export function fill(card, message, controls, close) {
  const title = element("h2", message.title, { id: "title" });
  const body = element("p", message.body, { id: "body" });
  card.append(title, body);
  const row = element("div", "", { class: "row" });
  for (const button of message.buttons) {
    const isLink = button.action === "link" && button.url;
    const made = isLink
      ? element("a", button.label, { class: "button", href: button.url || "", rel: "noopener" })
      : element("button", button.label, { type: "button" });
    made.addEventListener("click", () => {
      if (button.action === "snooze") controls.report("snoozed", button.days || 1);
      else if (button.action === "dismiss") controls.report("dismissed");
      else {
        controls.report("clicked");
        if (button.action === "complete") controls.report("completed");
      }
      if (button.action !== "link") close();
    });
    row.append(made);
  }
  if (message.buttons.length) card.append(row);
  const dismiss = element("button", "\u00d7", { type: "button", class: "close", "aria-label": message.close });
  dismiss.addEventListener("click", () => {
    controls.report("dismissed");
    close();
  });
  card.append(dismiss);
  return { title, dismiss };
}

/**
 * ESC dismisses, wherever within the message the focus is.
 * @param {HTMLElement} card @param {Controls} controls @param {() => void} close
 */
export function closeOnEscape(card, controls, close) {
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.preventDefault();
    controls.report("dismissed");
    close();
  });
}

/**
 * Announces politely: a live region is read only where it was there before its text.
 * @param {ShadowRoot} root @param {Message} message
 */
export function announce(root, message) {
  const live = element("div", "", { "aria-live": "polite", role: "status", class: "live" });
  root.append(live);
  setTimeout(() => {
    live.textContent = message.title;
  }, 100);
}

/** Styles of what only a screen reader reads. */
export const liveStyles = ".live{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}";
