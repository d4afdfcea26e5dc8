// Tests of channels: one harmless message to one target, and what came back.
import {askIn} from "./dialog.js";
import {ago, el} from "./dom.js";
import {plain} from "./format.js";
import {keepName, personName} from "./person.js";
import {post} from "./server.js";
import {mayAct} from "./session.js";
import {tell} from "./toast.js";

const WORDS = {requested: ["warn", "Under way"], delivered: ["good", "Delivered"], failed: ["bad", "Not delivered"], refused: ["bad", "Not sent"]};

async function ask({channel, testTargets}) {
  const target = el("select", {id: "test-target"}, testTargets.map(name => el("option", {value: name, text: plain(name)})));
  const name = el("input", {id: "test-name", autocomplete: "name", maxlength: 120, required: true, value: personName()});
  const agreed = await askIn(`Test ${plain(channel)}`, [el("p", {text: "Sends one message that says it is a test, and closes what it opens. Only the target is notified."}),
    el("div", {}, el("label", {for: "test-target", text: "Target"}), target),
    el("div", {}, el("label", {for: "test-name", text: "Your name"}), name)], "Send test", name.value ? target : name);
  if (!agreed) {
    return null;
  }
  keepName(name.value.trim());
  return {target: target.value, actor: name.value.trim()};
}

async function test(channel, button, again) {
  const body = await ask(channel);
  if (!body) {
    return;
  }
  button.disabled = true;
  try {
    await post(`/api/channels/${encodeURIComponent(channel.channel)}/test`, body);
  } catch (failure) {
    tell(`Not tested: ${failure.message}`, "bad");
  }
  button.disabled = false;
  again();
}

/** The button of a channel; none if there is nobody to send to, or the person may not. */
export function testButton(channel, again) {
  if (channel.testTargets.length === 0 || !mayAct()) {
    return null;
  }
  const button = el("button", {type: "button", class: "quiet channel-test", text: "Test", "aria-label": `Test ${plain(channel.channel)}`});
  button.addEventListener("click", () => test(channel, button, again));
  return button;
}

function row(test) {
  const [tone, word] = WORDS[test.state] ?? ["warn", test.state];
  return el("li", {},
    el("div", {class: "line"}, el("span", {class: "dot", data: {tone}, text: word}),
      el("strong", {class: "grow", dir: "auto", text: `${plain(test.channel)} to ${plain(test.target)}`}),
      el("span", {class: "faint"}, ago(test.requestedAt, "% ago"), el("span", {dir: "auto", text: ` by ${plain(test.actor)}`}))),
    test.reason ? el("p", {dir: "auto", text: plain(test.reason)}) : null,
    test.messages.map(each => el("p", {class: each.delivered ? "faint" : "bad", dir: "auto", text: `${plain(each.destination)}, ${each.closing ? "closing it" : "test message"}: ${plain(each.detail)} (${each.tookMillis} ms)`})));
}

/** The newest tests with their results, as a section or none. */
export function testResults(tests) {
  return tests.length === 0 ? [] : [el("section", {class: "group wide"}, el("h2", {text: "Tests"}), el("ul", {class: "rows", "aria-live": "polite"}, tests.map(row)))];
}
