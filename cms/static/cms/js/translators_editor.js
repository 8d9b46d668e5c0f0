/* What wagtail-localize's editor leaves without a name, or names in English whatever the language of the admin. */
(() => {
  const editor = document.querySelector("[data-more-actions]");
  const inEnglish = "More actions";
  if (!editor) return;
  // To write what stands there would be one more mutation, without an end.
  const isInEnglish = editor.dataset.moreActions === inEnglish;
  new MutationObserver(() => {
    for (const name of isInEnglish ? [] : editor.querySelectorAll(".w-dropdown__toggle .w-sr-only")) {
      if (name.textContent === inEnglish) name.textContent = editor.dataset.moreActions;
    }
    for (const file of editor.querySelectorAll("input[type=file]:not([aria-label])")) {
      file.setAttribute("aria-label", editor.dataset.poFile);
    }
  }).observe(editor, { childList: true, subtree: true });
})();
