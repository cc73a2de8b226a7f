/* Asks again and again while somebody looks. */

/* Calls what answers in how many milliseconds to call it again, or null for never; not while the page is hidden. */
export function repeat(load) {
  let timer = null;
  let asking = false;
  let over = false;

  async function once() {
    timer = null;
    asking = true;
    const next = await load();
    asking = false;
    over = next === null;
    if (!over && !document.hidden) {
      timer = setTimeout(once, next);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      clearTimeout(timer);
      timer = null;
    } else if (timer === null && !asking && !over) {
      timer = setTimeout(once, 0);
    }
  });
  once();
}
