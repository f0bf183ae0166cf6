// A text field that proposes (ARIA combobox with a list box). Without this script it is a text field.
(() => {
  "use strict";

  let serial = 0;

  class Combobox {
    constructor(root) {
      this.root = root;
      this.input = root.querySelector("input:not([type=hidden])");
      this.value = root.querySelector("[data-combobox-value]");
      this.status = root.querySelector("[data-combobox-status]");
      this.active = -1;
      this.asked = 0;
      this.build();
      this.input.addEventListener("input", () => this.onInput());
      this.input.addEventListener("keydown", (event) => this.onKey(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    }

    build() {
      this.list = document.createElement("ul");
      this.list.className = "combobox__list";
      this.list.id = `combobox-${++serial}`;
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      const label = document.querySelector(`label[for="${CSS.escape(this.input.id)}"]`);
      if (label) this.list.setAttribute("aria-label", label.textContent.trim());
      this.list.addEventListener("mousedown", (event) => {
        const option = event.target.closest("[role=option]");
        event.preventDefault();
        if (option) this.choose(option);
      });
      this.input.after(this.list);
      const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
      for (const [name, text] of Object.entries(attributes)) this.input.setAttribute(name, text);
    }

    onInput() {
      if (this.value) this.value.value = "";
      clearTimeout(this.timer);
      if (this.input.value.trim().length < 2) return this.close();
      this.timer = setTimeout(() => this.ask(), 150);
    }

    async ask() {
      const turn = ++this.asked;
      const address = new URL(this.root.dataset.source, location.href);
      address.searchParams.set("q", this.input.value.trim());
      let text;
      try {
        const answer = await fetch(address, { headers: { "HX-Request": "true" } });
        if (!answer.ok) return;
        text = await answer.text();
      } catch {
        return; // Offline: what was typed still counts.
      }
      if (turn === this.asked && document.activeElement === this.input) this.show(text);
    }

    show(html) {
      this.list.replaceChildren(...new DOMParser().parseFromString(`<ul>${html}</ul>`, "text/html").querySelectorAll("li"));
      this.options = [...this.list.querySelectorAll("[role=option]")];
      this.options.forEach((option, index) => {
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("aria-selected", "false");
      });
      this.active = -1;
      this.input.removeAttribute("aria-activedescendant");
      const count = this.options.length;
      this.status.textContent = count ? this.root.dataset.count.replace("{n}", count) : this.root.dataset.empty;
      this.list.hidden = count === 0;
      this.input.setAttribute("aria-expanded", String(count > 0));
    }

    onKey(event) {
      if (event.key === "Escape") {
        if (!this.list.hidden) event.preventDefault();
        return this.close();
      }
      if (this.list.hidden) return undefined;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); return this.move(event.key === "ArrowDown" ? 1 : -1); }
      if (event.key === "Enter" && this.active >= 0) { event.preventDefault(); return this.choose(this.options[this.active]); }
      return undefined;
    }

    move(step) {
      this.forget(); // A late answer must not replace the list under the finger.
      const count = this.options.length;
      this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
      this.options.forEach((option, index) => option.setAttribute("aria-selected", String(index === this.active)));
      this.options[this.active].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", this.options[this.active].id);
    }

    choose(option) {
      this.input.value = option.dataset.text;
      if (this.value) this.value.value = option.dataset.value;
      this.close();
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    forget() {
      clearTimeout(this.timer);
      this.asked += 1;
    }

    close() {
      this.forget();
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  const start = (root) => root.querySelectorAll("[data-combobox]:not([data-ready])").forEach((element) => {
    element.dataset.ready = "";
    new Combobox(element);
  });
  document.addEventListener("htmx:afterSwap", (event) => start(event.detail.elt));
  start(document);
})();
