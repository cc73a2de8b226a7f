/* A plate as a table that the keyboard and screen readers know as a grid, a cell for each well. */
import { make } from "./elements.js";
import { dress, markElement, worst } from "./states.js";

function rowName(row) {
  const last = String.fromCharCode(65 + (row % 26));
  return row < 26 ? last : rowName(Math.floor(row / 26) - 1) + last;
}

/* From 96, 384 or 1,536 wells: the more there are, the smaller they are drawn. */
function size(columns) {
  return columns > 24 ? "hummingbird-dense" : columns > 12 ? "hummingbird-middle" : "hummingbird-wide";
}

function header(text, scope) {
  const th = make("th", "", text);
  th.scope = scope;
  return th;
}

/* A cell of the median of a row or a column, without a value yet. */
function strip(line) {
  const td = make("td", "hummingbird-strip");
  line.append(td);
  return td;
}

function cellOf(plate, given, row, column) {
  const own = given.wells[row * given.columns + column];
  const groups = own === null ? given.everywhere : given.everywhere.concat(own);
  const td = make("td");
  td.tabIndex = -1;
  const name = rowName(row) + String(column + 1).padStart(2, "0");
  const cell = { td, groups, row, column, plate, name, label: "" };
  td.hummingbirdCell = cell;
  if (groups.length === 0) {
    td.className = "hummingbird-none";
    setLabel(cell, name + " without images");
  } else {
    cell.mark = markElement("waiting", false);
    td.append(cell.mark);
  }
  return cell;
}

/*
 * Makes a plate of what the server says of it, still without cells; index: which of all plates, from 0. A plate knows its
 * cells in rows, once it has them, and a cell its groups.
 */
export function makePlate(given, index) {
  const { title, rows, columns } = given;
  const plate = { given, index, title, rows, columns, grid: [], rowStrips: [], columnStrips: [] };
  plate.box = make("div", "hummingbird-plate " + size(given.columns));
  plate.canvas = make("canvas", "hummingbird-canvas");
  plate.canvas.setAttribute("aria-hidden", "true");
  plate.table = make("table");
  plate.table.append(make("caption", "", title));
  plate.legend = make("div", "hummingbird-plate-legend");
  plate.box.append(plate.canvas, plate.table, plate.legend);
  return plate;
}

/* Makes the cells of a plate. */
export function fillPlate(plate) {
  const { given } = plate;
  plate.table.setAttribute("role", "grid");
  plate.table.append(make("thead"), make("tbody"), make("tfoot"));
  const head = make("tr");
  head.append(make("td"));
  for (let column = 0; column < given.columns; column++) {
    head.append(header(column + 1, "col"));
  }
  plate.table.tHead.append(head);
  for (let row = 0; row < given.rows; row++) {
    const line = make("tr");
    line.append(header(rowName(row), "row"));
    const cells = Array.from({ length: given.columns }, (_, column) => cellOf(plate, given, row, column));
    line.append(...cells.map((cell) => cell.td));
    plate.rowStrips.push(strip(line));
    plate.grid.push(cells);
    plate.table.tBodies[0].append(line);
  }
  const foot = make("tr", "hummingbird-strips");
  foot.append(make("td"));
  plate.columnStrips = Array.from({ length: given.columns }, () => strip(foot));
  plate.table.tFoot.append(foot);
  const first = plate.grid.flat().find((cell) => cell.mark);
  if (first) {
    makeReachable(first);
  }
}

/* Makes a cell the one of its plate that the tab key leads to. */
export function makeReachable(cell) {
  if (cell.plate.reachable) {
    cell.plate.reachable.td.tabIndex = -1;
  }
  cell.plate.reachable = cell;
  cell.td.tabIndex = 0;
}

/* Calls with each cell of a plate that has images. */
export function eachWell(plate, call) {
  for (const row of plate.grid) {
    for (const cell of row) {
      if (cell.mark) {
        call(cell);
      }
    }
  }
}

/* Shows the worst state of a cell's groups; answers whether it is another one. */
export function showState(cell, marks) {
  const [state, again] = worst(cell.groups.map((group) => marks[group - 1]));
  if (state === cell.state && again === cell.again) {
    return false;
  }
  cell.state = state;
  cell.again = again;
  dress(cell.mark, state, again);
  return true;
}

export const stateLabel = (cell) => cell.name + " " + cell.state + (cell.again ? ", tried again" : "");

/* What is the same is left alone. */
export function setLabel(cell, text) {
  if (cell.label !== text) {
    cell.label = text;
    cell.td.setAttribute("aria-label", text);
  }
}
