// The palette (⌘K, Ctrl K, /), the help on keys (?), and letters that lead to pages (g, then one) and forms.
// Without script navigation, search in the book and the page of keys do the same.
// @ts-check

/** @typedef {{ kind: string, title: string, detail: string, path: string }} Hit */

/** Pages and actions, by what the navigation shows. @returns {Hit[]} */
function own() {
  const pages = [...document.querySelectorAll(".pages a")].map(link => ({
    kind: "Page", title: link.textContent ?? "", detail: link.getAttribute("title") ?? "",
    path: link.getAttribute("href") ?? "/",
  }));
  const actions = [...document.querySelectorAll("[data-key]")].map(field => ({
    kind: "Action", title: "Write a note here", detail: "n", path: "#" + (field.id ||= "note-subject"),
  }));
  return [...actions, ...pages,
    { kind: "Action", title: "Book at risk", detail: "Red, open risk, notice or call", path: "/book?atRisk=true" },
    { kind: "Page", title: "Keys", detail: "What the keyboard does", path: "/keys" }];
}

/** @param {string} id @returns {HTMLDialogElement | null} */
const dialog = id => /** @type {HTMLDialogElement | null} */ (document.getElementById(id));
/** @type {Hit[]} */
let hits = [];
let at = 0;
/** @type {AbortController | undefined} */
let asking;

/** @param {string} text */
function matching(text) {
  const word = text.trim().toLowerCase();
  return own().filter(hit => word === "" || hit.title.toLowerCase().includes(word));
}

/** @param {Hit[]} found */
function show(found) {
  const list = document.getElementById("palette-hits");
  const input = dialog("palette")?.querySelector("input");
  if (!list || !input) return;
  hits = found.slice(0, 12);
  at = Math.min(at, Math.max(0, hits.length - 1));
  list.replaceChildren(...hits.map((hit, i) => {
    const item = document.createElement("li");
    item.id = "hit-" + i;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(i === at));
    for (const [css, text] of [["kind", hit.kind], ["title", hit.title], ["soft", hit.detail]]) {
      const span = document.createElement("span");
      span.className = css;
      span.textContent = text;
      item.append(span);
    }
    item.addEventListener("click", () => go(hit));
    return item;
  }));
  input.setAttribute("aria-activedescendant", hits.length ? "hit-" + at : "");
}

/** @param {Hit | undefined} hit */
function go(hit) {
  if (!hit) return;
  dialog("palette")?.close();
  if (hit.path.startsWith("#")) document.getElementById(hit.path.slice(1))?.focus();
  else visit(hit.path);
}

/** Goes to a page as a click on a link would. @param {string} path */
function visit(path) {
  const link = document.createElement("a");
  link.href = path;
  document.body.append(link);
  link.click();
  link.remove();
}

/** @param {string} text */
async function find(text) {
  at = 0;
  const here = matching(text);
  show(here);
  asking?.abort();
  if (text.trim().length < 2) return;
  asking = new AbortController();
  try {
    const answer = await fetch("/data/find?q=" + encodeURIComponent(text), { signal: asking.signal });
    if (answer.status === 401) location.reload();
    else if (answer.ok) show([...(await answer.json()).hits, ...here]);
  } catch (error) {
    if (!(error instanceof DOMException)) show(here);
  }
}

function openPalette() {
  const palette = dialog("palette");
  const input = palette?.querySelector("input");
  if (!palette || !input || palette.open) return;
  input.value = "";
  palette.showModal();
  find("");
}

/** @param {KeyboardEvent} event */
function inPalette(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % Math.max(1, hits.length);
    show(hits);
  } else if (event.key === "Enter") {
    event.preventDefault();
    go(hits[at]);
  }
}

/** Until when a letter after g counts. */
let going = 0;

document.addEventListener("keydown", event => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    openPalette();
    return;
  }
  const target = event.target;
  if (dialog("palette")?.open) inPalette(event);
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target instanceof HTMLElement && target.matches("input, textarea, select")) return;
  if (event.timeStamp < going) {
    going = 0;
    const page = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (page instanceof HTMLElement) visit(page.dataset.path ?? "/");
  } else if (event.key === "g") going = event.timeStamp + 1_500;
  else if (event.key === "/") { event.preventDefault(); openPalette(); }
  else if (event.key === "?") dialog("keys-help")?.showModal();
  else if (event.key === "n" || event.key === "c") write(event);
});

/** To the form of the account: n for a note, c for a call. @param {KeyboardEvent} event */
function write(event) {
  const field = document.querySelector("[data-key=n]");
  if (!(field instanceof HTMLElement)) return;
  event.preventDefault();
  const type = document.querySelector(`input[name="Note.Type"][value=${event.key === "c" ? "call" : "note"}]`);
  if (type instanceof HTMLInputElement) type.checked = true;
  field.focus();
}

document.addEventListener("input", event => {
  if (event.target instanceof HTMLInputElement && event.target.closest("#palette")) find(event.target.value);
});
document.addEventListener("click", event => {
  if (event.target instanceof Element && event.target.closest("[data-palette]")) openPalette();
});

function ready() {
  for (const button of document.querySelectorAll("[data-palette]")) button.removeAttribute("hidden");
}
ready();
// @ts-ignore The framework has no types here.
window.Blazor?.addEventListener("enhancedload", ready);
