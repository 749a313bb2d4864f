// Keeps what is written: in this browser at once, on the server two seconds after the last keystroke (and every five
// while one goes on). Loaded on write pages only; without it the form is an ordinary form.
import { errors, warnings } from "./beside.js";
import { drop, keep, keyOf, left, read, remember, wipe } from "./kept.js";
import { adding, grow } from "./rows.js";
import { sizes } from "./size.js";
import { toolbars } from "./toolbar.js";

const IDLE = 2000;
const LONGEST = 5000;
const RETRY = 5000;
const OWN = new Set(["csrfmiddlewaretoken", "version"]);

// The draft is known by its address, whatever the language of the interface.
const here = () => location.pathname.replace(/^\/[a-z]{2}\//, "/");

// Where to sign in, if that is why the server refused.
const signIn = (answer) => answer.clone().json().then((said) => said.sign_in).catch(() => "");

class Draft {
  constructor(form) {
    this.form = form;
    this.key = keyOf(form.dataset.user, here());
    this.status = form.querySelector("[data-status]");
    this.strip = document.querySelector("[data-offline]");
    this.dirty = this.saving = this.stopped = false;
    this.opened = Date.now();
    this.touched = new Set();
    wipe(form.dataset.user);
    const early = this.typedEarly();
    this.restore();
    form.addEventListener("input", (event) => this.changed(event.target.id));
    if (early) this.changed(early.id);
    form.addEventListener("submit", (event) => this.submit(event));
    addEventListener("online", () => this.dirty && this.save());
    addEventListener("offline", () => this.offline(true));
    addEventListener("visibilitychange", () => document.hidden && this.dirty && this.save(true));
    this.offline(!navigator.onLine);
  }

  // A field that was written in before this script came, on a slow line; not what a browser has put back by itself.
  typedEarly() {
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return undefined;
    return [...this.form.querySelectorAll("textarea, input[type=text]")].find((one) => one.value !== one.defaultValue);
  }

  get version() {
    return this.form.elements.version?.value ?? "";
  }

  token() {
    return this.form.elements.csrfmiddlewaretoken?.value ?? "";
  }

  // Names and values of what a person can write or choose; files stay with the form.
  fields() {
    const written = ([name, value]) => typeof value === "string" && !OWN.has(name) && !this.isTheForms(name);
    return [...new FormData(this.form)].filter(written);
  }

  // What the page itself says; a file that the server keeps is chosen on this page and no other.
  isTheForms(name) {
    const field = this.form.elements[name];
    return field?.type === "hidden" || field?.dataset?.file !== undefined;
  }

  // In this browser, until the server has it; not where its writer has signed out in another tab: whoever comes next
  // would find it.
  keep() {
    if (!left(this.opened)) keep(this.key, { version: this.version, fields: this.fields() });
  }

  changed(id) {
    this.dirty = true;
    this.first ??= Date.now();
    if (id) this.touched.add(id.replace(/_\d+$/, ""));
    this.fill();
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(IDLE, this.first + LONGEST - Date.now())));
  }

  async save(leaving = false) {
    if (this.stopped || this.saving) return "busy";
    clearTimeout(this.timer);
    const sent = JSON.stringify(this.fields());
    [this.saving, this.dirty, this.first] = [true, false, undefined];
    const slow = setTimeout(() => this.say("saving"), 1000);
    let answer = await this.post(leaving);
    if (answer?.status === 403 && !(await signIn(answer))) answer = await this.renewed(answer, leaving);
    clearTimeout(slow);
    const result = answer ? await this.answered(answer, sent) : this.failed();
    this.saving = false; // not before the answer is read: the next save needs its version
    if (result === "saved" && this.dirty) document.hidden ? this.save(true) : this.changed();
    return result;
  }

  post(leaving) {
    const body = new FormData(this.form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    const headers = { "X-Requested-With": "autosave", "X-CSRFToken": this.token(), Accept: "application/json" };
    const options = { method: "POST", body, headers, keepalive: leaving, redirect: "manual" };
    return fetch(this.form.dataset.autosaveUrl, options).catch(() => null);
  }

  async answered(answer, sent) {
    this.offline(false);
    const said = await answer.json().catch(() => ({}));
    if (answer.ok && said.version !== undefined) {
      this.form.elements.version.value = said.version;
      if (said.url) this.moved(said);
      const wrong = Object.keys(said.errors ?? {}).length;
      if (wrong) this.keep();
      else if (JSON.stringify(this.fields()) === sent) drop(this.key);
      errors(this.form, said.errors ?? {}, this.touched);
      warnings(this.form, said.warnings ?? {});
      this.say(["saved", "fault"][wrong] ?? "faults", { time: said.saved, number: wrong });
      return "saved";
    }
    if (answer.status === 409) return this.stop("conflict", said.conflict_url);
    if ([401, 403].includes(answer.status) || answer.type === "opaqueredirect") return this.stop("signedOut", said.sign_in);
    if (answer.status >= 500) return this.failed();
    this.say("kept"); // refused as it stands: the next keystroke tries again
    return "refused";
  }

  // A page that was open for long holds a token that is no longer good: take a new one from the page as it is now, if
  // it is still the same person's, and ask once more.
  async renewed(refused, leaving) {
    const page = await fetch(location.href, { redirect: "manual" }).then((got) => got.text()).catch(() => null);
    if (page === null) return null;
    const same = `form[data-autosave-url][data-user="${this.form.dataset.user}"]`;
    const fresh = new DOMParser().parseFromString(page, "text/html").querySelector(`${same} [name=csrfmiddlewaretoken]`);
    if (!fresh) return refused;
    this.form.elements.csrfmiddlewaretoken.value = fresh.value;
    return this.post(leaving);
  }

  // A new draft has got an address of its own: later saves, a reload and the back button go there.
  moved({ url, autosave_url: autosave }) {
    drop(this.key);
    history.replaceState(null, "", url);
    this.form.action = url;
    this.form.dataset.autosaveUrl = autosave ?? this.form.dataset.autosaveUrl;
    this.key = keyOf(this.form.dataset.user, here());
  }

  failed() {
    this.dirty = true;
    this.offline(!navigator.onLine);
    this.say("kept");
    this.timer = setTimeout(() => this.save(), RETRY);
    return "failed";
  }

  stop(reason, url) {
    this.stopped = true;
    this.keep();
    this.say(reason, {}, url);
    return "stopped";
  }

  restore() {
    const kept = read(this.key);
    if (!kept) return;
    if (this.shows(kept.fields)) {
      drop(this.key);
    } else if (kept.version === this.version) {
      this.put(kept.fields);
      this.changed();
      this.say("restored");
    } else {
      this.offer(kept);
    }
  }

  // Whether the form holds the same, field by field: line ends, spaces around and what it no longer asks for aside.
  shows(fields) {
    const asked = (name) => /-\d+-/.test(name) || (name in this.form.elements && !this.isTheForms(name));
    const plain = (pairs) => {
      const words = pairs.filter(([name, value]) => asked(name) && value.trim());
      return JSON.stringify(words.map(([name, value]) => [name, value.replace(/\r\n?/g, "\n").trim()]).sort());
    };
    return plain(fields) === plain(this.fields());
  }

  // The server's text has moved on since this was kept: the person decides.
  offer(kept) {
    const box = document.querySelector("[data-kept-box]");
    if (!box) return;
    box.hidden = false;
    box.querySelector("[data-use]").addEventListener("click", () => {
      this.put(kept.fields);
      this.changed();
      box.hidden = true;
    });
    box.querySelector("[data-throw]").addEventListener("click", () => {
      drop(this.key);
      box.hidden = true;
    });
  }

  put(fields) {
    grow(this.form, fields);
    for (const field of this.form.elements) {
      const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (!field.name || OWN.has(field.name) || ["file", "hidden"].includes(field.type)) continue;
      if (this.isTheForms(field.name)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  }

  // What is not saved yet is saved first: so a lost connection costs no text, only a wait. A conflict or an ended
  // session goes to the server as it is: it answers with both texts, or with a sign-in that keeps what was sent.
  async submit(event) {
    const button = event.submitter;
    if (this.sending) return event.preventDefault();
    this.sending = true;
    addEventListener("pageshow", () => this.ready(button));
    button?.setAttribute("aria-busy", "true");
    if (this.stopped || (!this.dirty && !this.saving)) return remember(this.key);
    event.preventDefault();
    while (this.saving) await new Promise((done) => setTimeout(done, 100));
    const result = this.dirty ? await this.save() : "saved";
    this.ready(button);
    if (result === "failed") return;
    this.dirty = false;
    clearTimeout(this.timer);
    this.form.requestSubmit(button);
  }

  ready(button) {
    this.sending = false;
    button?.removeAttribute("aria-busy");
  }

  offline(gone) {
    if (this.strip) this.strip.hidden = !gone;
  }

  say(what, values = {}, url = "") {
    if (!this.status) return;
    const words = (this.status.dataset[what] ?? "").replace(/{(\w+)}/g, (_, name) => values[name] ?? "");
    const link = url && Object.assign(document.createElement("a"), { href: url, textContent: words });
    const text = this.status.querySelector("span");
    this.status.dataset.now = what;
    if (text.textContent !== words) text.replaceChildren(link || words);
    this.status.querySelector("svg")?.toggleAttribute("hidden", what !== "saved");
  }

  // The knot beside a field fills when the field does.
  fill() {
    for (const knot of this.form.querySelectorAll("[data-fills] > .k > use")) {
      const area = knot.closest("[data-fills]").querySelector("input:not([type=hidden]), textarea");
      const name = area?.value.trim() ? "#k-used" : "#k-open";
      if (document.querySelector(name)) knot.setAttribute("href", name);
    }
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) {
  const draft = new Draft(form);
  adding(form);
  sizes(form);
  toolbars(form, () => draft.token());
}
for (const form of document.querySelectorAll("form:not([data-autosave-url])")) {
  toolbars(form, () => form.elements.csrfmiddlewaretoken?.value ?? "");
}
