// Fields that Wagtail's scripts leave without a name get that of the label, and of the row, in which they stand.
(() => {
  const FIELDS = "[role=textbox], input:not([type=hidden]):not([type=submit]), select, textarea";
  let made = 0;

  const says = (label) => label.textContent.trim() !== "";
  const isNamed = (field) =>
    [...(field.labels ?? [])].some(says) || field.ariaLabel || field.title || field.hasAttribute("aria-labelledby");

  function names(field) {
    const ids = [];
    for (let part = field.parentElement; part && !part.matches("form"); part = part.parentElement) {
      const label = [...part.children].find((child) => child.matches("label, legend") && says(child));
      if (label) {
        label.id ||= `named-field-${(made += 1)}`;
        return [label.id, ...ids];
      }
      if (part.matches("section[aria-labelledby]")) ids.unshift(part.getAttribute("aria-labelledby"));
    }
    return ids;
  }

  function nameAll() {
    for (const field of document.querySelectorAll(FIELDS)) {
      if (isNamed(field)) continue;
      const ids = names(field);
      if (ids.length) field.setAttribute("aria-labelledby", ids.join(" "));
    }
  }

  let isDue = false;
  function soon() {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      nameAll();
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    nameAll();
    new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  });
})();
