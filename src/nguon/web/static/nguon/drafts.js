// Nothing typed is lost: the fields of a form stay on this device from the first letter until the server has said, by
// the key of the form in a cookie, that it was carried out. An ended session, a cut network, a killed server bring the
// words back on the next visit of the page by the same person.
import { element, remembered, words } from "./words.js";

const KEPT_DAYS = 14;
const TELLS_APART = ["act", "field", "phrase", "kind_of_form"]; // hidden fields that name one form of several

const fields = (form) => [...form.elements].filter((f) =>
  f.name && f.matches("textarea, select, input:not([type=hidden], [type=file], [type=password], [type=submit])"));
const read = (form) => fields(form).map((f) => [f.name, f.value, f.checked ?? false]);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const draftName = (form) => {
  const apart = TELLS_APART.map((name) => form.elements[name]).filter((f) => f?.type === "hidden").map((f) => f.value);
  return `draft:${new URL(form.action, location.href).pathname.replace(/^\/en\//, "/")}|${apart.join("|")}`;
};

const done = () => {
  const found = document.cookie.match(/(?:^|; )nguon_done=([^;]*)/);
  return found ? found[1].replaceAll('"', "").split(".") : [];
};

const tell = (form, name, draft) => {
  const at = new Date(draft.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const note = element("p", { className: "s mute draft" }, `${words.draft} ${at} `);
  const drop = element("button", { type: "button", className: "btn q sm", textContent: words.throw });
  drop.addEventListener("click", () => { remembered.drop(name); form.reset(); note.remove(); });
  note.append(drop);
  form.append(note);
};

const watch = (form) => {
  const name = draftName(form);
  const before = read(form);
  let draft = remembered.get(name);
  if (draft && !same(draft.values, before)) {
    for (const f of fields(form)) {
      const kept = draft.values.find(([n, value]) => n === f.name && (!/checkbox|radio/.test(f.type) || value === f.value));
      if (!kept) continue;
      if (/checkbox|radio/.test(f.type)) f.checked = kept[2]; else f.value = kept[1];
    }
    form.closest("details")?.setAttribute("open", "");
    tell(form, name, draft);
  }
  form.addEventListener("input", () => {
    draft = { ...draft, at: Date.now(), values: read(form) };
    remembered.set(name, draft);
  });
  form.addEventListener("submit", () => {
    const key = form.elements.form_key;
    const values = read(form);
    if (!draft && same(values, before)) return;
    // The very same words sent again are the same form: the server carries them out once, though an answer was lost.
    if (key && draft?.sent && same(draft.sent, values)) key.value = draft.key;
    draft = { at: Date.now(), values, sent: values, key: key?.value };
    remembered.set(name, draft);
  });
};

const carriedOut = done();
for (const name of remembered.keys("draft:")) {
  const draft = remembered.get(name);
  if (!draft || carriedOut.includes(draft.key) || Date.now() - draft.at > KEPT_DAYS * 86_400_000) remembered.drop(name);
}
if (document.body.dataset.person) {
  for (const form of document.querySelectorAll("form[method=post]:not([data-nodraft])")) {
    if (!form.querySelector("[type=password]") && fields(form).length) watch(form);
  }
}
