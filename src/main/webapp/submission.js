/*
 * The page of a submission. It asks "data" every few seconds and is told only what changed since the last answer; the
 * plates and the table of groups come from "plates" and "groups", a page at a time, and why the attempts of a group
 * failed from "attempts", when somebody wants to know. What people wrote, such as the name
 * of a plate, becomes text and never markup.
 */
(function () {
  "use strict";

  const WORDS = ["waiting", "running", "completed", "skipped", "failed", "lost"];
  const OF_LETTER = Object.fromEntries(WORDS.map((word) => [word[0], word]));
  /* What a person should look at first weighs most. */
  const WEIGHT = { skipped: 0, completed: 1, waiting: 2, running: 3, failed: 4, lost: 5 };
  const SOON = 2000;
  const LATER = 5000;
  const AFTER_FAILURE = 10000;
  const SVG = "http://www.w3.org/2000/svg";

  const element = (id) => document.getElementById("hummingbird-" + id);

  let version = "";
  let marks = [];
  let over = false;
  let timer = null;
  let asking = false;

  function make(name, className, text) {
    const made = document.createElement(name);
    if (className) {
      made.className = className;
    }
    if (text !== undefined) {
      made.textContent = text;
    }
    return made;
  }

  async function ask(what, parameters) {
    const response = await fetch(what + "?" + new URLSearchParams(parameters), { cache: "no-store" });
    if (!response.ok) {
      throw new Error("HTTP " + response.status);
    }
    return response.json();
  }

  /* ---- marks: a word and whether the group was tried again, kept as a letter that is then a capital ---- */

  function word(letter) {
    return OF_LETTER[letter.toLowerCase()];
  }

  function retried(letter) {
    return letter !== letter.toLowerCase();
  }

  function letterOf(state) {
    return state === "waiting" ? "" : state[0].toUpperCase();
  }

  function dress(mark, state, again) {
    mark.className = "hummingbird-mark hummingbird-" + state + (again ? " hummingbird-retried" : "");
    mark.textContent = letterOf(state);
  }

  function markElement(state, again) {
    const mark = make("span");
    mark.setAttribute("aria-hidden", "true");
    dress(mark, state, again);
    return mark;
  }

  function readRuns(text) {
    const letters = [];
    for (const [, count, letter] of text.matchAll(/(\d+)([a-zA-Z])/g)) {
      for (let i = Number(count); i > 0; i--) {
        letters.push(letter);
      }
    }
    return letters;
  }

  /* ---- how it stands ---- */

  function showHead(data) {
    element("status").textContent = data.status;
    const pace = [];
    if (data.eta) {
      pace.push("done at about " + data.eta);
    }
    if (data.perHour) {
      pace.push(data.perHour + " groups an hour");
    }
    element("pace").textContent = pace.length ? "\u00b7 " + pace.join(" \u00b7 ") : "";
    element("message").textContent = data.message || "";
    element("message").hidden = !data.message;
    element("artifacts").hidden = !data.archived;
    showBar(data);
    showLegend(data);
  }

  function showBar(data) {
    const bar = element("bar");
    bar.replaceChildren(
      ...(data.bar || []).map((part) => {
        const rect = document.createElementNS(SVG, "rect");
        rect.setAttribute("class", "hummingbird-" + part.state);
        rect.setAttribute("x", part.start);
        rect.setAttribute("width", part.width);
        rect.setAttribute("height", "100%");
        return rect;
      }),
    );
    const counts = WORDS.filter((state) => data.counts && data.counts[state]).map((state) => data.counts[state] + " " + state);
    bar.setAttribute("aria-label", counts.join(", ") || "no groups yet");
  }

  function showLegend(data) {
    if (!data.groups) {
      return;
    }
    const entries = WORDS.map((state) => [state, false, data.counts[state] + " " + state]);
    entries.push(["waiting", true, data.retried + " tried again"]);
    element("legend").replaceChildren(
      ...entries.map(([state, again, text]) => {
        const entry = make("li");
        entry.append(markElement(state, again), make("span", "", text));
        return entry;
      }),
    );
  }

  /* ---- plates ---- */

  const plates = { page: 0, cells: [], ofGroup: new Map(), chosen: null };

  function rowName(row) {
    const last = String.fromCharCode(65 + (row % 26));
    return row < 26 ? last : rowName(Math.floor(row / 26) - 1) + last;
  }

  function worst(groups) {
    let state = null;
    let again = false;
    for (const group of groups) {
      const letter = marks[group - 1] || "w";
      const here = word(letter);
      again = again || retried(letter);
      if (state === null || WEIGHT[here] > WEIGHT[state]) {
        state = here;
      }
    }
    return [state, again];
  }

  function showCell(cell) {
    const [state, again] = worst(cell.groups);
    if (state !== cell.state || again !== cell.again) {
      cell.state = state;
      cell.again = again;
      dress(cell.mark, state, again);
      cell.td.setAttribute("aria-label", cell.name + " " + state + (again ? ", tried again" : ""));
    }
  }

  function plateElement(plate) {
    const box = make("div", "hummingbird-plate" + (plate.columns > 24 ? " hummingbird-dense" : ""));
    const table = make("table");
    table.setAttribute("role", "grid");
    table.append(make("caption", "", plate.title));
    const head = make("tr");
    head.append(make("td"));
    for (let column = 0; column < plate.columns; column++) {
      const name = make("th", "", column + 1);
      name.scope = "col";
      head.append(name);
    }
    table.append(make("thead"));
    table.tHead.append(head);
    const body = make("tbody");
    const grid = [];
    let reachable = false;
    for (let row = 0; row < plate.rows; row++) {
      const line = make("tr");
      const name = make("th", "", rowName(row));
      name.scope = "row";
      line.append(name);
      grid.push([]);
      for (let column = 0; column < plate.columns; column++) {
        const own = plate.wells[row * plate.columns + column];
        const groups = plate.everywhere.concat(own === null ? [] : own);
        const td = make("td");
        td.tabIndex = -1;
        line.append(td);
        const cell = { td, groups, row, column, grid, plate: plate.title };
        cell.name = rowName(row) + String(column + 1).padStart(2, "0");
        grid[row].push(cell);
        td.hummingbirdCell = cell;
        if (groups.length === 0) {
          td.className = "hummingbird-none";
          td.setAttribute("aria-label", cell.name + " without images");
          continue;
        }
        if (!reachable) {
          td.tabIndex = 0;
          reachable = true;
        }
        cell.mark = markElement("waiting", false);
        td.append(cell.mark);
        plates.cells.push(cell);
        for (const group of groups) {
          if (!plates.ofGroup.has(group)) {
            plates.ofGroup.set(group, []);
          }
          plates.ofGroup.get(group).push(cell);
        }
      }
      body.append(line);
    }
    table.append(body);
    box.append(table);
    return box;
  }

  async function loadPlates() {
    const answer = await ask("plates", { page: plates.page });
    plates.page = answer.page;
    plates.cells = [];
    plates.ofGroup = new Map();
    plates.chosen = null;
    element("well").replaceChildren();
    element("plates").replaceChildren(...answer.plates.map(plateElement));
    plates.cells.forEach(showCell);
    showPager(element("plates-pager"), "plates", answer.page, answer.pages, (page) => {
      plates.page = page;
      return loadPlates();
    });
  }

  function choose(cell) {
    if (plates.chosen) {
      plates.chosen.td.tabIndex = -1;
      plates.chosen.td.setAttribute("aria-selected", "false");
    }
    for (const row of cell.grid) {
      for (const other of row) {
        other.td.tabIndex = -1;
      }
    }
    plates.chosen = cell;
    cell.td.tabIndex = 0;
    cell.td.setAttribute("aria-selected", "true");
    cell.td.focus();
    describe(cell).catch(() => {});
  }

  async function describe(cell) {
    const box = element("well");
    if (cell.groups.length === 0) {
      box.replaceChildren(make("p", "", cell.plate + ", " + cell.name + ": without images"));
      return;
    }
    const answer = await ask("group", { numbers: cell.groups.slice(0, 20).join(",") });
    if (plates.chosen !== cell) {
      return;
    }
    box.replaceChildren(
      make("p", "", cell.plate + ", " + cell.name),
      ...answer.rows.map((row) => {
        const line = make("p", "", sentence(row));
        line.append(...logButton(row));
        return line;
      }),
    );
    if (cell.groups.length > 20) {
      box.append(make("p", "", "and " + (cell.groups.length - 20) + " more groups"));
    }
  }

  function sentence(row) {
    return (
      row.name + ": " + row.state + (row.retries ? ", tried again " + row.retries + " times" : "") +
      (row.reason ? ": " + row.reason : "")
    ).replace("again 1 times", "again");
  }

  const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -Infinity],
    End: [0, Infinity],
  };

  function clamp(number, most) {
    return Math.max(0, Math.min(most, number));
  }

  element("plates").addEventListener("keydown", (event) => {
    const td = event.target.closest("td");
    const cell = td && td.hummingbirdCell;
    const step = STEPS[event.key];
    if (!cell || (!step && event.key !== "Enter" && event.key !== " ")) {
      return;
    }
    event.preventDefault();
    const [down, right] = step || [0, 0];
    const row = cell.grid[clamp(cell.row + down, cell.grid.length - 1)];
    choose(row[clamp(cell.column + right, row.length - 1)]);
  });

  element("plates").addEventListener("click", (event) => {
    const td = event.target.closest("td");
    if (td && td.hummingbirdCell) {
      choose(td.hummingbirdCell);
    }
  });

  element("plates").addEventListener("mouseover", (event) => {
    const td = event.target.closest("td");
    if (td && td.hummingbirdCell) {
      td.title = td.getAttribute("aria-label");
    }
  });

  /* ---- why the attempts of a group failed ---- */

  const log = { group: 0, from: null };

  function logButton(row) {
    if (row.state !== "failed" && row.state !== "lost" && !row.retries) {
      return [];
    }
    const button = make("button", "hummingbird-log-button", "Attempts and log");
    button.type = "button";
    button.dataset.log = row.group;
    button.setAttribute("aria-label", "Attempts and log of " + row.name);
    return [" ", button];
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
    element("log").hidden = true;
    const again = document.querySelector('#hummingbird button[data-log="' + log.group + '"]');
    const back = log.from && log.from.isConnected ? log.from : again;
    log.group = 0;
    (back || document.querySelector("#hummingbird .hummingbird-scroll")).focus();
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

  /* ---- the table of groups ---- */

  const table = { page: 0, sort: "", asked: 0, stale: false };

  function groupRow(row) {
    const line = make("tr");
    const state = make("div", "hummingbird-state");
    state.append(markElement(row.state, row.retries > 0), make("span", "", row.state));
    const cell = make("td");
    cell.append(state);
    line.append(
      make("td", "", row.name),
      cell,
      make("td", "", row.retries || ""),
      make("td", "", row.imageSets),
      make("td", "", row.seconds === undefined ? "" : row.seconds),
      make("td", "", row.node || ""),
    );
    const reason = make("td", "", row.reason);
    reason.append(...logButton(row));
    line.append(reason);
    return line;
  }

  async function loadGroups() {
    const asked = ++table.asked;
    table.stale = false;
    const answer = await ask("groups", { state: element("filter").value, sort: table.sort, page: table.page });
    if (asked !== table.asked) {
      return;
    }
    table.page = answer.page;
    const body = element("groups").tBodies[0];
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.log : undefined;
    body.replaceChildren(...answer.rows.map(groupRow));
    if (focused !== undefined) {
      const button = body.querySelector('button[data-log="' + focused + '"]');
      (button || body.closest(".hummingbird-scroll")).focus();
    }
    for (const button of element("groups").querySelectorAll("button[data-sort]")) {
      const name = button.dataset.sort;
      const down = table.sort === "-" + name;
      const up = table.sort === name;
      button.closest("th").setAttribute("aria-sort", down ? "descending" : up ? "ascending" : "none");
    }
    showPager(
      element("groups-pager"),
      answer.all + (answer.all === 1 ? " group" : " groups"),
      answer.page,
      answer.pages,
      (page) => {
        table.page = page;
        return loadGroups();
      },
    );
  }

  element("filter").addEventListener("change", () => {
    table.page = 0;
    loadGroups().catch(lost);
  });

  element("groups").tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-sort]");
    if (button) {
      const name = button.dataset.sort;
      table.sort = table.sort === name ? "-" + name : name;
      table.page = 0;
      loadGroups().catch(lost);
    }
  });

  /* The buttons stay the same elements while a page is turned, so that they keep the focus. */
  function showPager(box, what, page, pages, go) {
    if (!box.hummingbirdPager) {
      const back = make("button", "jenkins-button", "Previous");
      const text = make("span");
      const on = make("button", "jenkins-button", "Next");
      back.type = on.type = "button";
      box.hummingbirdPager = { back, text, on };
    }
    const { back, text, on } = box.hummingbirdPager;
    back.disabled = page === 0;
    on.disabled = page >= pages - 1;
    back.onclick = () => go(page - 1).catch(lost);
    on.onclick = () => go(page + 1).catch(lost);
    text.textContent = what + (pages > 1 ? ", page " + (page + 1) + " of " + pages : "");
    const wanted = pages > 1 ? [back, text, on] : what === "plates" ? [] : [text];
    if (box.childNodes.length !== wanted.length) {
      box.replaceChildren(...wanted);
    }
  }

  /* ---- what changes ---- */

  async function take(data) {
    showHead(data);
    version = data.version || "";
    over = Boolean(data.over);
    if (!data.groups) {
      return false;
    }
    const started = performance.now();
    let changed = false;
    if (data.states !== undefined) {
      const anew = marks.length !== data.groups;
      marks = readRuns(data.states);
      if (anew) {
        element("plates-section").hidden = data.plates === 0;
        element("groups-section").hidden = false;
        await Promise.all([data.plates > 0 ? loadPlates() : null, loadGroups()]);
      } else {
        plates.cells.forEach(showCell);
        changed = true;
      }
    } else if (data.changes) {
      changed = true;
      const cells = new Set();
      for (const [, group, letter] of data.changes.matchAll(/(\d+)([a-zA-Z])/g)) {
        marks[group - 1] = letter;
        for (const cell of plates.ofGroup.get(Number(group)) || []) {
          cells.add(cell);
        }
      }
      cells.forEach(showCell);
      performance.measure("hummingbird-update", { start: started });
    }
    table.stale = table.stale || changed;
    if (table.stale) {
      await loadGroups();
      if (plates.chosen && document.activeElement === plates.chosen.td) {
        await describe(plates.chosen);
      }
    }
    return changed;
  }

  function lost() {
    element("status").textContent = "Jenkins does not answer; asks again";
  }

  async function poll() {
    timer = null;
    asking = true;
    let next = LATER;
    try {
      if (await take(await ask("data", { since: version }))) {
        next = SOON;
      }
    } catch (e) {
      next = AFTER_FAILURE;
      lost();
    }
    asking = false;
    if (!over && !document.hidden) {
      timer = setTimeout(poll, next);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
      timer = null;
    } else if (timer === null && !asking && !over) {
      timer = setTimeout(poll, 0);
    }
  });

  poll();
})();
