"use strict";
(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("tr[data-severity]")];
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const parts = [...document.querySelectorAll("section.topic")];
  const count = document.getElementById("count");
  const has = (row, name, value) => (row.dataset[name] || "").split(" ").includes(value);
  const left = (part) => part.querySelectorAll("tr[data-severity]:not([hidden])").length;

  function fits(row, i, words, chosen) {
    return words.every((word) => texts[i].includes(word)) && chosen.every(([name, value]) =>
      name === "severity" ? Number(row.dataset.severity) >= Number(value)
        : name === "strong" ? has(row, "weak", "0") : has(row, name, value));
  }

  function filter() {
    const words = form.q.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = [...form.elements].filter((e) => e.name && e.name !== "q" && e.value
      && (e.type !== "checkbox" || e.checked)).map((e) => [e.name, e.value]);
    const isAsked = words.length > 0 || chosen.length > 0;
    rows.forEach((row, i) => { row.hidden = !fits(row, i, words, chosen); });
    parts.forEach((part) => {
      part.hidden = !left(part);
      part.querySelectorAll("table").forEach((table) => {
        (table.closest("details") || table).hidden = !left(table);
      });
      part.querySelectorAll("details").forEach((folded) => { folded.open = isAsked; });
    });
    count.textContent = String(rows.filter((row) => !row.hidden).length);
  }

  form.hidden = false;
  count.parentElement.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  if ([...form.elements].some((e) => e.name && (e.type === "checkbox" ? e.checked : e.value))) filter();
})();
