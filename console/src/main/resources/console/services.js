// The services: a map of what depends on what, and a list with incidents, teams and who is paged.
import {el} from "./dom.js";
import {count, plain} from "./format.js";

const BOX = {width: 170, height: 46, gapX: 26, gapY: 54};
const LONGEST = 20;
let words = "";

function svg(tag, props = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) {
    if (value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter(Boolean));
  return element;
}

function board(service) {
  return `#/?service=${encodeURIComponent(service.name)}`;
}

function tone(service) {
  return service.open.length === 0 ? "good" : String(Math.min(service.open[0].rank, 4));
}

function standing(service) {
  return service.open.length === 0 ? "no open incidents" : service.open.map(each => `${each.count} ${plain(each.severity)}`).join(", ");
}

/** Puts services of a layer near those that depend on them, so that fewer lines cross. */
function places(services) {
  const layers = [];
  services.forEach(service => (layers[service.layer] ??= []).push(service));
  const rows = layers.filter(Boolean);
  const x = new Map();
  rows.forEach((row, depth) => {
    if (depth > 0) {
      const middle = service => {
        const above = services.filter(each => each.dependsOn.includes(service.name) && x.has(each.name)).map(each => x.get(each.name));
        return above.length === 0 ? Infinity : above.reduce((sum, each) => sum + each, 0) / above.length;
      };
      const wanted = new Map(row.map(service => [service.name, middle(service)]));
      row.sort((a, b) => wanted.get(a.name) - wanted.get(b.name));
    }
    row.forEach((service, place) => x.set(service.name, (place - (row.length - 1) / 2) * (BOX.width + BOX.gapX)));
  });
  const widest = Math.max(...rows.map(row => row.length));
  const width = widest * (BOX.width + BOX.gapX) + BOX.width;
  return {width, height: rows.length * (BOX.height + BOX.gapY) - BOX.gapY + 8, at: new Map(rows.flatMap((row, depth) => row.map(service => [service.name, {x: x.get(service.name) + width / 2, y: depth * (BOX.height + BOX.gapY) + 4}])))};
}

function short(text) {
  const shown = plain(text);
  return [...shown].length > LONGEST ? `${[...shown].slice(0, LONGEST - 1).join("")}\u2026` : shown;
}

function node(service, {x, y}) {
  return svg("a", {href: board(service), "aria-label": `${plain(service.name)}: ${standing(service)}`}, svg("g", {class: "service-node", "data-tone": tone(service), transform: `translate(${x - BOX.width / 2} ${y})`},
    svg("title", {}, `${plain(service.name)}: ${standing(service)}`), svg("rect", {width: BOX.width, height: BOX.height, rx: 8}),
    svg("text", {x: 12, y: 20, class: "service-name"}, short(service.name)), svg("text", {x: 12, y: 37, class: "service-standing"}, short(service.open.length === 0 ? "ok" : standing(service)))));
}

/** A line that passes more than one layer goes around the boxes between; one that goes up closes a cycle. */
function line(from, to) {
  const start = from.y + BOX.height;
  const end = to.y;
  const passes = Math.round(Math.abs(end - from.y) / (BOX.height + BOX.gapY)) !== 1 && Math.abs(from.x - to.x) < BOX.width;
  const side = passes || end <= from.y ? BOX.width * 0.9 : 0;
  const bend = Math.max(24, Math.abs(end - start) / 2);
  const from2 = side ? from.x + BOX.width / 4 : from.x;
  const to2 = side ? to.x + BOX.width / 4 : to.x;
  return svg("path", {class: "service-line", d: `M ${from2} ${start} C ${from2 + side} ${start + bend}, ${to2 + side} ${end - bend}, ${to2} ${end - 5}`, "marker-end": "url(#service-arrow)"});
}

function map(services) {
  const drawn = services.filter(service => service.dependsOn.length > 0 || services.some(other => other.dependsOn.includes(service.name)));
  if (drawn.length === 0) {
    return el("p", {class: "pad faint", text: "The policy declares no dependencies. Declare them under `services`: depends-on."});
  }
  const {width, height, at} = places(drawn);
  const lines = drawn.flatMap(service => service.dependsOn.filter(needed => at.has(needed)).map(needed => line(at.get(service.name), at.get(needed))));
  return el("div", {class: "service-map", tabindex: "0", role: "group", "aria-label": "Map of dependencies; the list below has the same"},
    svg("svg", {viewBox: `0 0 ${width} ${height}`, width, height}, svg("defs", {}, svg("marker", {id: "service-arrow", viewBox: "0 0 8 8", refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto"}, svg("path", {d: "M 0 0 L 8 4 L 0 8 z", class: "service-arrow"}))),
      lines, drawn.map(service => node(service, at.get(service.name)))));
}

function people(paged) {
  return paged.people.length === 1 && paged.people[0] === paged.target ? plain(paged.target) : `${paged.people.map(plain).join(", ")} (${plain(paged.target)})`;
}

function row(service) {
  return el("li", {},
    el("div", {class: "line"}, el("a", {class: "grow", href: board(service), dir: "auto"}, el("strong", {text: plain(service.name)})),
      service.open.length === 0 ? el("span", {class: "dot", data: {tone: "good"}, text: "no open incidents"}) : service.open.map(each => el("span", {class: "severity", data: {rank: Math.min(each.rank, 4)}, text: `${each.count} ${plain(each.severity)}`})),
      service.unacknowledged > 0 ? el("span", {class: "dot", data: {tone: "bad"}, text: `${service.unacknowledged} unacknowledged`}) : null),
    el("p", {class: "faint", dir: "auto"}, [service.teams.length > 0 ? `Team ${service.teams.map(plain).join(", ")}` : "", service.system ? `part of ${plain(service.system)}` : "", service.declared ? "" : "not declared in the policy"].filter(Boolean).join(" \u00b7 ")),
    el("p", {dir: "auto"}, el("span", {class: "faint", text: "Paged first: "}), service.pages.length === 0 ? "nobody" : service.pages.map(people).join("; ")),
    service.dependsOn.length > 0 ? el("p", {class: "faint", dir: "auto", text: `Depends on ${service.dependsOn.map(plain).join(", ")}`}) : null);
}

/** The view; it keeps its search while incidents come and go. */
export function serviceList({services}) {
  const rows = el("ul", {class: "rows"});
  const tally = el("p", {class: "faint pad", role: "status"});
  const show = () => {
    const shown = services.filter(service => words.toLowerCase().split(/\s+/).every(word => [service.name, service.system ?? "", ...service.teams].join("\n").toLowerCase().includes(word)));
    const worst = service => service.open[0]?.rank ?? 99;
    rows.replaceChildren(...[...shown].sort((a, b) => worst(a) - worst(b) || (a.name < b.name ? -1 : 1)).map(row));
    tally.textContent = count(shown.length, "service", "services");
  };
  const search = el("input", {id: "service-search", type: "search", value: words, "aria-label": "Search services", placeholder: "Service or team", on: {input: () => {
    words = search.value;
    show();
  }}});
  show();
  return [el("section", {class: "group wide"}, el("h1", {class: "view", text: "Services"}), map(services),
    el("div", {class: "filters"}, search), tally, rows)];
}
