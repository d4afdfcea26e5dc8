// Elements are made with text nodes only: nothing that came with an alert is ever parsed as markup.

/** Makes an element; props are attributes, except class, text, on (listeners) and data. */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name === "text") {
      element.textContent = value;
    } else if (name === "on") {
      for (const [type, listener] of Object.entries(value)) {
        element.addEventListener(type, listener);
      }
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** An age that updates itself; the exact time is its title. */
export function ago(instant, words) {
  return el("time", {datetime: instant, title: exact(instant), data: {ago: words ?? "%", at: instant}, text: ageText(instant, words)});
}

/** Updates all ages on the page. */
export function refreshAges() {
  for (const time of document.querySelectorAll("time[data-ago]")) {
    time.textContent = ageText(time.dataset.at, time.dataset.ago);
  }
}

/** A link if the address is a valid web address; otherwise text only. */
export function outside(title, href) {
  let url;
  try {
    url = new URL(href);
  } catch {
    return el("span", {text: plain(`${title} ${href}`)});
  }
  if ((url.protocol !== "https:" && url.protocol !== "http:") || href.includes("…")) {
    return el("span", {text: plain(`${title} (not a web address: ${href})`)});
  }
  return el("span", {},
    el("a", {href: url.href, target: "_blank", rel: "noopener noreferrer", text: plain(title) || url.host}),
    el("span", {class: "faint", text: ` ${url.host}`}));
}

import {ageText, exact, plain} from "./format.js";
