// Keys. Every one presses a button of the page (data-key) or follows a link of the bar (data-go), so nothing is
// reachable by key alone. Letters rest in fields, while a word is composed, and where a person switched them off.
import { element, remembered, words } from "./words.js";

const WAIT_MS = 1500; // between G and the letter after it
let going = 0;

const visible = (el) => el.checkVisibility?.({ checkOpacity: false, visibilityProperty: true }) ?? el.offsetParent !== null;
const typing = (el) => el.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]");
const fieldIn = (box) => box?.querySelector("input:not([type=hidden]), textarea, select");

const press = (el) => {
  if (el.tagName !== "SUMMARY") { el.click(); return; }
  el.parentElement.open = true;
  (fieldIn(el.parentElement) ?? el).focus();
};

const step = (by) => {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  const at = rows.indexOf(document.activeElement);
  rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
};

const letters = (root) => {
  const box = root.querySelector("[data-letters]");
  const tick = box?.querySelector("input");
  if (!tick) return;
  box.hidden = false;
  tick.checked = remembered.get("letters") !== false;
  tick.addEventListener("change", () => remembered.set("letters", tick.checked));
};
letters(document);

const list = async (back) => {
  const page = await fetch(document.body.dataset.keys).then((r) => r.text());
  const shown = new DOMParser().parseFromString(page, "text/html").getElementById("keys");
  const dialog = element("dialog", { className: "dialog" });
  const close = element("button", { type: "button", className: "btn", textContent: words.close });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); back?.focus(); });
  shown.removeAttribute("id");
  shown.append(close);
  dialog.append(shown);
  dialog.setAttribute("aria-label", shown.querySelector("h1").textContent);
  letters(dialog);
  document.body.append(dialog);
  dialog.showModal();
};

document.addEventListener("click", (e) => {
  const link = e.target.closest("a[data-key='?']");
  if (!link || e.ctrlKey || e.metaKey || location.pathname === new URL(link.href).pathname) return;
  e.preventDefault();
  list(link);
});

addEventListener("keydown", (e) => {
  // The Enter that ends a composed word (229 in older engines) must not send the form.
  if (e.key === "Enter" && (e.isComposing || e.keyCode === 229) && typing(e.target)) { e.preventDefault(); return; }
  if (e.isComposing || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
  if (e.key === "Escape" && typing(e.target)) {
    const box = e.target.closest("details.fix, details.act");
    e.target.form?.reset();
    e.target.blur();
    if (box) { box.open = false; box.querySelector("summary").focus(); }
    return;
  }
  if (typing(e.target) || e.defaultPrevented) return;
  if (e.key === "Escape" && e.target.closest(".me[open]")) { e.target.closest(".me").open = false; return; }
  if (remembered.get("letters") === false && e.key.length === 1) return;
  const key = e.key.toLowerCase();
  const now = Date.now();
  const to = now - going < WAIT_MS && document.querySelector(`[data-go="${CSS.escape(key)}"]`);
  going = key === "g" ? now : 0;
  if (to) to.click();
  else if (key === "?") list(document.activeElement);
  else if (key === "/") [...document.querySelectorAll("input[type=search], [role=search] input:not([type=hidden])")].find(visible)?.focus();
  else if (key === "j" && !document.querySelector(".split")) step(1);
  else if (key === "k" && !document.querySelector(".split")) step(-1);
  else if (/^[1-9]$/.test(key)) [...document.querySelectorAll("input.choice, .cand input")].filter(visible)[key - 1]?.click();
  else if (/^[a-z]$/.test(key)) {
    const el = [...document.querySelectorAll(`[data-key="${key}"]`)].find(visible);
    if (!el || (key === "n" && document.querySelector(".pane .on"))) return;
    press(el);
  } else return;
  e.preventDefault();
});
