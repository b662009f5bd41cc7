// Small conveniences. Every page works without this file.

// Dropping files onto the box, and sending them as soon as they are chosen.
for (const box of document.querySelectorAll("[data-drop]")) {
  const input = box.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) box.addEventListener(name, (e) => { e.preventDefault(); box.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("over"));
  box.addEventListener("drop", (e) => { e.preventDefault(); input.files = e.dataTransfer.files; box.requestSubmit(); });
  input.addEventListener("change", () => { if (input.files.length) box.requestSubmit(); });
}

// A form is sent once: its buttons rest until the answer comes or the page is shown again.
addEventListener("submit", (e) => {
  if (e.defaultPrevented) return;
  setTimeout(() => { for (const b of e.target.querySelectorAll("button")) b.setAttribute("aria-disabled", "true"); });
});
addEventListener("pageshow", () => { for (const b of document.querySelectorAll("button[aria-disabled]")) b.removeAttribute("aria-disabled"); });

// What was typed and not sent yet stays on this device until the form was carried out.
for (const area of document.querySelectorAll("textarea[data-keep]")) {
  const key = `keep:${location.pathname}:${area.dataset.keep}`;
  try {
    if (!area.value && localStorage.getItem(key)) area.value = localStorage.getItem(key);
    area.addEventListener("input", () => localStorage.setItem(key, area.value));
    if (document.querySelector("[data-saved]")) { localStorage.removeItem(key); area.value = area.defaultValue; }
  } catch { /* storage is closed: nothing is kept */ }
}

// Review: a value and its place light up together; a click on one brings the other into view.
const light = (number, from) => {
  for (const el of document.querySelectorAll(".on")) el.classList.remove("on");
  for (const el of document.querySelectorAll(`[data-v="${number}"]`)) {
    el.classList.add("on");
    const r = el.getBoundingClientRect();
    const box = el.closest(".view, .pane")?.getBoundingClientRect();
    if (!el.contains(from) && box && (r.top < box.top + 40 || r.bottom > box.bottom)) el.scrollIntoView({ block: "center" });
  }
};
if (document.querySelector(".split")) {
  document.addEventListener("click", (e) => {
    const mark = e.target.closest("[data-v]");
    if (!mark || e.target.closest(".fix, form")) return;
    if (e.target.closest("a")) e.preventDefault();
    light(mark.dataset.v, e.target);
  });
  const rows = [...document.querySelectorAll(".pane [data-v]")];
  const go = (step, fits = () => true) => {
    const at = rows.findIndex((row) => row.classList.contains("on"));
    for (let i = at + step; i >= 0 && i < rows.length; i += step) {
      if (fits(rows[i])) { rows[i].scrollIntoView({ block: "nearest" }); light(rows[i].dataset.v, rows[i]); return; }
    }
  };
  addEventListener("keydown", (e) => {
    if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.closest("input, textarea, select");
    if (e.key === "Escape" && typing) { typing.form?.reset(); typing.closest("details")?.removeAttribute("open"); return; }
    if (typing) return;
    const key = e.key.toLowerCase();
    const on = document.querySelector(".pane .on");
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "n") go(1, (row) => row.classList.contains("look"));
    else if (key === "e" && on) {
      const fix = on.querySelector(".fix");
      if (fix) { fix.open = true; fix.querySelector("input:not([type=hidden]), textarea")?.focus(); e.preventDefault(); }
    }
  });
}
