// Says whether the page is up to date, and tells other modules what happens ("live" events on document).
// Without script a page shows what was true when it was loaded; reloading shows what is true now.
// @ts-check

/** How long without a word from the server until a page counts as stale, in milliseconds. */
const PATIENCE = 20_000;

/** @type {EventSource | undefined} */
let line;
let stale = 0;

/** @param {string} text @param {boolean} old */
function say(text, old) {
  const place = document.getElementById("fresh");
  if (!place || place.textContent === text) return;
  place.textContent = text;
  place.classList.toggle("old", old);
}

function fresh() {
  clearTimeout(stale);
  say("Live", false);
}

/** @param {string} kind @param {MessageEvent<string>} message */
function pass(kind, message) {
  const detail = { kind, data: JSON.parse(message.data) };
  document.dispatchEvent(new CustomEvent("live", { detail }));
  const shown = document.querySelector("[data-live-account]");
  if (shown instanceof HTMLElement && detail.data.accountId === shown.dataset.liveAccount) {
    say("Changed – reload to see it", true);
  }
}

/** Events that a page reacts to; the names are those of the gateway's stream. */
const KINDS = [
  "health-scoring.health-score-changed.v1",
  "health-scoring.health-band-changed.v1",
  "renewals.renewal-stage-changed.v1",
  "renewals.renewal-called.v1",
  "renewals.risk-opened.v1",
  "renewals.risk-moved.v1",
  "accounts.activity-recorded.v1",
  "feedback.survey-answered.v1",
];

function open() {
  if (!document.getElementById("fresh") || line) return;
  line = new EventSource("/data/live");
  line.addEventListener("fresh", fresh);
  line.addEventListener("open", fresh);
  line.addEventListener("stale", () => say("Out of date – trying again", true));
  line.addEventListener("ended", () => location.assign("/signed-out?why=ended"));
  line.addEventListener("error", () => {
    say("Out of date – trying again", true);
    clearTimeout(stale);
    // The browser tries again by itself unless it was refused; then we do.
    stale = window.setTimeout(() => {
      if (line?.readyState !== EventSource.CLOSED) return;
      close();
      open();
    }, line?.readyState === EventSource.CLOSED ? 2_000 : PATIENCE);
  });
  for (const kind of KINDS) line.addEventListener(kind, event => pass(kind, event));
}

function close() {
  line?.close();
  line = undefined;
}

// A page that is kept for the back button keeps no line.
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();

// The server shows instants in this zone from the next page on.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes("zone=")) {
  document.cookie = `zone=${encodeURIComponent(zone)};path=/;max-age=31536000;samesite=lax`;
}
