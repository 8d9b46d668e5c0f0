// In the admin: warns before the session ends, keeps what was typed, and goes on after a log-in in another tab.
(() => {
  const { sessionUrl, csrfCookie } = document.currentScript.dataset;
  const notice = document.getElementById("session-notice");
  // Wagtail puts it first in the page, before the link that skips to the content.
  document.body.append(notice);
  const [soon, over] = notice.querySelectorAll("[data-session]");
  const WARN_SECONDS = 300;
  const CHECK_SECONDS = 60;
  let endsAt = Infinity;
  let isKnown = false;
  let isTyping = false;
  let timer;

  const isOver = () => isKnown && Date.now() >= endsAt;

  // A log-in renews the token, for all tabs: the newest stands in the cookie.
  const token = () =>
    document.cookie
      .split("; ")
      .find((part) => part.startsWith(`${csrfCookie}=`))
      ?.slice(csrfCookie.length + 1);

  function renewTokens(root = document) {
    const newest = token();
    if (!newest) return;
    for (const field of root.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = newest;
  }

  const plainFetch = window.fetch;
  window.fetch = (target, options) => {
    const headers = new Headers(options?.headers);
    if (headers.has("X-CSRFToken") && token()) {
      headers.set("X-CSRFToken", token());
      return plainFetch(target, { ...options, headers });
    }
    return plainFetch(target, options);
  };

  function show() {
    const left = (endsAt - Date.now()) / 1000;
    const isSoon = isKnown && !isOver() && left <= WARN_SECONDS;
    soon.querySelector("[data-minutes]").textContent = Math.max(1, Math.ceil(left / 60));
    soon.hidden = !isSoon;
    over.hidden = !isOver();
    notice.hidden = !isSoon && !isOver();
  }

  async function ask(isActive) {
    clearTimeout(timer);
    try {
      const method = isActive ? "POST" : "GET";
      const answer = await plainFetch(sessionUrl, { method, headers: { "X-CSRFToken": token() ?? "" } });
      const { seconds } = await answer.json();
      // Pages that nobody is logged in to have nothing that could end.
      isKnown ||= seconds > 0;
      endsAt = Date.now() + seconds * 1000;
      isTyping = false;
      renewTokens();
    } catch {
      // Without a network nothing is known; the next round asks again.
    }
    show();
    const left = (endsAt - Date.now()) / 1000;
    const next = left > WARN_SECONDS ? Math.min(CHECK_SECONDS, left - WARN_SECONDS) : Math.min(CHECK_SECONDS, left);
    if (isKnown) timer = setTimeout(() => ask(isTyping && !isOver()), 1000 * Math.max(1, next));
  }

  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { isTyping = true; }, { capture: true, passive: true });
  }
  for (const kind of ["focus", "pageshow"]) window.addEventListener(kind, () => ask(false));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(false); });

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    renewTokens(form);
    if (form.method !== "post" || !isOver()) return;
    // Sent now, what was typed would be lost.
    event.preventDefault();
    event.stopImmediatePropagation();
    await ask(false);
    submitter?.setAttribute("data-w-progress-loading-value", "false");
    if (!isOver()) form.requestSubmit(submitter);
    else over.querySelector("a").focus();
  }, true);

  notice.querySelector("[data-session-stay]").addEventListener("click", () => ask(true));
})();
