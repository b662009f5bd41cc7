// Checking: a value and its place on the page light up together, and a click on one brings the other into view.
import { element, remembered, words } from "./words.js";

const split = document.querySelector(".split");
const NARROW = 25, WIDE = 70, STEP = 2; // hundredths of the width

const light = (number, from) => {
  for (const el of document.querySelectorAll(".on")) el.classList.remove("on");
  for (const el of document.querySelectorAll(`[data-v="${number}"]`)) {
    el.classList.add("on");
    const r = el.getBoundingClientRect();
    const box = el.closest(".view, .pane")?.getBoundingClientRect();
    if (!el.contains(from) && box && (r.top < box.top + 40 || r.bottom > box.bottom)) el.scrollIntoView({ block: "center" });
  }
};

const rows = split ? [...split.querySelectorAll(".pane [data-v]")] : [];
const go = (by, fits = () => true) => {
  const at = rows.findIndex((row) => row.classList.contains("on"));
  for (let i = at + by; i >= 0 && i < rows.length; i += by) {
    if (fits(rows[i])) { rows[i].scrollIntoView({ block: "nearest" }); light(rows[i].dataset.v, rows[i]); return; }
  }
};

const divider = () => {
  const bar = element("div", { className: "divider", tabIndex: 0, role: "separator", ariaLabel: words.divider,
    ariaOrientation: "vertical", ariaValueMin: NARROW, ariaValueMax: WIDE });
  const put = (share) => {
    const kept = Math.max(NARROW, Math.min(WIDE, Math.round(share)));
    split.style.setProperty("--share", `${kept}%`);
    bar.ariaValueNow = kept;
    remembered.set("divider", kept);
  };
  put(remembered.get("divider") ?? 46);
  bar.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[e.key];
    if (by) { put(+bar.ariaValueNow + by); e.preventDefault(); }
  });
  bar.addEventListener("pointerdown", (e) => bar.setPointerCapture(e.pointerId));
  bar.addEventListener("pointermove", (e) => {
    const box = split.getBoundingClientRect();
    if (bar.hasPointerCapture(e.pointerId)) put((100 * (e.clientX - box.left)) / box.width);
  });
  split.querySelector(".view").after(bar);
  split.classList.add("movable");
};

const zoom = () => {
  const button = split.querySelector("[data-zoom]");
  if (!button || !split.querySelector(".sheet")) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const view = split.querySelector(".view");
    const large = view.classList.toggle("large");
    button.setAttribute("aria-pressed", String(large));
    view.querySelector(".on")?.scrollIntoView({ block: "center", inline: "center" });
  });
};

const edit = (row) => {
  const fix = row.querySelector(".fix");
  if (!fix) return false;
  fix.open = true;
  const field = fix.querySelector("input:not([type=hidden]), textarea");
  field?.focus();
  field?.select();
  return true;
};

const lightAddress = () => {
  const found = location.hash.match(/^#[vb](\d+)$/);
  if (found) light(found[1]);
};

if (split) {
  divider();
  zoom();
  lightAddress();
  addEventListener("hashchange", lightAddress);
  document.addEventListener("click", (e) => {
    const mark = e.target.closest("[data-v]");
    if (!mark || e.target.closest(".fix, form")) return;
    if (e.target.closest("a")) e.preventDefault();
    light(mark.dataset.v, e.target);
  });
  split.addEventListener("dblclick", (e) => {
    const row = e.target.closest(".pane [data-v]");
    if (row && !e.target.closest(".fix, form, a")) edit(row);
  });
  addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.target.closest("input, textarea, select, button, summary, dialog") || remembered.get("letters") === false) return;
    const on = split.querySelector(".pane .on");
    const key = e.key.toLowerCase();
    if (key === "j") go(1);
    else if (key === "k") go(-1);
    else if (key === "n" && on) go(1, (row) => row.classList.contains("look"));
    else if (key === "enter" && on && (!e.target.closest("a") || e.target.closest("[data-v]"))) { go(1); e.preventDefault(); }
    else if (key === "e" && on && edit(on)) e.preventDefault();
  });
}
