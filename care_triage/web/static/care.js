// Small comforts; every page works without them.
(() => {
  "use strict";

  const fill = (text, number) => text.replace("{n}", number.toLocaleString(document.documentElement.lang));

  // The summary has `autofocus`, which does nothing in a fragment, in older browsers and after a `#`.
  const focusErrors = (root) => setTimeout(() => {
    const summary = root.querySelector("#error-summary");
    // On a page that has just come, who was quicker than this script already types, or follows a link of the summary.
    const busy = root === document && document.activeElement !== document.body;
    if (summary && !busy) summary.focus();
  }, 100);

  function countCharacters(area) {
    const line = document.getElementById(`${area.id}-counter`);
    if (!line) return;
    const update = () => {
      const left = Number(area.dataset.counter) - [...area.value].length;
      line.classList.toggle("counter--over", left < 0);
      line.textContent = fill(left < 0 ? line.dataset.over : line.dataset.left, Math.abs(left));
    };
    area.addEventListener("input", update);
    update();
  }

  // A file too big is said before minutes of upload, and is not joined.
  function checkSize(input) {
    input.addEventListener("change", () => {
      const limit = Number(input.dataset.maxMb) * 1000 * 1000;
      const over = [...input.files].some((file) => file.size > limit);
      let line = input.parentElement.querySelector("[data-size-error]");
      if (!line) {
        line = document.createElement("p");
        line.className = "field__error";
        line.dataset.sizeError = "";
        line.setAttribute("role", "alert");
        input.before(line);
      }
      line.textContent = over ? input.dataset.tooBig : "";
      if (over) input.value = "";
    });
  }

  // A link to keep is copied in one touch where the browser allows it; else it is selected by hand.
  function offerCopy(button) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.value);
      button.textContent = button.dataset.copied;
      button.setAttribute("role", "status");
    });
  }

  function start(root) {
    focusErrors(root);
    root.querySelectorAll("button[data-copy]").forEach(offerCopy);
    root.querySelectorAll("textarea[data-counter]").forEach(countCharacters);
    root.querySelectorAll("input[type=file][data-max-mb]").forEach(checkSize);
  }

  // A link of the error summary leads to a field: put the cursor in it, below its label.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a[href^='#']");
    const control = link && document.getElementById(link.hash.slice(1));
    if (!control) return;
    event.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });

  // A second click on a sending button would send twice; the server also refuses it.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || event.defaultPrevented) return;
    if (button.dataset.sent) event.preventDefault();
    button.dataset.sent = "1";
    setTimeout(() => delete button.dataset.sent, 5000);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
  });

  // Our own error answers say where they go (HX-Retarget); a proxy's page goes nowhere.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const answer = event.detail.xhr;
    if (answer.status >= 400 && answer.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true;
    else if (answer.status >= 500) showOffline();
  });
  document.addEventListener("htmx:sendError", showOffline);
  document.addEventListener("htmx:timeout", showOffline);
  document.addEventListener("htmx:afterSwap", (event) => start(event.detail.elt));

  function showOffline() {
    const notice = document.getElementById("offline-notice");
    const place = document.getElementById("messages");
    if (notice && place) place.replaceChildren(notice.content.cloneNode(true));
  }

  start(document);
})();
