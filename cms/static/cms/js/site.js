// Printing needs a script, so the button only shows where one runs.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// What opens from the header lies over the page: it closes with Escape, and for whoever goes on to what it covers.
const opened = () => document.querySelectorAll("details[name=header][open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of opened()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
for (const left of ["focusin", "click"]) {
  document.addEventListener(left, (event) => {
    for (const details of opened()) if (!details.contains(event.target)) details.open = false;
  });
}
