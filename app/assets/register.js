// The desks of the register with script: ticking a whole page, how many are ticked, keys, the name once given.
// Without it every form works as it stands.
"use strict";

const named = "chancery-by";
for (const field of document.querySelectorAll("input[name=by]")) {
  if (!field.value) field.value = localStorage.getItem(named) || "";
  field.addEventListener("change", () => {
    localStorage.setItem(named, field.value);
    for (const other of document.querySelectorAll("input[name=by]")) other.value = field.value;
  });
}

const picks = [...document.querySelectorAll("input[name=pick]")];
const all = document.getElementById("pick-all");
const ticked = document.querySelector(".ticked");
function tally() {
  const n = picks.filter((pick) => pick.checked).length;
  if (ticked) ticked.textContent = n ? ticked.dataset.words.replace("{n}", n) : "";
  document.querySelector("form.bulk")?.classList.toggle("some", n > 0);
  all.checked = n === picks.length;
  all.indeterminate = n > 0 && n < picks.length;
}
if (all && picks.length) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const pick of picks) pick.checked = all.checked;
    tally();
  });
  for (const pick of picks) pick.addEventListener("change", tally);
  tally();
}

// j and k walk, x ticks, Enter opens, d decides; / goes to the search field.
const stops = [...document.querySelectorAll("table.register tbody tr, [data-stop], ul.tasks > li")];
let at = -1;
function go(step) {
  stops[at]?.classList.remove("current");
  at = Math.min(Math.max(at + step, 0), stops.length - 1);
  stops[at].classList.add("current");
  stops[at].scrollIntoView({ block: "nearest" });
  stops[at].querySelector("a[href]")?.focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input:not([type=checkbox]), textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" && stops.length) go(1);
  else if (event.key === "k" && stops.length) go(-1);
  else if (event.key === "x") stops[at]?.querySelector("input[name=pick]")?.click();
  else if (event.key === "d") {
    const form = stops[at]?.querySelector("details.edit");
    if (!form) return;
    form.open = true;
    form.querySelector("textarea, input:not([type=hidden])")?.focus();
  } else if (event.key === "/") document.querySelector("input[name=text]")?.focus();
  else return;
  event.preventDefault();
});
