// What a page can do more with script: explanations beside the text, copying, the place in the outline.
// Every page works without it: each link below leads to a page of its own.
"use strict";

const panel = document.getElementById("panel");
const chinese = document.documentElement.lang.startsWith("zh");
const words = chinese
  ? { close: "关闭", copy: "复制", copied: "已复制" }
  : { close: "Close", copy: "Copy", copied: "Copied" };

// Copy buttons beside fields made for it; links are given with their host.
function equip(root) {
  for (const field of root.querySelectorAll("[data-absolute]")) {
    field.value = new URL(field.value, location.origin).href;
  }
  if (!navigator.clipboard) return;
  for (const label of root.querySelectorAll("label.copy")) {
    const field = label.querySelector("textarea, input");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.copy });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 1500);
    });
    label.after(button);
  }
}

function closePanel() {
  panel.classList.remove("open");
  panel.replaceChildren();
  document.querySelector(".clause.chosen")?.classList.remove("chosen");
}

function addClose() {
  const close = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: "×" });
  close.setAttribute("aria-label", words.close);
  close.addEventListener("click", closePanel);
  panel.prepend(close);
}

// Shows the article of another page in the panel; goes there when that fails.
async function show(address, chosen) {
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const article = page.querySelector("main article");
    if (!article) throw new Error(String(answer.status));
    closePanel();
    article.className = "";
    panel.append(article);
    panel.classList.add("open");
    chosen?.classList.add("chosen");
    equip(panel);
    addClose();
  } catch {
    location.assign(address);
  }
}

function read(reader) {
  reader.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const pin = event.target.closest("a.pin");
    const clause = event.target.closest(".text .clause");
    if (event.target.closest(".note") || (!pin && !clause)) return;
    if (!pin && String(getSelection())) return;
    event.preventDefault();
    show(pin ? pin.href : clause.dataset.why, pin ? null : clause);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closePanel();
  });
  const entries = new Map();
  for (const link of reader.querySelectorAll(".outline nav a")) entries.set(decodeURIComponent(link.hash.slice(1)), link);
  const seen = new IntersectionObserver((changes) => {
    for (const change of changes.filter((c) => c.isIntersecting)) {
      reader.querySelector(".outline a[aria-current]")?.removeAttribute("aria-current");
      const link = entries.get(change.target.id);
      link.setAttribute("aria-current", "true");
      const list = link.closest("nav");
      list.scrollTop += link.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of entries.keys()) {
    const block = document.getElementById(id);
    if (block) seen.observe(block);
  }
  if (panel.classList.contains("open")) {
    addClose();
    document.getElementById(new URLSearchParams(location.search).get("clause"))?.classList.add("chosen");
  }
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named?.matches(".clause")) show(named.dataset.why, named);
}

equip(document);
const reader = document.querySelector(".reader");
if (reader && panel) read(reader);

// n and p, or j and k, walk through the changes of a comparison; the address always names the one in view.
function walk(changes) {
  let at = changes.findIndex((c) => c.id && c.id === decodeURIComponent(location.hash.slice(1)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!step) return;
    at = Math.min(Math.max(at + step, 0), changes.length - 1);
    changes[at].closest("details")?.setAttribute("open", "");
    changes[at].focus();
    changes[at].scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${encodeURIComponent(changes[at].id)}`);
  });
}

const changes = [...document.querySelectorAll(".changes > li[id]")];
if (changes.length) walk(changes);
