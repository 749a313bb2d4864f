// Who follows a notice has read it: the server is told on the way. Without a script there is a button for it.
document.querySelector("[data-notices]")?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  const form = link?.closest("li")?.querySelector("form");
  if (!form) return;
  fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" }).catch(() => {});
});
