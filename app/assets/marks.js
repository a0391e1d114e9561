// Keys on the page of marks: j and k walk over the clauses, a accepts, c corrects, x removes, + adds the words that
// are selected. What a form does is done in place. Without script the buttons and links do the same.
"use strict";

let here = decodeURIComponent(location.hash.slice(1));

const desk = () => document.querySelector(".coding");
const stops = () => [...desk().querySelectorAll("[data-stop]")];

function current() {
  return stops().find((stop) => stop.id === here);
}

function go(step) {
  const all = stops();
  if (!all.length) return;
  const at = all.findIndex((stop) => stop.id === here);
  stand(all[Math.min(Math.max(at + step, 0), all.length - 1)]);
}

function stand(stop) {
  for (const other of desk().querySelectorAll(".current")) other.classList.remove("current");
  if (!stop) return;
  here = stop.id;
  stop.classList.add("current");
  stop.scrollIntoView({ block: "center" });
}

// Puts the page an address or a form leads to in the place of this one.
async function turn(address, options) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector(".coding");
  if (!next) {
    document.querySelector("main").replaceWith(page.querySelector("main"));
    return;
  }
  desk().replaceWith(next);
  const to = decodeURIComponent(new URL(answer.url).hash.slice(1)) || decodeURIComponent(String(address).split("#")[1] || "");
  if (to) here = to;
  history.replaceState(null, "", `${answer.url.split("#")[0]}#${encodeURI(here)}`);
  const form = desk().querySelector("form.fields");
  if (form) {
    form.scrollIntoView({ block: "center" });
    form.querySelector("textarea").focus({ preventScroll: true });
  } else {
    stand(document.getElementById(here)?.closest("[data-stop]"));
  }
}

function add() {
  const words = String(getSelection()).trim();
  const node = getSelection().anchorNode;
  const block = (node instanceof Element ? node : node?.parentElement)?.closest("[data-eid]") || current()?.closest("[data-eid]");
  const link = block?.querySelector("a.add");
  if (!link) return;
  const address = new URL(link.href);
  if (words) address.searchParams.set("words", words.slice(0, 300));
  turn(address.href);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !form.closest(".coding") || !desk().querySelector("[data-stop]")) return;
  event.preventDefault();
  const next = form.querySelector("[name=next]")?.value;
  if (next) here = next;
  turn(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".coding a.correct, .coding a.add");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  turn(link.href);
});

document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const press = (action) => current()?.querySelector(`button[value=${action}]`)?.click();
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "a") press("accept");
  else if (event.key === "x") press("remove");
  else if (event.key === "c") current()?.querySelector("a.correct")?.click();
  else if (event.key === "+") add();
  else return;
  event.preventDefault();
});
