// What is told after an act stays until it is put away; a person's last filter is offered again on the bare list.
import { element, remembered, words } from "./words.js";

for (const toast of document.querySelectorAll("[data-toast]")) {
  const close = element("button", { type: "button", className: "btn sm", textContent: words.close });
  close.addEventListener("click", () => { toast.remove(); document.getElementById("main")?.focus(); });
  toast.append(close);
}

for (const bar of document.querySelectorAll("[data-filters]")) {
  const name = `filter:${location.pathname.replace(/^\/en\//, "/")}`;
  const query = new URLSearchParams(location.search);
  query.delete("trang");
  for (const [key, value] of [...query]) if (!value) query.delete(key);
  if (query.size) {
    const said = [...bar.querySelectorAll(".fchip")].map((chip) => chip.firstChild.textContent.trim()).filter(Boolean);
    remembered.set(name, { query: query.toString(), said: said.join(", ") });
    continue;
  }
  const last = remembered.get(name);
  if (!last?.said) continue;
  bar.append(element("a", { className: "btn q sm", href: `?${last.query}`, textContent: `${words.last} ${last.said}` }));
}
