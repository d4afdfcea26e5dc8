package dev.tocsin.ingest.format.grafana;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/** Dashboard alerts of Grafana before version 8: one rule with all series that match. Organization and rule identify; there is no time. */
final class LegacyRule {

    private static final StateWords STATES = StateWords.of("alerting|no data|nodata|error|firing", "ok|resolved|normal",
            "paused|pending|unknown");

    private LegacyRule() {}

    static Reading read(Fields root, Incoming incoming) {
        var id = root.first("ruleId");
        var name = root.first("ruleName", "title");
        var state = root.first("state");
        if (id.equals("0")) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "Grafana's test button sent this request. The connection works.");
        }
        var draft = new AlertDraft(incoming, GrafanaFormat.NAME).identity("legacy", root.first("orgId"), id.isEmpty()
                ? name
                : id);
        var labels = new Facts().tags(root.in("tags"));
        var matches = root.list("evalMatches");
        if (matches.size() == 1) {
            labels.texts(matches.getFirst().in("tags"));
        }
        labels.put("alertname", name).put("rule_id", id).put("grafana_state", state);
        for (var match : matches) {
            draft.value(Texts.first(match.first("metric"), "value"), match.number("value"));
        }
        draft.name(name).summary(Texts.first(root.first("message"), root.first("title"), name)).description(root.first(
                "message")).labels(labels.all()).link("Grafana rule", root.first("ruleUrl", "rule_url")).link("Graph",
                        root.first("imageUrl", "image_url"));
        return STATES.read(state, draft, incoming.receivedAt(), incoming::receivedAt);
    }
}
