// Keys on the page of source and reading text: j and k walk over repairs and suspicions, a accepts, r refuses,
// c goes to the field for another reading. Without script the buttons do the same.
"use strict";

const stops = [...document.querySelectorAll("[data-stop]")];
const name = "chancery-by";
let at = first() - 1;

// Behind a decision one goes on where one was.
function first() {
  const here = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!here) return 0;
  const after = stops.findIndex((stop) => here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
  return after < 0 ? 0 : after;
}

for (const field of document.querySelectorAll("input[name=by]")) {
  if (!field.value) field.value = localStorage.getItem(name) || "";
  field.addEventListener("change", () => localStorage.setItem(name, field.value));
}

function go(step) {
  if (!stops.length) return;
  stops[at]?.classList.remove("current");
  at = Math.min(Math.max(at + step, 0), stops.length - 1);
  stops[at].classList.add("current");
  stops[at].scrollIntoView({ block: "center" });
}

function press(action) {
  stops[at]?.querySelector(`button[value="reading.${action}"]`)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "a") press("accept");
  else if (event.key === "r") press("refuse");
  else if (event.key === "c") stops[at]?.querySelector("input[name=made]")?.focus();
  else return;
  event.preventDefault();
});
