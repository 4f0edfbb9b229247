"use strict";
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const tools = document.getElementById("tools");
  const filter = document.getElementById("filter");
  const found = document.getElementById("found");
  const help = document.getElementById("help");
  tools.hidden = false;

  // A link may lead into something folded: unfold what is around it.
  const reveal = () => {
    let at = null;
    try { at = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!at) return;
    let folded = false;
    for (let up = at.closest("details"); up; up = up.parentElement.closest("details")) {
      if (!up.open) { up.open = true; folded = true; }
    }
    if (folded) at.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const visible = (e) => e.getClientRects().length > 0;
  const edge = 120;
  const go = (element) => {
    if (!element) return;
    location.hash = element.id;
    reveal();
    element.scrollIntoView();
  };
  // Where the reader sees the element: what is folded stands at its fold.
  const seat = (element) => {
    let at = element;
    for (let up = element.closest("details"); up; up = up.parentElement.closest("details")) {
      if (!up.open) at = up;
    }
    return at;
  };
  const step = (row, forward) => {
    const top = (e) => seat(e).getBoundingClientRect().top;
    const here = row.findIndex((e) => "#" + e.id === location.hash);
    const near = here >= 0 && Math.abs(top(row[here])) < innerHeight;
    if (near) return row[here + (forward ? 1 : -1)];
    return forward ? row.find((e) => top(e) > edge) : row.filter((e) => top(e) < -1).pop();
  };

  // The contents follow the reader: of many events, the one in view is unfolded.
  const contents = all(".rail [data-event]");
  if (contents.length > 3 && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      const entry = entries.find((e) => e.isIntersecting);
      if (!entry) return;
      for (const d of contents) {
        d.open = d.dataset.event === entry.target.id;
        const box = d.parentElement;
        if (d.open) box.scrollTop = d.offsetTop - box.offsetTop - 60;
      }
    }, { rootMargin: "-20% 0px -75% 0px" });
    for (const event of all(".event")) seen.observe(event);
  }

  const items = all(".item");
  const apply = () => {
    const wanted = filter.value.trim().toLocaleLowerCase();
    let n = 0;
    for (const item of items) {
      const hit = !wanted || item.textContent.toLocaleLowerCase().includes(wanted);
      item.classList.toggle("off", !hit);
      if (hit && wanted) {
        n += 1;
        for (let up = item.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
      }
    }
    found.textContent = wanted ? n + (n === 1 ? " item" : " items") : "";
  };
  filter.addEventListener("input", apply);
  document.getElementById("keys").addEventListener("click", () => help.showModal());

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (help.open) return;
      if (filter.value) { filter.value = ""; apply(); }
      else if (!event.target.matches("input")) {
        for (const d of all("details.opens[open], details.sent[open]")) d.open = false;
      }
      filter.blur();
      return;
    }
    if (event.target.matches("input, textarea, select") || help.open) return;
    if (event.key === "n" || event.key === "p") go(step(all(".stop"), event.key === "n"));
    else if (event.key === "j" || event.key === "k") go(step(all(".n").filter(visible), event.key === "j"));
    else if (event.key === "/") { filter.focus(); filter.select(); }
    else if (event.key === "?") help.showModal();
    else return;
    event.preventDefault();
  });
})();
