// On a partner's page: gives each frame of CARE the height of what it shows. Without it the frame scrolls by itself.
(() => {
  const home = new URL(document.currentScript.src).origin;
  window.addEventListener("message", (event) => {
    if (event.origin !== home || !event.data || event.data.type !== "care:height") return;
    const height = Number(event.data.height);
    if (!Number.isFinite(height)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.min(Math.max(height, 320), 20000)}px`;
    }
  });
})();
