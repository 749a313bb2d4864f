// A discussion that lies open: notes how far it was read, quotes a selection, says when somebody has written. Without
// it there is a button to mark as read, a page for each answer, and a reload.
import "./editor.js"; // drafts, and the toolbar over each text
import { mentions } from "./mention.js";

const PAUSE = 1500;
const ASK = 45000;
const page = document.querySelector("[data-topic]");
const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

mentions();

// A post counts as read when its end has been on the screen for a moment.
function reading(form) {
  const already = form.elements.number;
  let seen = 0, sent = 0, timer;
  const send = () => {
    if (seen <= sent) return;
    sent = seen;
    const body = new URLSearchParams({ number: seen, csrfmiddlewaretoken: csrf() });
    if (seen >= Number(already?.value)) form.hidden = true;
    fetch(form.action, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "reading" } }).catch(() => {});
  };
  const watcher = new IntersectionObserver((shown) => {
    for (const one of shown) if (one.isIntersecting) seen = Math.max(seen, Number(one.target.closest(".post").dataset.number));
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  for (const post of document.querySelectorAll(".post[data-number]")) watcher.observe(post.lastElementChild.lastElementChild ?? post);
  addEventListener("visibilitychange", () => document.hidden && send());
  if (already) form.hidden = form.dataset.read === "quiet";
}

// The words that are marked in a post, or else all of it: the server knows how to quote, a selection is quoted here.
function quoting(area, reply) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote]");
    const marked = link && String(getSelection()).trim();
    const within = link?.closest(".post").querySelector(".prose-s");
    if (!marked || !within?.contains(getSelection().anchorNode)) return;
    event.preventDefault();
    const words = marked.split("\n").map((line) => `> ${line}`.trimEnd()).join("\n");
    area.value = `${area.value.trimEnd()}\n\n${words}\n\n`.trimStart();
    if (reply) reply.value = link.dataset.quote;
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function news(box) {
  const link = box.querySelector("a");
  setInterval(async () => {
    if (document.hidden) return;
    const said = await fetch(page.dataset.news, { headers: { Accept: "application/json" } }).then((got) => got.json()).catch(() => null);
    const more = (said?.last ?? 0) - Number(page.dataset.last);
    if (!(more > 0)) return;
    link.textContent = more === 1 ? link.dataset.one : link.dataset.more.replace("{n}", more);
    link.href = `${location.pathname}${location.search}`;
    box.hidden = false;
  }, ASK);
}

if (page) {
  const read = page.querySelector("form[data-read]");
  const area = page.querySelector("#svar textarea");
  if (read) reading(read);
  if (area) quoting(area, area.form.elements.reply_to);
  if (page.querySelector("[data-newer]")) news(page.querySelector("[data-newer]"));
}
