/* Beside each sentence of wagtail-localize's editor: its length, what to look at, and its place kept by the keyboard.
   The editor draws its sentences itself; ours only adds to them, and finds them by their order. */
(() => {
  const editor = document.querySelector(".js-translation-editor");
  if (!editor?.dataset.props) return;
  const { tabs, segments } = JSON.parse(editor.dataset.props);
  const words = editor.dataset;
  const remarks = JSON.parse(document.getElementById("sentence-remarks").textContent);
  const status = document.getElementById("sentence-status");
  const facts = document.querySelector(".translators-panel-facts");
  // How much longer a translation may be before somebody should see how it looks.
  const MUCH_LONGER = 1.5;
  const SHORT = 30;
  const states = new Map();
  let isFirst = true;

  // The editor shows a tab's sentences together by their field and block.
  function inOrder() {
    return tabs.flatMap((tab) => {
      const groups = new Map();
      for (const segment of segments.filter((one) => one.location.tab === tab.slug)) {
        const key = `${segment.location.field}/${segment.location.blockId || "null"}`;
        groups.set(key, [...(groups.get(key) ?? []), segment]);
      }
      return [...groups.values()].flat();
    });
  }
  const ordered = inOrder();

  const setText = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  const setAttributes = (element, values) => {
    for (const [name, value] of Object.entries(values)) {
      if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
    }
  };
  const lengthOf = (text) => [...text.replace(/<[^>]*>/g, "")].length;
  const buttonsOf = (item) => [...item.querySelectorAll(":scope > ul button")];
  const written = (item) => {
    const field = item.querySelector("textarea");
    return field ? field.value : item.querySelector(":scope > div:not(.sentence-notes) > p")?.textContent ?? "";
  };

  function notesOf(item) {
    let notes = item.querySelector(":scope > .sentence-notes");
    if (!notes) {
      notes = document.createElement("div");
      notes.className = "sentence-notes";
      notes.append(document.createElement("p"), document.createElement("ul"));
      item.append(notes);
    }
    return notes;
  }

  function describe(item, segment) {
    const [german, own] = [lengthOf(segment.source), lengthOf(written(item))];
    const [lengths, list] = notesOf(item).children;
    const text = (own ? words.lengths : words.length).replace("{german}", german).replace("{own}", own);
    const isLong = own > SHORT && own > german * MUCH_LONGER;
    setText(lengths, isLong ? `${text}. ${words.long}` : text);
    lengths.classList.toggle("sentence-long", isLong);
    const notes = remarks[segment.id] ?? [];
    if ([...list.children].map((one) => one.textContent).join("\n") !== notes.join("\n")) {
      list.replaceChildren(...notes.map((note) => Object.assign(document.createElement("li"), { textContent: note })));
    }
    list.hidden = notes.length === 0;
  }

  function name(item, segment) {
    const [source, target] = [item.querySelector(":scope > p"), item.querySelector(":scope > div")];
    setAttributes(item, { "data-sentence": `${segment.id}`, id: `sentence-${segment.id}` });
    setAttributes(source, { id: `german-${segment.id}`, lang: "de", dir: "ltr" });
    setAttributes(target, { lang: words.language, dir: "auto" });
    setAttributes(item.querySelector("textarea"), {
      "aria-label": words.label,
      "aria-describedby": `german-${segment.id}`,
    });
    for (const button of buttonsOf(item)) setAttributes(button, { "aria-describedby": `german-${segment.id}` });
  }

  // The editor forgets where one was: the field is gone once it is saved.
  function stay(item) {
    const [button] = buttonsOf(item);
    const isLost = !document.activeElement || document.activeElement === document.body;
    if (button && isLost) button.focus({ preventScroll: false });
  }

  async function lookAgain(item, segment) {
    const isRefused = item.classList.contains("errored");
    const said = [isRefused ? words.notSaved : words.saved];
    if (isRefused) said.push(item.querySelector(":scope > ul > li")?.textContent ?? "");
    const answer = await fetch(words.remarksUrl.replace("/0/", `/${segment.id}/`)).catch(() => null);
    if (answer?.ok) {
      const now = await answer.json();
      remarks[segment.id] = now.remarks;
      showFacts(now.facts);
      describe(item, segment);
      if (!isRefused) said.push(...now.remarks);
    }
    status.textContent = said.join(" ");
  }

  function showFacts(missing) {
    const named = missing.map((fact) => Object.assign(document.createElement("bdi"), { textContent: fact }));
    for (const one of named) one.className = "fact";
    facts.querySelector("span").replaceChildren(...named);
    facts.hidden = missing.length === 0;
  }

  // Open while there is a field; saving while there is neither a field nor a button.
  function follow(item, segment) {
    const before = states.get(segment.id);
    const isOpen = Boolean(item.querySelector("textarea"));
    const now = isOpen ? "open" : buttonsOf(item).length ? "rests" : "saves";
    states.set(segment.id, now);
    if (now !== "rests" || before === undefined || before === "rests") return;
    stay(item);
    if (before === "saves") lookAgain(item, segment);
  }

  function update() {
    const items = [...editor.querySelectorAll("h3 + ul > li")];
    if (items.length !== ordered.length) return;
    items.forEach((item, number) => {
      const segment = ordered[number];
      if (segment.type !== "string" || item.querySelector(":scope > p")?.textContent !== segment.source) return;
      name(item, segment);
      describe(item, segment);
      follow(item, segment);
    });
    if (isFirst && items.length) returnToPlace();
    isFirst &&= items.length === 0;
  }

  function returnToPlace() {
    const item = location.hash.startsWith("#sentence-") && document.getElementById(location.hash.slice(1));
    const hidden = item && item.closest("section[hidden]");
    if (hidden) editor.querySelector(`[role=tab][href="#${hidden.id}"]`)?.click();
    if (item) buttonsOf(item)[0]?.focus();
  }

  const save = (item) => buttonsOf(item).at(-1)?.click();

  document.addEventListener("keydown", (event) => {
    if (event.altKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    const here = document.activeElement?.closest?.("[data-sentence]");
    const open = [...editor.querySelectorAll("[data-sentence]:has(textarea)")];
    const meant = open.includes(here) ? [here] : open;
    meant.forEach(save);
    if (meant.length === 0) status.textContent = words.nothing;
  });
  editor.addEventListener("input", update);
  editor.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-sentence]");
    if (item) history.replaceState(history.state, "", `#${item.id}`);
  });
  new MutationObserver(update).observe(editor, { childList: true, subtree: true, characterData: true });
  update();
})();
