// Words of the page's language, and what this device remembers for the person who is signed in.
export const words = document.getElementById("words")?.dataset ?? {};
const person = document.body.dataset.person || "-";

// Storage may be closed (private windows, full disks): then nothing is remembered, and nothing breaks.
export const remembered = {
  name: (key) => `nguon:${person}:${key}`,
  get(key) { try { return JSON.parse(localStorage.getItem(this.name(key))); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(this.name(key), JSON.stringify(value)); } catch { /* not kept */ } },
  drop(key) { try { localStorage.removeItem(this.name(key)); } catch { /* was not kept */ } },
  keys(start) {
    try {
      const from = this.name(start);
      return Object.keys(localStorage).filter((key) => key.startsWith(from)).map((key) => key.slice(this.name("").length));
    } catch { return []; }
  },
};

export const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};
