// Keeps what is typed in forms with data-draft in this browser until it was saved, over reloads, cuts and restarts.
// Without script forms work; what was typed is lost where the page is left.
// @ts-check

const PREFIX = "draft:";

/** @param {HTMLFormElement} form */
const nameOf = form => PREFIX + form.dataset.draft;

/** @param {Element} field @returns {field is HTMLInputElement | HTMLTextAreaElement} */
const isText = field =>
  (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type === "text"));

/** @param {HTMLFormElement} form */
function keep(form) {
  const typed = Object.fromEntries([...form.elements].filter(isText).map(field => [field.name, field.value]));
  const empty = Object.values(typed).every(text => text === "");
  if (empty) localStorage.removeItem(nameOf(form));
  else localStorage.setItem(nameOf(form), JSON.stringify(typed));
  say(form, empty ? "" : "Draft kept");
}

/** @param {HTMLFormElement} form */
function bring(form) {
  const kept = localStorage.getItem(nameOf(form));
  if (!kept) return;
  /** @type {Record<string, string>} */
  const typed = JSON.parse(kept);
  let brought = false;
  for (const field of [...form.elements].filter(isText)) {
    if (field.value === "" && typed[field.name]) {
      field.value = typed[field.name];
      brought = true;
    }
  }
  if (brought) say(form, "Your draft is back");
}

/** @param {HTMLFormElement} form @param {string} text */
function say(form, text) {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = text;
}

/** @param {EventTarget | null} target @returns {HTMLFormElement | null} */
const draftOf = target => (target instanceof Element ? target.closest("form[data-draft]") : null);

document.addEventListener("input", event => {
  const form = draftOf(event.target);
  if (form) keep(form);
});

// A page that says it saved something: its draft is done. Until then it stays, whatever became of the request.
function settle() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    if (document.querySelector(".done") && sessionStorage.getItem("sent") === nameOf(form)) {
      localStorage.removeItem(nameOf(form));
      sessionStorage.removeItem("sent");
      form.reset();
    } else bring(form);
  }
}

document.addEventListener("submit", event => {
  const form = draftOf(event.target);
  if (!form) return;
  sessionStorage.setItem("sent", nameOf(form));
  if (!navigator.onLine) {
    event.preventDefault();
    event.stopPropagation();
    say(form, "Not saved: there is no connection. Your draft is kept.");
  } else say(form, "Saving …");
}, true);

addEventListener("offline", () => {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    if (form instanceof HTMLFormElement) say(form, "No connection; your draft is kept");
  }
});

settle();
// @ts-ignore The framework has no types here.
window.Blazor?.addEventListener("enhancedload", settle);
