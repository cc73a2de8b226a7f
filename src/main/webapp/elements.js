/* What the page is made of: its elements, what Jenkins is asked for, the bar of states, and buttons to turn pages. */

export const element = (id) => document.getElementById("hummingbird-" + id);

export function make(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

export async function ask(what, parameters) {
  const response = await fetch(what + "?" + new URLSearchParams(parameters), { cache: "no-store" });
  if (!response.ok) {
    throw Object.assign(new Error("HTTP " + response.status), { status: response.status });
  }
  return response.json();
}

/* What says the same is left alone: a screen reader reads out what is set, even to what it was. */
export function showText(at, text) {
  if (at.textContent !== text) {
    at.textContent = text;
  }
}

export function showHidden(at, hidden) {
  if (at.hidden !== hidden) {
    at.hidden = hidden;
  }
}

const SVG = "http://www.w3.org/2000/svg";

export function makeSvg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([attribute, value]) => made.setAttribute(attribute, value));
  return made;
}

export function makeButton(className, text) {
  const button = make("button", className, text);
  button.type = "button";
  return button;
}

/* How many groups are in which state: the parts say where each begins and how wide it is. */
export function drawBar(svg, parts, label) {
  svg.replaceChildren(
    ...parts.map((part) =>
      makeSvg("rect", { class: "hummingbird-" + part.state, x: part.start, width: part.width, height: "100%" }),
    ),
  );
  svg.setAttribute("aria-label", label);
}

/* Whether Jenkins answers to somebody who is logged out, or asks for a build that is gone. */
export function isRefused(error) {
  return [401, 403, 404].includes(error.status);
}

export function lost(error) {
  showText(
    element("status"),
    isRefused(error)
      ? "Jenkins answers HTTP " + error.status + ": you are logged out, or the build is gone; load the page again"
      : "Jenkins does not answer; asks again",
  );
}

/* The buttons stay the same elements while a page is turned, so that they keep the focus; the last page hands it on. */
export function showPager(box, what, page, pages, go) {
  if (!box.hummingbirdPager) {
    const back = makeButton("jenkins-button", "Previous");
    const text = make("span");
    const on = makeButton("jenkins-button", "Next");
    box.hummingbirdPager = { back, text, on };
  }
  const { back, text, on } = box.hummingbirdPager;
  const focused = document.activeElement;
  back.disabled = page === 0;
  on.disabled = page >= pages - 1;
  back.onclick = () => go(page - 1).catch(lost);
  on.onclick = () => go(page + 1).catch(lost);
  showText(text, what + (pages > 1 ? ", page " + (page + 1) + " of " + pages : ""));
  const wanted = pages > 1 ? [back, text, on] : what === "plates" ? [] : [text];
  if (box.childNodes.length !== wanted.length) {
    box.replaceChildren(...wanted);
  }
  if (focused === back && back.disabled) {
    on.focus();
  } else if (focused === on && on.disabled) {
    back.focus();
  }
}
