/* Everything works without this file; it adds autosave, questions before an act, guards and progress. */
"use strict";

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const stored = {
    read(key) {
      try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; }
    },
    write(key, value) {
      try {
        if (Object.keys(value).length) sessionStorage.setItem(key, JSON.stringify(value));
        else sessionStorage.removeItem(key);
      } catch { /* private mode: the page still works, only the safety copy is missing */ }
    },
  };

  const controls = (form) => all("input, select, textarea", form).filter(
    (field) => field.name && !["hidden", "file", "submit", "password"].includes(field.type),
  );
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";
  const valueOf = (form, name) => new FormData(form).getAll(name).map(String);
  const same = (a, b) => a.length === b.length && a.every((value, index) => value === b[index]);

  function snapshot(form) {
    const values = {};
    for (const field of controls(form)) values[field.name] = valueOf(form, field.name);
    return values;
  }

  function setValue(form, name, values) {
    const fields = controls(form).filter((field) => field.name === name);
    fields.forEach((field, index) => {
      if (isChoice(field)) field.checked = values.includes(field.value);
      else if (field.multiple) all("option", field).forEach((o) => { o.selected = values.includes(o.value); });
      else field.value = values[fields.length > 1 ? index : 0] ?? "";
    });
  }

  /* Autosave: changed fields go out one second after the last key; what is not confirmed stays in the browser. */
  class Autosave {
    constructor(form) {
      this.form = form;
      this.key = `draft:${form.dataset.key || location.pathname}`;
      this.line = form.querySelector("[data-save-state]");
      this.saved = snapshot(form);
      this.timer = 0;
      this.busy = false;
      this.putBack();
      form.addEventListener("input", () => this.later());
      form.addEventListener("change", () => this.later());
      addEventListener("online", () => this.send());
      form.addEventListener("submit", () => this.keep());
    }

    changed() {
      const now = snapshot(this.form);
      return Object.fromEntries(Object.entries(now).filter(([name, value]) => !same(value, this.saved[name] || [])));
    }

    keep() { stored.write(this.key, this.changed()); }

    putBack() {
      const left = Object.entries(stored.read(this.key)).filter(
        ([name, value]) => this.saved[name] && !same(value, this.saved[name]),
      );
      if (!left.length) { stored.write(this.key, {}); return; }
      for (const [name, value] of left) setValue(this.form, name, value);
      this.say("kept");
      this.later();
    }

    later() {
      this.keep();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), 1000);
    }

    say(state, more = "") {
      if (!this.line) return;
      this.line.dataset.state = state;
      this.line.textContent = (this.line.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`] || "") + (more ? ` ${more}` : "");
    }

    async send() {
      const changes = this.changed();
      if (this.busy || !Object.keys(changes).length) return;
      this.busy = true;
      this.say("saving");
      const body = new FormData();
      for (const name of ["csrfmiddlewaretoken", "version"]) {
        const field = this.form.elements.namedItem(name);
        if (field) body.append(name, field.value);
      }
      for (const [name, values] of Object.entries(changes)) {
        body.append("changed", name);
        values.forEach((value) => body.append(name, value));
      }
      let again = false;
      try {
        const response = await fetch(this.form.dataset.autosave, {
          method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-Autosave": "1" },
        });
        const json = (response.headers.get("Content-Type") || "").includes("json") ? await response.json() : null;
        if (response.ok && json) again = this.confirmed(changes, json);
        else if (response.status === 409 && json && json.conflicts) this.conflict(json);
        else if (response.status === 409 && json && json.reasons) this.say("late", json.reasons.join(" "));
        else this.say("refused");
      } catch {
        this.say("offline");
        this.timer = setTimeout(() => this.send(), 15000);
      } finally {
        this.busy = false;
      }
      if (again) this.later();
    }

    confirmed(changes, json) {
      const errors = json.errors || {};
      for (const [name, value] of Object.entries(changes)) if (!(name in errors)) this.saved[name] = value;
      this.version(json.version);
      this.keep();
      this.mark(errors);
      if (Object.keys(errors).length) this.say("invalid");
      else this.say("saved", json.at || "");
      return Object.keys(this.changed()).some((name) => !(name in errors));
    }

    version(value) {
      const field = this.form.elements.namedItem("version");
      if (field && value !== undefined) field.value = value;
    }

    holder(name) {
      const field = controls(this.form).find((candidate) => candidate.name === name);
      return field && (field.closest(".field, td") || field.parentElement);
    }

    mark(errors) {
      all(".autosave-error", this.form).forEach((note) => note.remove());
      for (const [name, text] of Object.entries(errors)) {
        const holder = this.holder(name);
        if (!holder) continue;
        const note = document.createElement("p");
        note.className = "error autosave-error";
        note.textContent = text;
        holder.prepend(note);
      }
    }

    conflict(json) {
      this.version(json.version);
      this.say("conflict");
      const words = this.line ? this.line.dataset : {};
      for (const [name, theirs] of Object.entries(json.conflicts)) {
        const holder = this.holder(name);
        if (!holder) continue;
        all(".conflict", holder).forEach((old) => old.remove());
        const box = document.createElement("div");
        box.className = "conflict";
        const says = (line) => { const p = document.createElement("p"); p.textContent = line; return p; };
        const told = json.told && name in json.told ? json.told[name] : theirs;
        const act = (label, run) => {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "button";
          button.textContent = label;
          button.addEventListener("click", () => { run(); box.remove(); this.later(); });
          return button;
        };
        box.append(
          says(`${words.textTheirs || ""} ${told}`),
          says(words.textMine || ""),
          act(words.textUseTheirs || "", () => { this.saved[name] = [String(theirs)]; setValue(this.form, name, [String(theirs)]); }),
          " ",
          act(words.textKeepMine || "", () => { this.saved[name] = [String(theirs)]; }),
        );
        holder.append(box);
      }
    }
  }

  /* A second press is ignored while the first is under way; leaving with changed fields asks. */
  function guard(form, dirty) {
    let sent = false;
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; }
      if (event.defaultPrevented) return;
      sent = true;
      all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-disabled", "true"));
    });
    addEventListener("pageshow", (event) => {
      if (!event.persisted) return;
      sent = false;
      all("button[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
    });
    addEventListener("beforeunload", (event) => { if (!sent && dirty()) event.preventDefault(); });
  }

  /* A form that only acts has no autosave. If its press ends at the sign-in, the text is put back on its page afterwards;
     a press that ends anywhere else was heard, and the copy goes. */
  function keepOverSignIn(forms) {
    const key = "unheard", here = location.pathname + location.search;
    const unheard = stored.read(key);
    if (document.querySelector("input[type=password]")) stored.write(key, unheard.page ? { ...unheard, held: true } : {});
    else if (!unheard.held) stored.write(key, {});
    else if (unheard.page === here && forms[unheard.place]) {
      for (const [name, values] of Object.entries(unheard.values)) setValue(forms[unheard.place], name, values);
      stored.write(key, {});
    }
    forms.forEach((form, place) => form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) stored.write(key, { page: here, place, values: snapshot(form) });
    }));
  }

  /* A question before an act, in a dialog of the page; without script the server asks on a page of its own. */
  function ask(form) {
    const dialog = document.getElementById("confirm-dialog");
    if (!dialog || !dialog.showModal) return;
    let agreed = false;
    form.addEventListener("submit", (event) => {
      if (agreed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const pressed = event.submitter;
      dialog.querySelector("[data-question]").textContent = form.dataset.confirm;
      const yes = dialog.querySelector("[value=yes]");
      yes.textContent = form.dataset.confirmYes || (pressed && pressed.textContent.trim()) || yes.textContent;
      dialog.returnValue = "";
      dialog.addEventListener("close", () => {
        if (dialog.returnValue !== "yes") { if (pressed) pressed.focus(); return; }
        agreed = true;
        form.requestSubmit(pressed || undefined);
      }, { once: true });
      dialog.showModal();
    });
  }

  /* Long work: polled every second, slower after a minute; the page may be left at any time. */
  function follow(box) {
    const bar = box.querySelector("progress");
    const text = box.querySelector("[data-progress-text]");
    const detail = box.querySelector("[data-progress-detail]");
    let rounds = 0;
    const look = async () => {
      rounds += 1;
      try {
        const response = await fetch(box.dataset.progressUrl, { headers: { Accept: "application/json" } });
        const job = await response.json();
        if (job.total) {
          bar.max = job.total;
          bar.value = job.done;
          text.textContent = `${job.done} / ${job.total} (${Math.floor((job.done * 100) / job.total)} %)`;
        }
        if (job.detail || job.failure) detail.textContent = job.failure || job.detail;
        if (job.state === "done" && job.url) { location.assign(job.url); return; }
        if (job.state === "done" || job.state === "failed") { location.reload(); return; }
      } catch { /* the next round asks again */ }
      setTimeout(look, rounds < 60 ? 1000 : 5000);
    };
    setTimeout(look, 1000);
  }

  function closeOthers(event) {
    all("details.seat[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  }

  /* Only a rule of the page box reaches every sheet, and no rule can read the page's own text. */
  function footEverySheet(foot) {
    if (!("adoptedStyleSheets" in document)) return;
    const sheet = new CSSStyleSheet();
    const said = [".address", ".date"].map((part) => foot.querySelector(part).textContent).join("　");
    sheet.replaceSync(`@page { @bottom-left { content: ${JSON.stringify(said)}; font-size: 8pt; } }`);
    document.adoptedStyleSheets.push(sheet);
    foot.hidden = true;
  }

  document.addEventListener("DOMContentLoaded", () => {
    all(".paper-foot").forEach(footEverySheet);
    all("form[data-confirm]").forEach(ask);
    all("form[data-autosave]").forEach((form) => {
      const autosave = new Autosave(form);
      guard(form, () => Object.keys(autosave.changed()).length > 0);
    });
    const acting = all("form[data-guard]:not([data-autosave])");
    acting.forEach((form) => {
      const before = snapshot(form);
      guard(form, () => Object.entries(snapshot(form)).some(([name, value]) => !same(value, before[name] || [])));
    });
    keepOverSignIn(acting);
    all("[data-progress-url]").forEach(follow);
    const focus = document.querySelector("[data-focus]");
    if (focus) focus.focus();
    document.addEventListener("click", closeOthers);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") all("details.seat[open]").forEach((menu) => { menu.open = false; });
    });
  });
})();
