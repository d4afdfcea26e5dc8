// The policy in force: version, people, channels, text.
import {ago, el} from "./dom.js";
import {plain} from "./format.js";
import {routeTester} from "./routetest.js";
import {get} from "./server.js";

/** The view. */
export async function policyView() {
  const [policy, source] = await Promise.all([get("/api/policy"), get("/api/policy/text")]);
  return [el("section", {class: "group wide"}, el("h1", {class: "view", text: "Policy"}),
    el("dl", {class: "card"},
      el("dt", {text: "Name"}), el("dd", {dir: "auto", text: plain(policy.name)}),
      el("dt", {text: "Version"}), el("dd", {text: policy.version === 0 ? "built in: nobody has applied a policy yet" : policy.version}),
      policy.author ? [el("dt", {text: "Applied by"}), el("dd", {dir: "auto"}, plain(policy.author), policy.publishedAt ? [", ", ago(policy.publishedAt, "% ago")] : [])] : [],
      el("dt", {text: "Severities"}), el("dd", {text: policy.severities.map(plain).join(", ")}),
      el("dt", {text: "Targets"}), el("dd", {dir: "auto", text: policy.people.map(plain).join(", ") || "none"}),
      el("dt", {text: "Roles"}), el("dd", {dir: "auto", text: policy.roles.map(plain).join(", ") || "any name"}))),
  routeTester(),
  el("section", {class: "group wide"}, el("h2", {text: "Channels"}),
    el("ul", {class: "rows"}, policy.channels.map(channel => el("li", {class: "line"}, el("strong", {class: "grow", dir: "auto", text: plain(channel.name)}), el("span", {class: "faint", text: plain(channel.type)}),
      channel.cleared ? el("span", {class: "dot", text: "cleared"}) : null))),
    el("p", {class: "faint pad"}, "Test one with ", el("code", {text: "tocsin channel test NAME"}), ".")),
  el("section", {class: "group wide"}, el("h2", {text: "Text"}),
    el("p", {class: "faint pad"}, "Compare versions with ", el("code", {text: "tocsin policy diff"}), "; secrets are references."),
    el("pre", {class: "card source", tabindex: 0, "aria-label": "Text of the policy", text: source.text}))];
}
