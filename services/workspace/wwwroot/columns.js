// The book as columns: how it is fetched, which rows a filter leaves in which order, and how a row reads.
// Without script nobody asks for it: the server renders the same rows by pages.
// @ts-check

/** @typedef {{ words: string[], rows: number[] }} Coded */
/**
 * @typedef {object} Columns
 * @property {string[]} id
 * @property {string[]} name
 * @property {(number | null)[]} score
 * @property {(string | null)[]} renewalDate
 * @property {number[]} arr
 * @property {number[]} arrAtRisk
 * @property {number[]} expectedLoss
 * @property {Coded} band
 * @property {Coded} driver
 * @property {Coded} atRisk
 * @property {Coded} size
 * @property {Coded} owner
 * @property {Record<string, string>} people
 */

const NOTHING = "–";
/** Filters that the columns answer; with any other the book is fetched anew. */
export const LOCAL = ["name", "band", "size", "atRisk", "csm"];

export const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const label = (/** @type {string} */ code) =>
  code === "" ? NOTHING : code[0].toUpperCase() + code.slice(1).replaceAll("_", " ");

/** Books by what was asked of the server, for the life of the page. @type {Map<string, Promise<Columns>>} */
const books = new Map();

/** @param {string} address @returns {Promise<Columns>} */
export function load(address) {
  let book = books.get(address);
  if (!book) {
    book = fetch(address).then(answer => {
      if (answer.status === 401) location.reload();
      if (!answer.ok) throw new Error(`The book cannot be read (${answer.status}).`);
      return answer.json();
    });
    book.catch(() => books.delete(address));
    books.set(address, book);
  }
  return book;
}

/** What a column sorts by. @param {Columns} book @param {string} column @returns {(row: number) => number | string} */
function keyOf(book, column) {
  switch (column) {
    case "name": return row => book.name[row];
    case "score": return row => book.score[row] ?? -1;
    case "renewalDate": return row => book.renewalDate[row] ?? "9999";
    case "arr": return row => book.arr[row];
    case "arrAtRisk": return row => book.arrAtRisk[row];
    default: return row => book.expectedLoss[row];
  }
}

/** Rows that a filter leaves, in its order. @param {Columns} book @param {URLSearchParams} query */
export function arrange(book, query) {
  const name = (query.get("name") ?? "").toLowerCase();
  const place = (/** @type {Coded} */ coded, /** @type {string} */ filter) =>
    query.get(filter) ? coded.words.indexOf(query.get(filter) ?? "") : undefined;
  const [band, size, owner] = [place(book.band, "band"), place(book.size, "size"), place(book.owner, "csm")];
  const atRisk = query.get("atRisk");
  const safe = book.atRisk.words.indexOf("");
  const rows = [];
  for (let row = 0; row < book.id.length; row++) {
    if (band !== undefined && book.band.rows[row] !== band) continue;
    if (size !== undefined && book.size.rows[row] !== size) continue;
    if (owner !== undefined && book.owner.rows[row] !== owner) continue;
    if (atRisk && (book.atRisk.rows[row] !== safe) !== (atRisk === "true")) continue;
    if (name && !book.name[row].toLowerCase().includes(name)) continue;
    rows.push(row);
  }
  const sort = query.get("sort") || "-expectedLoss";
  const down = sort.startsWith("-") ? -1 : 1;
  const key = keyOf(book, sort.replace("-", ""));
  return rows.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left !== right) return left < right ? -down : down;
    return book.id[a] < book.id[b] ? -1 : 1;
  });
}

/** @param {Columns} book @param {number} row @returns {string[]} */
export function textOf(book, row) {
  const score = book.score[row];
  const date = book.renewalDate[row];
  const owner = book.owner.words[book.owner.rows[row]];
  return [
    book.name[row],
    score === null || score === undefined ? "no data" : one.format(score),
    book.driver.words[book.driver.rows[row]] || NOTHING,
    date ? day.format(new Date(date)) : NOTHING,
    whole.format(book.arr[row]),
    book.atRisk.words[book.atRisk.rows[row]].split(",").map(label).join(", "),
    whole.format(book.arrAtRisk[row]),
    whole.format(book.expectedLoss[row]),
    label(book.size.words[book.size.rows[row]]),
    owner ? book.people[owner] ?? owner : NOTHING,
  ];
}
