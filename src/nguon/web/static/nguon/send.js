// Sending forms: files as soon as they are chosen or dropped, each form once, and none into a network that is gone.
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) box.addEventListener(name, (e) => { e.preventDefault(); box.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("over"));
  box.addEventListener("drop", (e) => { e.preventDefault(); input.files = e.dataTransfer.files; box.requestSubmit(); });
  input.addEventListener("change", () => { if (input.files.length) box.requestSubmit(); });
}

// A browser calls itself offline on a machine without a network too, where the server may be the machine itself: so the
// server is asked before anybody is stopped.
const bar = document.getElementById("offline");
const alive = async () => {
  if (navigator.onLine) return true;
  try { return (await fetch(document.body.dataset.alive, { cache: "no-store" })).ok; } catch { return false; }
};
const show = async () => { const there = await alive(); if (bar) bar.hidden = there; return there; };
addEventListener("online", show);
addEventListener("offline", show);
show();

const asked = new WeakSet();
addEventListener("submit", (e) => {
  const form = e.target;
  if (e.defaultPrevented) return;
  if (!navigator.onLine && !asked.delete(form)) {
    e.preventDefault();
    show().then((there) => { if (there) { asked.add(form); form.requestSubmit(e.submitter); } });
    return;
  }
  // Only after the form was packed: a resting button would not be sent.
  setTimeout(() => { for (const b of form.querySelectorAll("button")) b.setAttribute("aria-disabled", "true"); });
});
addEventListener("pageshow", () => { for (const b of document.querySelectorAll("button[aria-disabled]")) b.removeAttribute("aria-disabled"); });
