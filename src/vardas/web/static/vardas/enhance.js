/* Small conveniences; every page works without them. */
"use strict";

// "/" puts the cursor into the search box, unless something is being written.
document.addEventListener("keydown", (event) => {
  const written = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || written || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-find]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// A menu and the offers of the search box close with Escape, and when something else is chosen.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    clearTimeout(waiting);
    asked?.abort();
    document.querySelector("#suggestions")?.replaceChildren();
  }
  const open = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  const offered = document.querySelector("#suggestions");
  if (offered && !event.target.closest(".find")) offered.replaceChildren();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Records are offered while a name is typed; only the answer to the latest letters is shown.
let waiting;
let asked;
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches("[data-suggestions]")) return;
  clearTimeout(waiting);
  asked?.abort();
  waiting = setTimeout(() => offer(box), 250);
});

async function offer(box) {
  asked = new AbortController();
  const request = { method: "POST", body: new FormData(box.form), signal: asked.signal };
  try {
    const answer = await fetch(box.dataset.suggestions, request);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // Where the session has ended the answer is another page, and nothing is offered.
    const found = page.querySelector("#found");
    document.querySelector("#suggestions").replaceChildren(...(found ? [found] : []));
  } catch (error) {
    if (error.name !== "AbortError") document.querySelector("#suggestions").replaceChildren();
  }
}

// Pressing a button twice must not record a thing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Evidence is printed opened.
addEventListener("beforeprint", () => {
  for (const evidence of document.querySelectorAll("details.evidence")) evidence.open = true;
});
