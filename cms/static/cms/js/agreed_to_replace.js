// Wagtail's dialog asks whether to replace what somebody else saved. The answer goes along, so the server asks no more.
(() => {
  let newest = null;

  document.addEventListener("w-swap:json", (event) => {
    const saved = (event.detail?.data?.other_sessions ?? []).find((session) => session.revision_id);
    if (saved) newest = saved.revision_id;
  });

  // Before Wagtail's own listener, which sends the form.
  document.addEventListener(
    "w-dialog:confirmed",
    (event) => {
      const form = document.querySelector("form[data-edit-form]");
      if (newest === null || event.target.id !== "w-save-confirmation-dialog" || !form) return;
      const field = form.elements.replaces_revision_id ?? document.createElement("input");
      Object.assign(field, { type: "hidden", name: "replaces_revision_id", value: newest });
      form.append(field);
    },
    { capture: true },
  );
})();
