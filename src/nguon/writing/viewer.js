"use strict";
// Without this script every outline and every line is a link to the other; the script lights both at once.
(() => {
  let lit = [];
  const numbers = (element) => element.dataset.v.split(" ");
  const light = (number) => {
    lit.forEach((element) => element.classList.remove("on"));
    lit = number ? [...document.querySelectorAll(`[data-v~="${number}"]`)] : [];
    lit.forEach((element) => element.classList.add("on"));
  };
  const owner = (event) => (event.target instanceof Element ? event.target.closest("[data-v]") : null);
  const show = (element) => {
    const box = element.getBoundingClientRect();
    const pane = element.closest("#document, #values").getBoundingClientRect();
    const top = Math.max(pane.top, 0), bottom = Math.min(pane.bottom, innerHeight);
    if (box.top < top || box.bottom > bottom) element.scrollIntoView({ block: "center" });
  };
  for (const name of ["pointerover", "focusin"])
    document.addEventListener(name, (event) => {
      const element = owner(event);
      light(element && numbers(element)[0]);
    });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#b"], a[href^="#v"]') : null;
    const element = link && owner(event);
    if (!element) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    show(target);
    const focusable = target.matches("a") ? target : target.querySelector("a");
    if (focusable) focusable.focus({ preventScroll: true });
    light(numbers(element)[0]);
  });
})();
