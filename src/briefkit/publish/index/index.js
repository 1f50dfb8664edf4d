(function () {
  var field = document.getElementById("q"), all = document.getElementById("subjects");
  var said = document.getElementById("hits"), lines = Array.from(all.querySelectorAll("li"));
  var groups = Array.from(all.querySelectorAll("[data-kind]"));
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  }
  var texts = lines.map(function (line) { return " " + plain(line.textContent); });
  function find() {
    var words = plain(field.value).split(" "), n = 0, isAsked = words[0] !== "";
    lines.forEach(function (line, i) {
      var isHit = words.every(function (word) { return texts[i].indexOf(" " + word) > -1; });
      line.hidden = !isHit;
      if (isHit) n++;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("li:not([hidden])"); });
    all.open = isAsked;
    said.textContent = isAsked ? (n === 0 ? "None has these words." : n + " of " + lines.length) : "";
  }
  field.parentNode.hidden = false;
  field.addEventListener("input", find);
  field.addEventListener("keydown", function (event) {
    var first = all.querySelector("li:not([hidden]) a");
    if (event.key === "Enter" && field.value.trim() && first) first.click();
  });
  if (field.value) find();
})();
