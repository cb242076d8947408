// Filters the rows of people by status, court and text. Without it, all rows are shown and no filters.
"use strict";
(() => {
  const form = document.getElementById("filters");
  const table = document.getElementById("matrix");
  const output = document.getElementById("shown");
  const columns = [...table.querySelectorAll("[data-court]")];
  const rows = [...table.tBodies[0].rows].map((row) => {
    const seen = [...document.getElementById(row.id.replace("r-", "p-")).querySelectorAll(".seen")];
    return {
      row,
      text: [row.cells[0].textContent, ...seen.map((element) => element.dataset.words)].join(" ").toLowerCase(),
      answers: [...row.querySelectorAll("[data-status]")].map((cell) => cell.dataset),
    };
  });

  function filter() {
    const choice = new FormData(form);
    const [statuses, court] = [choice.getAll("status"), choice.get("court")];
    const words = choice.get("text").toLowerCase().split(/\s+/);
    const matches = (answer) =>
      (!court || answer.court === court) &&
      (!statuses.length ||
        statuses.includes(answer.status) ||
        (statuses.includes("to do") && answer.status !== "linked"));
    for (const { row, text, answers } of rows) {
      row.hidden = !(answers.some(matches) && words.every((word) => text.includes(word)));
    }
    for (const cell of columns) {
      cell.hidden = court !== "" && cell.dataset.court !== court;
    }
    const shown = rows.filter(({ row }) => !row.hidden).length;
    output.textContent = shown === rows.length ? "All people are shown." : `${shown} of ${rows.length} people shown.`;
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are cleared after this event.
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
