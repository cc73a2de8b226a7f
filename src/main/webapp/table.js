/* What the tables of groups and of wells have in common: their order, and rows that change. */

/* The order by a column, and when it is in that order the other way round. */
export const otherOrder = (sort, name) => (sort === name ? "-" + name : name);

/* Says in the head of a table by which column it is sorted. */
export function markSorted(head, sort) {
  for (const button of head.querySelectorAll("button[data-sort]")) {
    const name = button.dataset.sort;
    const order = sort === "-" + name ? "descending" : sort === name ? "ascending" : "none";
    button.closest("th").setAttribute("aria-sort", order);
  }
}

/*
 * Shows rows in a table's body, and answers what they say, for the next time. A row that says what it said is left alone,
 * with the text that somebody has selected in it.
 *
 * shown: the rows that are there; before: what they say.
 */
export function showRows(body, shown, before, rows, makeRow) {
  const lines = rows.map((row) => JSON.stringify(row));
  rows.forEach((row, i) => {
    if (i >= shown.length) {
      body.append(makeRow(row));
    } else if (lines[i] !== before[i]) {
      shown[i].replaceWith(makeRow(row));
    }
  });
  shown.slice(rows.length).forEach((row) => row.remove());
  return lines;
}
