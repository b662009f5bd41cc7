// A date is one text field. What was typed is read by the server, which says the weekday and the working days left;
// arrows move by a day, PgUp and PgDn by a month; a calendar of the browser on a button.
import { element, words } from "./words.js";

const WAIT_MS = 180; // after the last letter
const pad = (n) => String(n).padStart(2, "0");
const shown = (day) => `${pad(day.getDate())}/${pad(day.getMonth() + 1)}/${day.getFullYear()}`;
const parsed = (text) => {
  const found = text.match(/^(\d{2})\/(\d{2})\/(\d{4})$/);
  return found ? new Date(+found[3], +found[2] - 1, +found[1]) : null;
};
const moved = (day, days, months) => {
  if (!months) return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
  const last = new Date(day.getFullYear(), day.getMonth() + months + 1, 0).getDate();
  return new Date(day.getFullYear(), day.getMonth() + months, Math.min(day.getDate(), last));
};

for (const input of document.querySelectorAll("input[data-date]")) {
  const hint = document.getElementById(input.getAttribute("aria-describedby")) ??
    input.insertAdjacentElement("afterend", element("div", { className: "hint", role: "status" }));
  const usual = hint.textContent;
  let timer = 0, asked = 0;

  const ask = async () => {
    const mine = ++asked;
    if (!input.value.trim()) { hint.textContent = usual; input.removeAttribute("aria-invalid"); return null; }
    const query = new URLSearchParams({ go: input.value, sau: input.dataset.after ?? "" });
    try {
      const answer = await fetch(`${document.body.dataset.day}?${query}`).then((r) => r.json());
      if (mine !== asked) return null;
      hint.textContent = answer.error ?? `${answer.shown}: ${answer.words}`;
      if (answer.error) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
      return answer;
    } catch { return null; } // no network: the server reads the words when the form is sent
  };
  const put = (text) => { input.value = text; input.dispatchEvent(new Event("input", { bubbles: true })); };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
  input.addEventListener("change", async () => { const answer = await ask(); if (answer?.shown) input.value = answer.shown; });
  input.addEventListener("keydown", async (e) => {
    const by = { ArrowUp: [1, 0], ArrowDown: [-1, 0], PageUp: [0, 1], PageDown: [0, -1] }[e.key];
    if (!by || e.isComposing) return;
    e.preventDefault();
    const answer = parsed(input.value) ? null : await ask();
    const from = parsed(answer?.shown ?? input.value) ?? new Date();
    put(shown(moved(from, ...by)));
  });

  const calendar = element("input", { type: "date", className: "vh", tabIndex: -1, ariaHidden: "true" });
  const button = element("button", { type: "button", className: "btn sm", textContent: words.calendar });
  button.addEventListener("click", () => {
    const day = parsed(input.value);
    calendar.value = day ? `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}` : "";
    calendar.showPicker?.();
  });
  calendar.addEventListener("change", () => { if (calendar.value) put(shown(new Date(`${calendar.value}T00:00`))); });
  const line = element("span", { className: "dateline" });
  input.replaceWith(line);
  line.append(input, button, calendar);
}
