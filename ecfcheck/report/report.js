// Filters the flows, and opens what a link leads to. Without it, all flows are shown and no filters.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const flows = [...document.querySelectorAll(".flow")];

  function filter() {
    const choice = new FormData(form);
    const outcomes = choice.getAll("outcome");
    const words = choice.get("text").toLowerCase().split(/\s+/);
    for (const flow of flows) {
      const text = (flow.id + " " + flow.textContent).toLowerCase();
      const ends = flow.dataset.outcomes.split("|");
      flow.hidden = !(
        (!outcomes.length || outcomes.some((outcome) => ends.includes(outcome))) &&
        (!choice.get("document") || choice.get("document") === flow.dataset.document) &&
        words.every((word) => text.includes(word))
      );
    }
    const shown = flows.filter((flow) => !flow.hidden).length;
    document.getElementById("shown").textContent =
      shown === flows.length ? "All flows are shown." : `${shown} of ${flows.length} flows shown.`;
  }

  // A link may end in anything, such as "#50%", and only an element's own id leads anywhere.
  function readHash() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  // A browser opens the details around a link's target by itself, but not every one does, and not a filtered flow.
  function openTarget() {
    const target = document.getElementById(readHash());
    if (!target) return;
    for (let around = target; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
      around.hidden = around.hidden && !around.matches(".flow");
    }
    target.scrollIntoView();
  }

  if (form) {
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    // The fields are cleared after this event.
    form.addEventListener("reset", () => setTimeout(filter));
    form.hidden = false;
    filter();
  }
  document.getElementById("all-details")?.addEventListener("change", (event) => {
    for (const details of document.querySelectorAll(".flow, .run")) details.open = event.target.checked;
  });
  addEventListener("hashchange", openTarget);
  openTarget();
})();
