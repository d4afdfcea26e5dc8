// Plots by Chart.js, in the colours of the page. Each plot has its table beside it, so a reader of a screen needs no picture.
import {el} from "./dom.js";
import {plain} from "./format.js";

const shown = new Set();
let library;

/** Loads the library when a plot is needed first. */
function load() {
  library ??= import("./vendor/chart.js").then(() => globalThis.Chart);
  return library;
}

/** Colours as the style sheet has them now, or as it has them on paper. */
function colours(paper) {
  const style = getComputedStyle(paper ? document.querySelector(".paper") ?? document.body : document.documentElement);
  const value = name => style.getPropertyValue(name).trim();
  return {ink: value("--ink"), faint: value("--faint"), line: value("--line"), accent: value("--accent"), good: value("--good"), bad: value("--bad"), warn: value("--warn"), night: value("--s4"),
    severities: ["--s1", "--s2", "--s3", "--s4"].map(value)};
}

function paint(chart, config, paper) {
  const colour = colours(paper);
  chart.data = config.data(colour);
  chart.options = options(config, colour);
  chart.update("none");
}

function axis(title, colour, more) {
  return {title: {display: Boolean(title), text: title, color: colour.faint}, ticks: {color: colour.faint, maxRotation: 0, autoSkip: true, autoSkipPadding: 8, ...more?.ticks}, grid: {color: colour.line}, border: {color: colour.line}, stacked: more?.stacked, beginAtZero: true};
}

function options({sideways, stacked, unit, tick, small}, colour) {
  const names = axis("", colour, {stacked, ticks: {autoSkip: !sideways}});
  const numbers = {...axis(unit, colour, {stacked, ticks: {...(tick ? {callback: tick} : {precision: 0}), ...(small ? {maxTicksLimit: 4} : {})}}), beginAtZero: !small};
  return {
    animation: false, responsive: true, maintainAspectRatio: false, indexAxis: sideways ? "y" : "x", color: colour.ink,
    interaction: {mode: "index", intersect: false, axis: sideways ? "y" : "x"},
    scales: sideways ? {x: numbers, y: {...names, grid: {display: false}}} : {x: {...names, grid: {display: false}}, y: numbers},
    plugins: {legend: {display: !small, position: "bottom", labels: {color: colour.ink, boxWidth: 12}}, tooltip: tick ? {callbacks: {label: item => `${item.dataset.label}: ${tick(Number(item.raw))}`}} : {}},
  };
}

/**
 * A bar chart.
 *
 * config: label (what a reader hears), data(colours) as Chart.js takes it, sideways, stacked, unit, tick(value), rows (number of bars
 * of a sideways chart, for its height).
 */
export function plot(config) {
  const canvas = el("canvas", {role: "img", "aria-label": plain(config.label)});
  const size = config.small ? "small" : config.sideways ? config.rows > 6 ? "tall" : config.rows > 3 ? "usual" : "low" : "usual";
  const box = el("div", {class: "plot", data: {size}}, canvas);
  load().then(Chart => {
    const chart = new Chart(canvas, {type: config.type ?? "bar", data: config.data(colours(false)), options: options(config, colours(false))});
    shown.add({chart, config});
  }).catch(failure => box.replaceChildren(el("p", {class: "faint", text: `The plot cannot be shown: ${plain(failure.message)}`})));
  return box;
}

/** Forgets the plots of a view that is left. */
export function clearPlots() {
  shown.forEach(({chart}) => chart.destroy());
  shown.clear();
}

function repaint(paper) {
  shown.forEach(({chart, config}) => paint(chart, config, paper));
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(false));
addEventListener("beforeprint", () => {
  repaint(true);
  shown.forEach(({chart}) => chart.resize(620, 220));
});
addEventListener("afterprint", () => {
  shown.forEach(({chart}) => chart.resize());
  repaint(false);
});
