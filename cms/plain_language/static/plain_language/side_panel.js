// Asks for the hints again when somebody has stopped typing, and puts them in the panel's place.
const PAUSE = 700;
let timer = 0;
let asked = null;

const panel = () => document.querySelector("[data-plain-language]");
const form = () => document.querySelector("[data-edit-form]");

// Files stay here: the hints are about words.
function typed() {
  const data = new FormData(form());
  for (const [name, value] of [...data]) {
    if (value instanceof File) data.delete(name);
  }
  return data;
}

function show(html) {
  panel().innerHTML = html;
  const counter = document.querySelector('[data-side-panel-toggle="plain-language"] [data-side-panel-toggle-counter]');
  const count = panel().querySelector("[data-hint-count]").dataset.hintCount;
  counter.textContent = count;
  counter.hidden = count === "0";
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  try {
    const response = await fetch(panel().dataset.hintsUrl, {
      method: "POST",
      body: typed(),
      headers: { "X-Requested-With": "XMLHttpRequest" },
      signal: asked.signal,
    });
    // 204: the form can't be read at the moment. Whatever else comes is no hint either.
    if (response.status === 200 && !response.redirected) show(await response.text());
  } catch (error) {
    // Typed on meanwhile, or offline: the next pause asks again.
    if (error.name !== "AbortError" && !(error instanceof TypeError)) throw error;
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

document.addEventListener("DOMContentLoaded", () => {
  if (!panel() || !form()) return;
  for (const event of ["input", "change", "w-unsaved:add"]) document.addEventListener(event, later);
});
