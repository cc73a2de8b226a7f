/* Why the attempts of a group failed, with the last lines of their logs, below the row or the line that asked for it. */
import { ask, element, lost, make, makeButton } from "./elements.js";
import { stateOf } from "./states.js";

/* The group that is shown or asked for, 0 for none, the button that asked, and the row that was added to a table. */
const log = { group: 0, from: null, row: null };
const section = element("log");
const title = element("log-title");
const text = element("log-text");
const page = document.getElementById("hummingbird");

/* What asks for the attempts of a row's group, if any failed. */
export function logButton(row) {
  if (!stateOf(row.state).bad && !row.retries) {
    return [];
  }
  const button = makeButton("hummingbird-log-button", "Attempts and log");
  button.dataset.log = row.group;
  button.setAttribute("aria-label", "Attempts and log of " + row.name);
  return [" ", button];
}

export function isLogRow(row) {
  return row === log.row;
}

function buttonIn(box, group) {
  return box.querySelector('button[data-log="' + group + '"]');
}

/* Below the row or the line with that button, unless it is there. */
function place(button) {
  const line = button.closest("tr") || button.closest("p");
  if (line.nextElementSibling && line.nextElementSibling.contains(section)) {
    return;
  }
  if (log.row) {
    log.row.remove();
    log.row = null;
  }
  if (line.cells) {
    log.row = make("tr", "hummingbird-log-row");
    const cell = make("td");
    cell.colSpan = line.cells.length;
    cell.append(section);
    log.row.append(cell);
    line.after(log.row);
  } else {
    line.after(section);
  }
}

function hide() {
  section.hidden = true;
  log.group = 0;
  page.append(section);
  if (log.row) {
    log.row.remove();
    log.row = null;
  }
}

/*
 * Changes what is in a box. The focus of a button that is made anew goes to the new one, or else to another element; the
 * log stays open below the new row or line of its group, and is closed when there is none.
 */
export function keepFocus(box, change, other) {
  const focused = document.activeElement;
  const group = box.contains(focused) ? focused.dataset.log : undefined;
  const open = box.contains(section);
  const reading = open && section.contains(focused);
  change();
  const button = open ? buttonIn(box, log.group) : null;
  if (button) {
    place(button);
  } else if (open) {
    hide();
  }
  if (reading && document.activeElement !== focused) {
    (button ? focused : other).focus();
  } else if (group !== undefined && !focused.isConnected) {
    (buttonIn(box, group) || other).focus();
  }
}

function attemptElements(attempt) {
  const parts = [
    make("h4", "", attempt.round ? "Retry " + attempt.round : "First attempt"),
    make("p", "", attempt.reason),
  ];
  if (attempt.tail) {
    const tail = make("pre", "", attempt.tail);
    tail.tabIndex = 0;
    tail.setAttribute("role", "region");
    tail.setAttribute("aria-label", "Last lines of its log");
    parts.push(tail);
  }
  if (attempt.log) {
    parts.push(make("p", "", "The whole log is on the head node: " + attempt.log));
  }
  return parts;
}

async function showLog(button) {
  const group = Number(button.dataset.log);
  log.from = button;
  log.group = group;
  const answer = await ask("attempts", { group });
  const here = button.isConnected ? button : buttonIn(page, group);
  if (log.group !== group || !answer.attempts || !here) {
    return;
  }
  title.textContent = answer.name;
  text.replaceChildren(...answer.attempts.flatMap(attemptElements));
  if (answer.attempts.length === 0) {
    text.append(make("p", "", "Nothing was kept of its attempts."));
  }
  place(here);
  section.hidden = false;
  for (const tail of section.querySelectorAll("pre")) {
    tail.scrollTop = tail.scrollHeight;
  }
  title.focus();
}

function closeLog() {
  const back = log.from.isConnected ? log.from : buttonIn(page, log.group);
  hide();
  (back || page.querySelector(".hummingbird-scroll")).focus();
}

page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-log]");
  if (button) {
    showLog(button).catch(lost);
  }
});

element("log-close").addEventListener("click", closeLog);

section.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    closeLog();
  }
});
