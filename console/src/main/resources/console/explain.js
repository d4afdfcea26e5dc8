// Explain: the chain of an incident, and why a person was not paged.
import {el} from "./dom.js";
import {clock, exact, plain} from "./format.js";
import {get} from "./server.js";

const WORDS = {ADVANCES: "good", PAGES: "good", INFORMS: "good", WITHHOLDS: "bad", FAILS: "bad", DELAYS: "warn", ENDS: "warn", NOTES: ""};

function place(record) {
  return el("code", {class: "faint", text: `${record.topic}-${record.partition}@${record.offset}`});
}

function by(link) {
  return [link.rule ? `rule ${plain(link.rule)}` : "", link.policyVersion >= 0 ? `policy version ${link.policyVersion}` : ""].filter(Boolean).join(", ");
}

function link(each, chosen) {
  return el("li", {data: {main: each.main, record: each.id, ...(each.id === chosen ? {chosen: true} : {})}},
    el("time", {datetime: each.at, title: exact(each.at), text: clock(each.at)}),
    el("div", {},
      el("p", {dir: "auto"}, el("span", {class: "dot", data: {tone: WORDS[each.effect] ?? ""}, text: `${each.stage}/${each.kind}`}), " ", plain(each.sentence)),
      each.reason ? el("p", {class: "faint", dir: "auto", text: plain(each.reason)}) : null,
      each.remedy ? el("p", {class: "faint", dir: "auto", text: `For a page: ${plain(each.remedy)}`}) : null,
      el("p", {class: "faint"}, by(each) ? `${by(each)} · ` : "", place(each.record))));
}

function verdict(each) {
  return el("li", {},
    el("p", {dir: "auto"}, el("strong", {text: plain(each.sentence)})),
    el("p", {class: "faint", dir: "auto", text: `For a page: ${plain(each.remedy)}`}),
    each.record ? el("p", {class: "faint"}, place(each.record)) : null);
}

function incomplete(answer) {
  return answer.complete ? null : el("p", {class: "notice warn", text: "Records are missing: the log was too long to read, or Kafka did not answer."});
}

/** Asks why a person was not paged for the incident. */
function personForm(incident) {
  const person = el("input", {id: "explain-person", autocomplete: "off", maxlength: 120, required: true, placeholder: "name in the policy"});
  const at = el("input", {id: "explain-at", type: "datetime-local", step: 1});
  const answer = el("div", {role: "status"});
  const ask = async event => {
    event.preventDefault();
    answer.replaceChildren(el("p", {class: "faint", text: "Reading the log …"}));
    try {
      const time = at.value ? `&at=${encodeURIComponent(new Date(at.value).toISOString())}` : "";
      const found = await get(`/api/explain/people/${encodeURIComponent(person.value.trim())}?incident=${encodeURIComponent(incident)}${time}`);
      answer.replaceChildren(...[el("ul", {class: "rows"}, found.verdicts.map(verdict)), incomplete(found)].filter(Boolean));
    } catch (failure) {
      answer.replaceChildren(el("p", {class: "notice bad", text: plain(failure.message)}));
    }
  };
  return el("section", {class: "part"}, el("h2", {text: "Why was a person not paged?"}),
    el("form", {class: "explain-person", on: {submit: ask}},
      el("div", {}, el("label", {for: "explain-person", text: "Person"}), person),
      el("div", {}, el("label", {for: "explain-at", text: "At (default: now)"}), at),
      el("button", {type: "submit", text: "Explain"})), answer);
}

/** Shows the chain of an incident; record is the ID of the record that the reader came from, or empty. */
export async function showExplanation(root, incident, record) {
  const back = el("a", {class: "explain", href: `#/incident/${encodeURIComponent(incident)}`, text: "← Incident"});
  root.replaceChildren(back, el("p", {class: "faint", text: "Reading the log …"}));
  try {
    const chain = await get(`/api/explain/incidents/${encodeURIComponent(incident)}`);
    const list = el("ol", {class: "timeline chain", data: {all: false}}, chain.links.map(each => link(each, record)));
    const more = chain.links.filter(each => !each.main && each.id !== record).length;
    const all = el("input", {id: "explain-all", type: "checkbox", on: {change: event => {
      list.dataset.all = event.target.checked;
    }}});
    root.replaceChildren(...[back, el("header", {class: "head"}, el("h1", {text: "Explanation"}),
      el("p", {class: "faint", text: "Each decision about the incident, from the request of the source to the answer of the provider."})),
      incomplete(chain),
      el("section", {class: "part"}, el("h2", {text: "Chain"}),
        more > 0 ? el("p", {}, all, el("label", {for: "explain-all", text: ` Show all records (${more} more)`})) : null, list),
      personForm(incident)].filter(Boolean));
    list.querySelector("[data-chosen]")?.scrollIntoView({block: "center"});
  } catch (failure) {
    root.replaceChildren(back, el("p", {class: "notice bad", text: plain(failure.message)}));
  }
}
