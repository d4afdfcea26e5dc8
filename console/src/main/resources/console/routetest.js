// The route tester: where an alert with some labels would go, by the policy in force.
import {el} from "./dom.js";
import {clock, plain} from "./format.js";
import {post} from "./server.js";

/** Labels as NAME=VALUE, one a line or separated by commas or blanks; quotes around a value that holds one. */
function labelsOf(text) {
  const labels = {};
  let rest = text.trim().replace(/^\{|\}$/g, "").trim();
  while (rest) {
    const found = /^([^\s=,]+)\s*=\s*(?:"([^"]*)"|([^\s,]*))[\s,]*/.exec(rest);
    if (!found) {
      throw new Error(`This is not a label: ${rest.slice(0, 40)}. Write name=value.`);
    }
    labels[found[1]] = found[2] ?? found[3];
    rest = rest.slice(found[0].length);
  }
  return labels;
}

function length(seconds) {
  return seconds === 0 ? "at once" : seconds % 60 ? `after ${seconds} s` : `after ${seconds / 60} min`;
}

function targetText({name, people, by}) {
  return by ? `${people.map(plain).join(", ")} (${plain(name)}, ${plain(by)})` : plain(name);
}

function step(each) {
  return el("li", {class: "line"},
    el("span", {class: "faint", text: `${length(each.afterSeconds)}, ${clock(each.due)}`}),
    el("span", {class: "grow", dir: "auto", text: each.targets.map(targetText).join("; ")}),
    each.condition ? el("span", {class: "faint", dir: "auto", text: `if ${plain(each.condition)}`}) : null,
    each.pages ? null : el("span", {class: "dot", data: {tone: "quiet"}, text: "not for this alert"}));
}

function escalation(each) {
  const title = each.route ? `Route ${plain(each.route)}` : `Escalation ${plain(each.ladder)}`;
  return [el("h3", {dir: "auto", text: title}),
    each.mutedBy ? el("p", {class: "notice bad", dir: "auto", text: `Muted: ${plain(each.mutedBy)}`}) : null,
    each.steps.length === 0 ? el("p", {text: "Pages nobody: it has no steps."}) : el("ol", {class: "rows"}, each.steps.map(step)),
    each.repeats > 0 ? el("p", {class: "faint", text: `Runs again ${each.repeats} times, ${length(each.repeatSeconds)}, until somebody acknowledges.`}) : null];
}

function result(trial) {
  return [el("dl", {class: "card"},
    el("dt", {text: "Severity"}), el("dd", {dir: "auto", text: plain(trial.severity)}),
    el("dt", {text: "Rule"}), el("dd", {dir: "auto", text: `${plain(trial.rule)}: ${plain(trial.why)}`}),
    el("dt", {text: "Service"}), el("dd", {dir: "auto", text: plain(trial.service)}),
    trial.team ? [el("dt", {text: "Team"}), el("dd", {dir: "auto", text: plain(trial.team)})] : [],
    el("dt", {text: "Incident key"}), el("dd", {}, el("code", {text: plain(trial.incidentKey)}))),
  trial.hiddenBy.map(why => el("p", {class: "notice bad", dir: "auto", text: `Hidden by ${plain(why)}`})),
  trial.routes.length ? el("ul", {class: "rows"}, trial.routes.map(route => el("li", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: plain(route.route)}),
    el("span", {class: "dot", data: {tone: route.outcome === "takes" ? "good" : "quiet"}, text: plain(route.outcome)}), el("span", {class: "faint", dir: "auto", text: plain(route.why)})))) : [],
  trial.escalations.map(escalation)].flat(Infinity).filter(Boolean);
}

let element;

/** Lives as long as the page, so that what was typed stays when the view is read again. */
export function routeTester() {
  if (element) {
    return element;
  }
  const labels = el("textarea", {id: "r-labels", rows: 3, maxlength: 4000, spellcheck: "false", placeholder: "alertname=HighErrorRate service=checkout severity=critical"});
  const source = el("input", {id: "r-source", maxlength: 100, placeholder: "alertmanager"});
  const at = el("input", {id: "r-at", type: "datetime-local"});
  const answer = el("div", {class: "answer", role: "status"});
  const ask = async event => {
    event.preventDefault();
    try {
      const body = {labels: labelsOf(labels.value), ...(source.value.trim() ? {source: source.value.trim()} : {}), ...(at.value ? {at: new Date(at.value).toISOString()} : {})};
      answer.removeAttribute("data-tone");
      answer.replaceChildren(...result(await post("/api/policy/route", body)));
    } catch (failure) {
      answer.dataset.tone = "bad";
      answer.replaceChildren(el("p", {dir: "auto", text: plain(failure.message)}));
    }
  };
  element = el("section", {class: "group wide"}, el("h2", {text: "Route tester"}),
    el("form", {class: "card tester", on: {submit: ask}},
      el("p", {class: "faint", text: "Where would an alert with these labels go, and who would be paged? Nothing is sent."}),
      el("div", {class: "fields"},
        el("div", {}, el("label", {for: "r-labels", text: "Labels (name=value)"}), labels),
        el("div", {}, el("label", {for: "r-source", text: "Source (empty: alertmanager)"}), source),
        el("div", {}, el("label", {for: "r-at", text: "Time (empty: now)"}), at)),
      el("div", {class: "buttons"}, el("button", {type: "submit", class: "primary", text: "Test"}))), answer);
  return element;
}
