/* The table of groups, a page of it at a time, in the order and the states that are asked for. */
import { isLogRow, keepFocus, logButton } from "./attempts.js";
import { ask, element, lost, make, showPager } from "./elements.js";
import { markElement } from "./states.js";
import { markSorted, otherOrder, showRows } from "./table.js";

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
  const show = () => {
    const rows = [...body.rows].filter((row) => !isLogRow(row));
    table.lines = showRows(body, rows, table.lines, answer.rows, groupRow);
  };
  keepFocus(body, show, body.closest(".hummingbird-scroll"));
  markSorted(element("groups").tHead, table.sort);
  const all = answer.all + (answer.all === 1 ? " group" : " groups");
  showPager(element("groups-pager"), all, answer.page, answer.pages, loadGroups);
}

element("filter").addEventListener("change", () => loadGroups(0).catch(lost));

element("groups").tHead.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sort]");
  if (button) {
    table.sort = otherOrder(table.sort, button.dataset.sort);
    loadGroups(0).catch(lost);
  }
});
