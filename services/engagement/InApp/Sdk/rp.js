// @ts-check
/**
 * Shows the messages that the server decided on, and reports what became of them and how the product is used.
 * Nothing is stored before consent; nothing is evaluated as code; styles are constructable style sheets.
 *
 * @typedef {Object} Button
 * @property {string} label
 * @property {"link" | "complete" | "dismiss" | "snooze"} action
 * @property {string} [url] Where a link leads.
 * @property {number} [days] How long a snooze lasts.
 *
 * @typedef {Object} Item
 * @property {string} key
 * @property {string} label
 * @property {string} [url]
 * @property {boolean} done
 *
 * @typedef {Object} Trigger
 * @property {"page" | "event" | "element" | "idle"} on
 * @property {string} [event] The feature whose use shows the message.
 * @property {string} [element] The value of data-rp that is clicked.
 * @property {number} [seconds] Without any input.
 *
 * @typedef {Object} Message
 * @property {string} id
 * @property {"banner" | "modal" | "slideout" | "tooltip" | "checklist"} kind
 * @property {boolean} interrupting
 * @property {string} variant
 * @property {number} showing
 * @property {Trigger} trigger
 * @property {string} [anchor] The value of data-rp of the element that the message belongs to.
 * @property {string} title
 * @property {string} body
 * @property {string} close What the closing button is called.
 * @property {string} done What a screen reader says of an item that is done.
 * @property {string} open The same of one that is not.
 * @property {Button[]} buttons
 * @property {Item[]} items
 *
 * @typedef {Object} Options
 * @property {string} server The platform's address, without a path.
 * @property {() => string | Promise<string>} token Gives the token that the product's backend signed for this user.
 * @property {boolean} [consent] Whether the user has agreed already.
 * @property {string} [locale] The browser's unless it is given.
 *
 * @typedef {Object} Shown
 * @property {() => void} close
 *
 * @typedef {Object} Controls
 * @property {(kind: "clicked" | "completed" | "dismissed" | "snoozed", days?: number) => void} report
 * @property {(key: string) => void} use Reports that an item's link was followed.
 *
 * @typedef {Record<string, unknown> & { id: string, at: string, kind: string }} Report
 */

const flushAfter = 5000;
const flushAt = 20;
const mostKept = 500;
const settleAfter = 1500;

/** @returns {string} A UUID of version 7: ids that grow with time are cheap to keep. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / Math.pow(2, 40 - 8 * i)) % 256;
  bytes[6] = (bytes[6] % 16) + 112;
  bytes[8] = (bytes[8] % 64) + 128;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Keeps reports until the server has them, also over a reload: only once the user agreed.
 * @returns {Promise<IDBDatabase | null>} Null where the browser keeps nothing.
 */
