// Evidence from a phone: each file is sent on its own and kept on this device until the server has it.
// Without this file the form sends everything at once.

const DAYS = 7;
const store = () => new Promise((done, fail) => {
  const ask = indexedDB.open("nguon-evidence", 1);
  ask.onupgradeneeded = () => ask.result.createObjectStore("files", { keyPath: "key" });
  ask.onsuccess = () => done(ask.result);
  ask.onerror = () => fail(ask.error);
});
const within = async (mode, act) => {
  try {
    const files = (await store()).transaction("files", mode).objectStore("files");
    return await new Promise((done, fail) => {
      const ask = act(files);
      ask.onsuccess = () => done(ask.result);
      ask.onerror = () => fail(ask.error);
    });
  } catch { return undefined; } // storage is closed: the page itself still holds the files
};

for (const form of document.querySelectorAll("[data-give]")) {
  const queue = form.querySelector(".queue");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const who = document.body.dataset.person || "-"; // two people of one name share no files
  const waiting = [];
  let running = false, sent = 0;
  form.classList.add("on");

  const row = (item) => {
    queue.hidden = false;
    item.row = document.createElement("li");
    item.said = document.createElement("span");
    item.row.append(item.said);
    queue.append(item.row);
    say(item, form.dataset.left);
  };
  const say = (item, words, bad = false) => {
    item.said.textContent = `${item.file.name}: ${words}`;
    item.row.classList.toggle("bad", bad);
  };
  const post = (item) => new Promise((done) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", token);
    data.append("form_key", item.key);
    data.append("note", item.note);
    data.append("files", item.file, item.file.name);
    const ask = new XMLHttpRequest();
    ask.open("POST", form.action);
    ask.setRequestHeader("X-Requested-With", "fetch");
    ask.upload.onprogress = (e) => { if (e.lengthComputable) say(item, `${Math.floor(100 * e.loaded / e.total)}%`); };
    ask.onload = () => done(ask);
    ask.onerror = ask.onabort = () => done(null);
    ask.send(data);
  });
  const go = async () => {
    if (running) return;
    running = true;
    while (waiting.length) {
      const item = waiting[0];
      const answer = await post(item); // whether there is a network, only the server knows
      let said = null;
      try { said = answer && JSON.parse(answer.responseText); } catch { /* no answer of ours: kept */ }
      if (!said) { say(item, form.dataset.waiting, true); break; }
      waiting.shift();
      await within("readwrite", (files) => files.delete(item.key));
      if (said.refused.length) say(item, said.refused.join(" "), true);
      else { say(item, form.dataset.sent); sent += 1; }
    }
    running = false;
    if (sent && !waiting.length && !queue.querySelector(".bad")) location.reload();
  };
  const add = async (file) => {
    const note = form.querySelector("[name=note]").value;
    const item = { key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`, at: Date.now(), who, action: form.action, note, file };
    row(item);
    waiting.push(item);
    await within("readwrite", (files) => files.put({ key: item.key, at: item.at, who, action: item.action, note, file }));
  };
  for (const input of form.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const chosen = [...input.files];
      input.value = "";
      for (const file of chosen) await add(file);
      go();
    });
  }
  within("readonly", (files) => files.getAll()).then((kept) => {
    for (const item of kept ?? []) {
      if (Date.now() - item.at > DAYS * 864e5) within("readwrite", (files) => files.delete(item.key));
      else if (item.who === who && item.action === form.action && !waiting.some((one) => one.key === item.key)) {
        row(item);
        waiting.push(item);
      }
    }
    if (waiting.length) go();
  });
  addEventListener("online", go);
  form.addEventListener("submit", (e) => {
    const typed = form.querySelector("[name=number]").value || form.querySelector("[name=link]").value;
    if (waiting.length && !typed) { e.preventDefault(); go(); }
  });
}
