// The preview beside the form is about words: only saving sends files, which may be large, and sends them once.
(() => {
  const send = window.fetch;
  const previewUrl = () => document.querySelector("[data-w-preview-url-value]")?.dataset.wPreviewUrlValue;

  window.fetch = (target, options) => {
    if (options?.body instanceof FormData && previewUrl() === String(target)) {
      for (const [name, value] of [...options.body]) if (value instanceof File) options.body.delete(name);
    }
    return send(target, options);
  };
})();
