/* The table of wells with the values of some columns, a page of it at a time. */
import { isCount, columnTitle } from "./columns.js";
import { ask, element, lost, make, makeButton, showHidden, showPager } from "./elements.js";
import { numberText } from "./scale.js";
import { columnSelector } from "./selector.js";
import { markElement } from "./states.js";
import { markSorted, otherOrder, showRows } from "./table.js";

/* So many counts are shown until somebody chooses otherwise. */
const COUNTS = 4;

/* columns: null until it is known which there are; fresh: whether they have just been asked for. */
const table = { page: 0, sort: "", columns: null, asked: 0, stale: true, fresh: false, lines: [] };
const head = element("wells").tHead;
const body = element("wells").tBodies[0];
const fixed = head.rows[0].cells.length;

const selector = columnSelector("Add a column", ["", "none"], (column) => {
  if (column !== "" && !table.columns.includes(column)) {
    setColumns([...table.columns, column]);
  }
});
element("wells-tools").prepend(selector.box);

function setColumns(columns) {
  table.columns = columns;
  table.lines = [];
  body.replaceChildren();
  [...head.rows[0].cells].slice(fixed).forEach((th) => th.remove());
  head.rows[0].append(...columns.map(columnHead));
  loadWells(table.page).catch(lost);
}

function columnHead(column) {
  const th = make("th", "hummingbird-number");
  th.scope = "col";
  const sort = makeButton("", columnTitle(column));
  sort.dataset.sort = column;
  const remove = makeButton("hummingbird-remove", "\u00d7");
  remove.dataset.remove = column;
  remove.setAttribute("aria-label", "Remove the column " + columnTitle(column));
  th.append(sort, " ", remove);
  return th;
}

function wellRow(row) {
  const line = make("tr");
  const state = make("div", "hummingbird-state");
  state.append(markElement(row.state, false), make("span", "", row.state));
  const cell = make("td");
  cell.append(state);
  line.append(
    make("td", "", row.plate),
    make("td", "", row.well),
    cell,
    make("td", "hummingbird-number", row.groups),
    make("td", "hummingbird-number", row.imageSets),
    ...row.values.map((value) => make("td", "hummingbird-number", value === null ? "" : numberText(value))),
  );
  return line;
}

/* Takes the columns that there are. */
export function offerColumns(columns) {
  showHidden(element("wells-section"), columns.length === 0);
  selector.offer(columns);
  if (table.columns === null && columns.length > 0) {
    setColumns(columns.filter(isCount).slice(0, COUNTS));
    table.fresh = true;
  }
}

/* Loads the wells if any changed, or what was asked for did not come. */
export async function freshenWells(changed) {
  if (table.columns !== null && !table.fresh && (changed || table.stale)) {
    await loadWells(table.page);
  }
  table.fresh = false;
}

/* What fails to load is stale, and loaded when the page freshens. */
async function loadWells(page) {
  const asked = ++table.asked;
  table.page = page;
  table.stale = true;
  const answer = await ask("wells", { columns: table.columns.join(","), sort: table.sort, page });
  if (asked !== table.asked || !answer.rows) {
    return;
  }
  table.stale = false;
  table.page = answer.page;
  table.lines = showRows(body, [...body.rows], table.lines, answer.rows, wellRow);
  markSorted(head, table.sort);
  const what = element("plates-section").hidden ? " group" : " well";
  const all = answer.all + what + (answer.all === 1 ? "" : "s");
  showPager(element("wells-pager"), all, answer.page, answer.pages, loadWells);
}

head.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && button.dataset.sort) {
    table.sort = otherOrder(table.sort, button.dataset.sort);
    loadWells(0).catch(lost);
  } else if (button && button.dataset.remove) {
    setColumns(table.columns.filter((column) => column !== button.dataset.remove));
    body.closest(".hummingbird-scroll").focus();
  }
});
