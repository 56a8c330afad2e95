// <book-grid>: what the server rendered (50 rows, links to sort, a form to filter) becomes the whole book: all rows as
// columns, sorted and filtered here, drawn into as many lines as the window shows, and kept up to date by what
// happens. Without script the links, the form and the pages of 50 rows do the same.
// @ts-check

import { LOCAL, arrange, load, textOf, whole } from "./columns.js";

/** @typedef {import("./columns.js").Columns} Columns */

const ROW = 32; // as in the styles, pixels
const OVER = 8; // lines above and below what is shown

class BookGrid extends HTMLElement {
  /** @type {Columns | undefined} */ book;
  /** @type {number[]} */ rows = [];
  /** @type {HTMLTableRowElement[]} */ lines = [];
  chosen = 0;
  due = 0;

  async connectedCallback() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    this.box = /** @type {HTMLElement} */ (this.querySelector(".grid"));
    this.body = /** @type {HTMLElement} */ (this.querySelector("tbody"));
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    this.query = new URLSearchParams(location.search);
    try {
      await this.fetch();
    } catch {
      return; // the server's rows stay, and work
    }
    if (signal.aborted) return;
    this.classList.add("drawn");
    this.querySelector(".pager")?.remove();
    this.form.addEventListener("input", () => this.filter(), { signal });
    this.form.addEventListener("submit", event => { event.preventDefault(); this.filter(); }, { signal });
    this.querySelector("thead")?.addEventListener("click", event => this.sort(event), { signal });
    this.box.addEventListener("scroll", () => this.draw(), { signal });
    this.box.addEventListener("keydown", event => this.press(event), { signal });
    document.addEventListener("keydown", event => this.press(event), { signal });
    addEventListener("resize", () => this.draw(), { signal });
    document.addEventListener("live", event => this.change(/** @type {CustomEvent} */ (event).detail), { signal });
    this.show();
  }

  disconnectedCallback() {
    this.stop?.abort();
  }

  async fetch() {
    const asked = new URLSearchParams(this.query);
    for (const name of [...LOCAL, "sort", "cursor"]) asked.delete(name);
    const book = await load(this.dataset.source + (asked.size ? "?" + asked : ""));
    this.book = book;
    this.places = new Map(book.id.map((id, row) => [id, row]));
  }

  async filter() {
    const given = new FormData(this.form);
    for (const [name, value] of given) {
      if (name === "sort") continue; // for the form without script; here the columns' heads say it
      if (value) this.query.set(name, String(value));
      else this.query.delete(name);
    }
    await this.fetch();
    this.show();
  }

  /** @param {Event} event */
  sort(event) {
    const link = event.target instanceof Element ? event.target.closest("[data-sort]") : null;
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    event.stopPropagation();
    const column = link.dataset.sort ?? "";
    const now = this.query.get("sort") || "-expectedLoss";
    const first = link.dataset.down ? "-" + column : column;
    this.query.set("sort", now === first ? (first === column ? "-" + column : column) : first);
    this.show();
  }

  /** Moves through the rows: j, k, arrows, Home, End; Enter opens. @param {KeyboardEvent} event */
  press(event) {
    const at = event.target;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (at instanceof HTMLElement && at.matches("input, select, textarea")) return;
    if (document.querySelector("dialog[open]")) return;
    const inside = at instanceof Node && this.box?.contains(at);
    /** @type {Record<string, number>} */
    const steps = { j: 1, k: -1, ...(inside ? { ArrowDown: 1, ArrowUp: -1, Home: -1e9, End: 1e9 } : {}) };
    if (!(event.key in steps)) return;
    event.preventDefault();
    this.chosen = Math.max(0, Math.min(this.rows.length - 1, this.chosen + steps[event.key]));
    const [top, height] = [this.chosen * ROW, (this.box?.clientHeight ?? 0) - 2 * ROW];
    if (this.box && (top < this.box.scrollTop || top > this.box.scrollTop + height)) {
      this.box.scrollTop = Math.max(0, top - height / 2);
    }
    this.draw();
    this.lines.find(line => line.ariaRowIndex === String(this.chosen + 2))?.querySelector("a")?.focus();
  }

  /** @param {{ kind: string, data: { accountId: string, score?: number, band?: string } }} happened */
  change({ kind, data }) {
    const row = this.places?.get(data.accountId);
    if (!this.book || row === undefined || kind !== "health-scoring.health-score-changed.v1") return;
    this.book.score[row] = data.score ?? null;
    const band = data.band ?? "insufficient_data";
    if (!this.book.band.words.includes(band)) this.book.band.words.push(band);
    this.book.band.rows[row] = this.book.band.words.indexOf(band);
    this.due ||= requestAnimationFrame(() => { this.due = 0; this.draw(); });
  }

  show() {
    if (!this.book) return;
    this.rows = arrange(this.book, this.query);
    this.chosen = 0;
    const sort = this.query.get("sort") || "-expectedLoss";
    for (const link of this.querySelectorAll("[data-sort]")) {
      const column = link instanceof HTMLElement ? link.dataset.sort : "";
      const order = sort === column ? "ascending" : sort === "-" + column ? "descending" : null;
      const head = link.closest("th");
      if (head) head.ariaSort = order;
    }
    const count = this.querySelector("#count");
    if (count) count.textContent = whole.format(this.rows.length) + (this.rows.length === 1 ? " account" : " accounts");
    const query = this.query.toString();
    history.replaceState(history.state, "", location.pathname + (query ? "?" + query : ""));
    if (this.box) this.box.scrollTop = 0;
    this.draw();
  }

  draw() {
    if (!this.box || !this.body || !this.book) return;
    const shown = Math.ceil(this.box.clientHeight / ROW) + 2 * OVER;
    if (this.lines.length !== shown) {
      this.lines = Array.from({ length: shown }, () => this.line());
      this.body.replaceChildren(...this.lines);
    }
    this.body.style.height = `${this.rows.length * ROW}px`;
    const first = Math.max(0, Math.min(this.rows.length - shown, Math.floor(this.box.scrollTop / ROW) - OVER));
    for (let at = first; at < first + shown; at++) this.put(this.lines[at % shown], at);
  }

  /** @param {HTMLTableRowElement} line @param {number} at */
  put(line, at) {
    line.hidden = at >= this.rows.length;
    if (line.hidden || !this.book) return;
    const row = this.rows[at];
    line.style.transform = `translateY(${at * ROW}px)`;
    line.ariaRowIndex = String(at + 2);
    const link = line.querySelector("a");
    if (link) link.href = "/accounts/" + this.book.id[row];
    textOf(this.book, row).forEach((text, k) => {
      const place = line.cells[k].firstElementChild ?? line.cells[k];
      if (place.textContent !== text) place.textContent = text;
    });
    const score = line.cells[1].firstElementChild;
    if (score) score.className = "score " + this.book.band.words[this.book.band.rows[row]];
  }

  line() {
    const line = document.createElement("tr");
    for (const head of this.querySelectorAll("thead th")) {
      const cell = line.insertCell();
      cell.className = head.className;
      if (line.cells.length === 1) cell.append(Object.assign(document.createElement("a"), { tabIndex: -1 }));
      if (line.cells.length === 2) cell.append(document.createElement("span"));
    }
    line.cells[0].firstElementChild?.setAttribute("data-row", "");
    return line;
  }
}

customElements.define("book-grid", BookGrid);
