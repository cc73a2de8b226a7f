/* Why the attempts of a group failed, with the last lines of their logs, when somebody asks for it. */
import { ask, element, lost, make } from "./elements.js";
import { stateOf } from "./states.js";

/* The group that is shown or asked for, 0 for none, and the button that asked. */
const log = { group: 0, from: null };

/* What asks for the attempts of a row's group, if any failed. */
export function logButton(row) {
  if (!stateOf(row.state).bad && !row.retries) {
    return [];
  }
  const button = make("button", "hummingbird-log-button", "Attempts and log");
  button.type = "button";
  button.dataset.log = row.group;
  button.setAttribute("aria-label", "Attempts and log of " + row.name);
  return [" ", button];
}

function buttonIn(box, group) {
  return box.querySelector('button[data-log="' + group + '"]');
}

/* Changes what is in a box; the focus of a button that is made anew goes to the new one, or else to another element. */
export function keepFocus(box, change, other) {
  const focused = document.activeElement;
  const group = box.contains(focused) ? focused.dataset.log : undefined;
  change();
  if (group !== undefined && !focused.isConnected) {
    (buttonIn(box, group) || other).focus();
  }
}

function attemptElements(attempt) {
  const parts = [
    make("h4", "", attempt.round ? "Retry " + attempt.round : "First attempt"),
    make("p", "", attempt.reason),
  ];
  if (attempt.tail) {
    const text = make("pre", "", attempt.tail);
    text.tabIndex = 0;
    text.setAttribute("role", "region");
    text.setAttribute("aria-label", "Last lines of its log");
    parts.push(text);
  }
  if (attempt.log) {
    parts.push(make("p", "", "The whole log is on the head node: " + attempt.log));
  }
  return parts;
}

async function showLog(group) {
  log.group = group;
  const answer = await ask("attempts", { group });
  if (log.group !== group || !answer.attempts) {
    return;
  }
  element("log-title").textContent = answer.name;
  element("log-text").replaceChildren(...answer.attempts.flatMap(attemptElements));
  if (answer.attempts.length === 0) {
    element("log-text").append(make("p", "", "Nothing was kept of its attempts."));
  }
  element("log").hidden = false;
  for (const text of element("log").querySelectorAll("pre")) {
    text.scrollTop = text.scrollHeight;
  }
  element("log-title").focus();
}

function closeLog() {
  const page = document.getElementById("hummingbird");
  const back = log.from.isConnected ? log.from : buttonIn(page, log.group);
  element("log").hidden = true;
  log.group = 0;
  (back || page.querySelector(".hummingbird-scroll")).focus();
}

document.getElementById("hummingbird").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-log]");
  if (button) {
    log.from = button;
    showLog(Number(button.dataset.log)).catch(lost);
  }
});

element("log-close").addEventListener("click", closeLog);

element("log").addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    closeLog();
  }
});
