// The search for a body answers while one types; ↓ goes into the answers, ↑ back. Without script it is a search form.
import { words } from "./words.js";

const WAIT_MS = 150; // after the last letter

for (const form of document.querySelectorAll("[data-pick]")) {
  const input = form.querySelector("input:not([type=hidden])");
  const into = document.getElementById(form.dataset.into);
  const ticks = () => [...into.querySelectorAll("input")];
  let timer = 0, asked = 0;

  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(`${form.dataset.pick}?${new URLSearchParams(new FormData(form))}`);
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const chosen = ticks().filter((tick) => tick.checked).map((tick) => tick.closest("label"));
      const known = new Set(chosen.map((label) => label.querySelector("input").value));
      const fresh = [...page.body.children].filter((one) => !known.has(one.querySelector("input")?.value));
      into.replaceChildren(...chosen, ...fresh);
      input.setAttribute("aria-description", `${ticks().length} ${words.found}`);
    } catch { /* no network: the button searches later */ }
  };

  input.addEventListener("input", (e) => { if (!e.isComposing) { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); } });
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" && ticks().length) { ticks()[0].focus(); e.preventDefault(); }
  });
  form.addEventListener("submit", (e) => { e.preventDefault(); ask(); });
  into.addEventListener("keydown", (e) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (!by) return;
    e.preventDefault();
    const at = ticks().indexOf(e.target) + by;
    (at < 0 ? input : ticks()[at])?.focus();
  });
}
