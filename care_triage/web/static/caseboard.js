// Keys for people who work cases all day. Letters never act while typing, and can be switched off for good.
(() => {
  "use strict";

  const OFF = "care-keys-off";
  const panel = document.querySelector("[data-keys]");
  if (!panel) return;
  const box = panel.querySelector("[data-keys-switch]");
  const rows = [...document.querySelectorAll("[data-keys-list] > *")];
  let current = -1;

  const isOff = () => localStorage.getItem(OFF) === "1";
  const isTyping = (element) => element.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]");

  function move(step) {
    if (!rows.length) return;
    rows[current]?.removeAttribute("data-keys-current");
    current = Math.min(rows.length - 1, Math.max(0, current + step));
    rows[current].setAttribute("data-keys-current", "");
    rows[current].querySelector("[data-keys-open]")?.focus();
  }

  const acts = {
    j: () => move(1),
    k: () => move(-1),
    o: () => rows[current]?.querySelector("[data-keys-open]")?.click(),
    // One referral alone can be meant; with two, the person chooses.
    a: () => {
      const buttons = document.querySelectorAll("[data-keys-accept] button");
      if (buttons.length === 1) buttons[0].click();
    },
    m: () => {
      document.getElementById("write")?.scrollIntoView();
      document.querySelector("#message-form textarea")?.focus();
    },
    b: () => document.querySelector("a[data-keys-back]")?.click(),
    "?": () => {
      panel.open = !panel.open;
      if (panel.open) panel.querySelector("summary").focus();
    },
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const act = acts[event.key];
    if (!act || (isOff() && event.key !== "?")) return;
    event.preventDefault();
    act();
  });

  box.checked = !isOff();
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  panel.hidden = false;
})();
