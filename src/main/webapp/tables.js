/* The tables that were merged of those of the groups. */
import { element, make, showHidden, showText } from "./elements.js";
import { showRows } from "./table.js";

let lines = [];

/* Takes what "data" says of them. */
export function showTables(tables, more) {
  showHidden(element("tables-section"), tables.length === 0);
  showHidden(element("tables-more"), more === 0);
  showText(element("tables-more"), more + " more tables are in tables.csv among the artifacts.");
  const body = element("tables").tBodies[0];
  lines = showRows(body, [...body.rows], lines, tables, makeRow);
}

const missing = (groups) => (groups === 0 ? "" : groups === 1 ? "1 group" : groups + " groups");

function makeRow(table) {
  const row = make("tr");
  row.append(
    make("td", "", table.plate),
    make("td", "", table.table),
    make("td", "", table.format),
    make("td", "hummingbird-number", table.rows.toLocaleString("en")),
    make("td", "hummingbird-number", table.columns.toLocaleString("en")),
    make("td", "hummingbird-number", table.size),
    make("td", "hummingbird-number", missing(table.groupsMissing)),
    make("td", "hummingbird-path", table.path),
  );
  return row;
}
