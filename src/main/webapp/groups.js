/* The table of groups, a page of it at a time, in the order and the states that are asked for. */
import { isLogRow, keepFocus, logButton } from "./attempts.js";
import { ask, element, lost, make, showPager } from "./elements.js";
import { markElement } from "./states.js";

/* The lines are what the rows say that are shown, as JSON. */
const table = { page: 0, sort: "", asked: 0, stale: true, lines: [] };

function groupRow(row) {
  const line = make("tr");
  const state = make("div", "hummingbird-state");
  state.append(markElement(row.state, row.retries > 0), make("span", "", row.state));
  const name = make("td");
  name.append(make("span", "hummingbird-name", row.name));
  const cell = make("td");
  cell.append(state);
  const reason = make("td", "hummingbird-reason", row.reason);
  reason.append(...logButton(row));
  line.append(
    name,
    cell,
    reason,
    make("td", "hummingbird-number", row.retries || ""),
    make("td", "hummingbird-number", row.imageSets),
    make("td", "hummingbird-number", row.seconds === undefined ? "" : row.seconds),
    make("td", "", row.node || ""),
  );
  return line;
}

/* Loads the groups if any changed, or what was asked for did not come. */
export async function freshenGroups(changed) {
  if (changed || table.stale) {
    await loadGroups(table.page);
  }
}

/* What fails to load is stale, and loaded when the page freshens. */
async function loadGroups(page) {
  const asked = ++table.asked;
  table.page = page;
  table.stale = true;
  const answer = await ask("groups", { state: element("filter").value, sort: table.sort, page });
  if (asked !== table.asked) {
    return;
  }
  table.stale = false;
  table.page = answer.page;
  const body = element("groups").tBodies[0];
  keepFocus(body, () => showRows(body, answer.rows), body.closest(".hummingbird-scroll"));
  for (const button of element("groups").querySelectorAll("button[data-sort]")) {
    const name = button.dataset.sort;
    const down = table.sort === "-" + name;
    const up = table.sort === name;
    button.closest("th").setAttribute("aria-sort", down ? "descending" : up ? "ascending" : "none");
  }
  const all = answer.all + (answer.all === 1 ? " group" : " groups");
  showPager(element("groups-pager"), all, answer.page, answer.pages, loadGroups);
}

/* A row that says what it said is left alone, with the text that somebody has selected in it. */
function showRows(body, rows) {
  const lines = rows.map((row) => JSON.stringify(row));
  const shown = [...body.rows].filter((row) => !isLogRow(row));
  rows.forEach((row, i) => {
    if (i >= shown.length) {
      body.append(groupRow(row));
    } else if (lines[i] !== table.lines[i]) {
      shown[i].replaceWith(groupRow(row));
    }
  });
  shown.slice(rows.length).forEach((row) => row.remove());
  table.lines = lines;
}

element("filter").addEventListener("change", () => loadGroups(0).catch(lost));

element("groups").tHead.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sort]");
  if (button) {
    const name = button.dataset.sort;
    table.sort = table.sort === name ? "-" + name : name;
    loadGroups(0).catch(lost);
  }
});
