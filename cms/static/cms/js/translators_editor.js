/* wagtail-localize's editor names the button beside "Publish" in English, whatever the language of the admin. */
(() => {
  const editor = document.querySelector("[data-more-actions]");
  const inEnglish = "More actions";
  if (!editor || editor.dataset.moreActions === inEnglish) return;
  new MutationObserver(() => {
    for (const name of editor.querySelectorAll(".w-dropdown__toggle .w-sr-only")) {
      if (name.textContent === inEnglish) name.textContent = editor.dataset.moreActions;
    }
  }).observe(editor, { childList: true, subtree: true });
})();