function openStore() {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("rp", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("reports", { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

class Rp {
  /** @param {Options} options */
  constructor(options) {
    this.options = options;
    this.server = options.server.replace(/\/+$/, "");
    this.consented = options.consent === true;
    /** @type {Map<string, Report>} */
    this.reports = new Map();
    /** @type {Map<string, Shown>} */
    this.open = new Map();
    /** @type {Message[]} */
    this.messages = [];
    /** @type {Array<() => void>} */
    this.undo = [];
    /** @type {Array<() => void>} */
    this.armed = [];
    /** @type {string | null} */
    this.token = null;
    /** @type {IDBDatabase | null} */
    this.store = null;
    this.timer = 0;
    this.failures = 0;
    this.sending = false;
    this.visit = 0;
    this.stopped = false;

    this.listen(document, "visibilitychange", () => document.visibilityState === "hidden" && this.beacon());
    this.listen(window, "pagehide", () => this.beacon());
    this.listen(window, "online", () => this.flush());
    this.listen(window, "popstate", () => this.page());
    this.ready = this.consented ? this.begin() : Promise.resolve();
  }

  /**
   * @param {EventTarget} target @param {string} name @param {(event: Event) => unknown} handler
   * @param {Array<() => void>} [list]
   */
  listen(target, name, handler, list) {
    target.addEventListener(name, handler, true);
    (list || this.undo).push(() => target.removeEventListener(name, handler, true));
  }

  /**
   * Tells what the user decided. Taking consent back deletes what was stored.
   * @param {boolean} agreed
   */
  async consent(agreed) {
    if (agreed === this.consented) return this.ready;
    this.consented = agreed;
    if (agreed) {
      this.ready = this.begin();
      return this.ready;
    }
    this.leave();
    this.reports.clear();
    if (this.store) this.store.close();
    this.store = null;
    indexedDB.deleteDatabase("rp");
  }

  /** Reads what an earlier page could not send, and asks what to show here. */
  async begin() {
    this.store = await openStore();
    if (this.store) {
      const kept = this.store.transaction("reports").objectStore("reports").getAll();
      await new Promise((resolve) => {
        kept.onsuccess = kept.onerror = () => resolve(null);
      });
      for (const report of kept.result || []) this.reports.set(report.id, report);
      for (const report of this.reports.values()) this.keep(report);
    }
    await this.page();
    if (this.reports.size) await this.flush();
  }

  /** A page was opened: call it where the product changes pages without loading one. */
  async page() {
    if (!this.consented || this.stopped) return;
    this.leave();
    const visit = this.visit;
    const answer = await this.post("/sdk/v1/session", {
      consent: true,
      page: location.pathname,
      locale: this.options.locale || navigator.language,
    });
    if (!answer || !answer.ok || visit !== this.visit || this.stopped) return;
    this.messages = (await answer.json()).messages;
    for (const message of this.messages) this.arm(message);
    const check = setTimeout(() => this.checkAnchors(), settleAfter);
    this.armed.push(() => clearTimeout(check));
  }

  /** Takes away what the page that is left shows and waits for. */
  leave() {
    this.visit++;
    for (const undo of this.armed) undo();
    this.armed = [];
    for (const shown of this.open.values()) shown.close();
    this.open.clear();
    this.messages = [];
  }

  /** @param {string} anchor @returns {HTMLElement | null} */
  find(anchor) {
    return document.querySelector('[data-rp="' + CSS.escape(anchor) + '"]');
  }

  /** Whether the elements are there that messages belong to: where they are missing too often, the server pauses. */
  checkAnchors() {
    for (const message of this.messages)
      if (message.anchor)
        this.add({ kind: "anchor", messageId: message.id, found: this.find(message.anchor) !== null });
  }

  /** @param {Message} message */
  arm(message) {
    const show = () => this.show(message);
    const trigger = message.trigger;
    if (trigger.on === "page") show();
    else if (trigger.on === "element")
      this.listen(
        document,
        "click",
        (event) => {
          const target = event.target instanceof Element ? event.target.closest("[data-rp]") : null;
          if (target && target.getAttribute("data-rp") === trigger.element) show();
        },
        this.armed,
      );
    else if (trigger.on === "idle") {
      let timer = 0;
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(show, (trigger.seconds || 30) * 1000);
      };
      for (const name of ["pointermove", "keydown", "scroll"]) this.listen(document, name, wait, this.armed);
      this.armed.push(() => clearTimeout(timer));
      wait();
    }
  }

  /** @param {Message} message */
  async show(message) {
    if (this.open.has(message.id) || !this.messages.includes(message)) return;
    const anchor = message.anchor ? this.find(message.anchor) : null;
    if (message.kind === "tooltip" && !anchor) return;
    this.open.set(message.id, { close() {} });
    const visit = this.visit;
    const widget = await import(new URL("./" + message.kind + ".js", import.meta.url).href);
    if (visit !== this.visit || this.stopped) return;
    /** @param {string} kind @param {Record<string, unknown>} [more] */
    const report = (kind, more) =>
      this.add(Object.assign({ kind, messageId: message.id, showing: message.showing }, more));
    this.open.set(
      message.id,
      widget.show(
        message,
        {
          /** @param {string} kind @param {number} [days] */
          report: (kind, days) => {
            report(kind, days ? { days } : undefined);
            if (kind !== "clicked") this.messages = this.messages.filter((other) => other !== message);
          },
          /** @param {string} key */
          use: (key) => report("clicked", { item: key }),
        },
        anchor,
      ),
    );
    report("seen");
    this.flush();
  }

  /**
   * Reports that the user used a feature of the product.
   * @param {string} feature
   * @param {{ id?: string, quantity?: number, outcome?: "ok" | "denied", team?: string }} [more] An id of the product's
   * own makes the report count once together with what its backend sends.
   */
  track(feature, more) {
    if (!this.consented) return;
    this.add(Object.assign({ kind: "use", feature }, more));
    for (const message of this.messages)
      if (message.trigger.on === "event" && message.trigger.event === feature) this.show(message);
  }

  /** @param {Record<string, unknown> & { kind: string }} report */
  add(report) {
    if (!this.consented) return;
    const whole = Object.assign({ id: newId(), at: new Date().toISOString() }, report);
    this.reports.set(whole.id, whole);
    if (this.reports.size > mostKept) this.forget([this.reports.keys().next().value || ""]);
    this.keep(whole);
    if (this.reports.size >= flushAt) this.flush();
    else this.later(flushAfter);
  }

  /** @param {Report} report */
  keep(report) {
    if (this.store) this.store.transaction("reports", "readwrite").objectStore("reports").put(report);
  }

  /** @param {string[]} ids */
  forget(ids) {
    for (const id of ids) this.reports.delete(id);
    if (!this.store) return;
    const kept = this.store.transaction("reports", "readwrite").objectStore("reports");
    for (const id of ids) kept.delete(id);
  }

  /** @param {number} delay Milliseconds. */
  later(delay) {
    if (this.timer || this.stopped) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.flush();
    }, delay);
  }

  /** Sends what there is. A report keeps its id, so that one that is sent twice counts once. */
  async flush() {
    if (!this.consented || !this.reports.size || this.sending) return;
    this.sending = true;
    const batch = Array.from(this.reports.values()).slice(0, 100);
    const answer = await this.post("/sdk/v1/events", { consent: true, events: batch });
    this.sending = false;
    // What the server understood and refused it would refuse again.
    const settled = answer && (answer.ok || answer.status === 400 || answer.status === 413);
    if (settled) {
      this.forget(batch.map((report) => report.id));
      this.failures = 0;
      if (this.reports.size) this.later(0);
    } else this.later(Math.min(300000, flushAfter * Math.pow(2, this.failures++)));
  }

  /** The page goes away: the browser sends on its own. What was kept is sent again by the next page, with its ids. */
  beacon() {
    if (!this.consented || !this.reports.size || !this.token) return;
    const events = Array.from(this.reports.values()).slice(0, 100);
    navigator.sendBeacon(this.server + "/sdk/v1/events", JSON.stringify({ token: this.token, consent: true, events }));
  }

  /**
   * The body is plain text and carries the token: so the browser asks no leave first, and no cookie goes along.
   * @param {string} path @param {Record<string, unknown>} body
   * @returns {Promise<Response | null>} Null where the server was not reached.
   */
  async post(path, body) {
    for (let again = 0; ; again++) {
      try {
        if (!this.token) this.token = await this.options.token();
        const answer = await fetch(this.server + path, {
          method: "POST",
          credentials: "omit",
          headers: { "Content-Type": "text/plain" },
          body: JSON.stringify(Object.assign({ token: this.token }, body)),
        });
        if (answer.status !== 401 || again) return answer;
        this.token = null;
      } catch {
        return null;
      }
    }
  }

  /** Takes everything away, for example when the user logs out. */
  stop() {
    this.beacon();
    this.stopped = true;
    this.leave();
    clearTimeout(this.timer);
    for (const undo of this.undo) undo();
  }
}

/**
 * Begins to show messages on this page.
 * @param {Options} options
 */
export function start(options) {
  return new Rp(options);
}
