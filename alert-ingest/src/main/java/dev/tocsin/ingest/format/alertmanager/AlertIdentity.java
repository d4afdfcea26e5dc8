package dev.tocsin.ingest.format.alertmanager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * What one alert of a body is known by: its labels, completed by the group's where its own are not proven to be all of them.
 * The fingerprint that a body claims only proves; it is never the identity itself, because bodies are seen that carry one
 * fingerprint on several label sets. Grafana computes its fingerprint with hidden labels (the rule's uid, the contact point):
 * there the uid stands beside the labels.
 *
 * @param labels
 *            without empty ones
 * @param parts
 *            for {@link dev.tocsin.ingest.format.Identity}
 * @param remark
 *            what of the claim was not believed
 */
record AlertIdentity(Map<String, String> labels, List<String> parts, Optional<String> remark) {

    private static final int SHOWN = 40;
    private static final Pattern GRAFANA_RULE = Pattern.compile(
            "/alerting/(?:grafana/)?([A-Za-z0-9_-]{1,64})/(?:view|edit)");

    AlertIdentity {
        labels = Collections.unmodifiableMap(labels);
        parts = List.copyOf(parts);
    }

    static AlertIdentity of(Fields alert, Map<String, String> annotations, Group group) {
        var own = new LinkedHashMap<String, String>();
        alert.in("labels").textsAndNested().forEach((name, value) -> {
            if (!value.isEmpty()) {
                own.put(name, value);
            }
        });
        var claimed = alert.text("fingerprint").strip();
        var ofOwn = fingerprint(own);
        var fitsOwn = !own.isEmpty() && claimed.equalsIgnoreCase(ofOwn);
        var labels = fitsOwn ? own : group.completed(own);
        var computed = labels.equals(own) ? ofOwn : fingerprint(labels);
        if (labels.isEmpty()) {
            return new AlertIdentity(labels, unlabelled(alert, annotations, claimed),
                    Optional.of("the alert has no labels: identified by its annotations"));
        }
        var rule = grafanaRule(alert);
        if (!rule.isEmpty()) {
            return new AlertIdentity(labels, List.of("grafana", rule, computed), Optional.empty());
        }
        return new AlertIdentity(labels, List.of("fingerprint", computed), group.isList()
                ? Optional.empty()
                : doubt(claimed, computed));
    }

    private static String fingerprint(Map<String, String> labels) {
        if (labels.entrySet().stream().allMatch(label -> Texts.isWhole(label.getKey()) && Texts.isWhole(label
                .getValue()))) {
            return LabelFingerprint.of(labels);
        }
        var mended = new HashMap<String, String>();
        labels.forEach((name, value) -> mended.put(Texts.mended(name), Texts.mended(value)));
        return LabelFingerprint.of(mended);
    }

    private static Optional<String> doubt(String claimed, String computed) {
        if (claimed.isEmpty()) {
            return Optional.of("fingerprint missing: computed from the labels");
        }
        return claimed.equalsIgnoreCase(computed)
                ? Optional.empty()
                : Optional.of("fingerprint '" + Texts.cut(Texts.oneLine(claimed), SHOWN)
                        + "' does not match the labels: computed from the labels");
    }

    /** Empty where the labels hold it themselves, as for alerts that Grafana sends through an Alertmanager. */
    private static String grafanaRule(Fields alert) {
        if (alert.in("labels").has("__alert_rule_uid__")) {
            return "";
        }
        var named = alert.firstText("ruleUID", "ruleUid");
        if (!named.isBlank()) {
            return named.strip();
        }
        var inAddress = GRAFANA_RULE.matcher(alert.text("generatorURL"));
        return inAddress.find() ? inAddress.group(1) : "";
    }

    private static List<String> unlabelled(Fields alert, Map<String, String> annotations, String claimed) {
        var parts = new ArrayList<>(Arrays.asList("unlabelled", claimed.toLowerCase(Locale.ROOT), alert.text(
                "generatorURL")));
        new TreeMap<>(annotations).forEach((name, value) -> {
            parts.add(name);
            parts.add(value);
        });
        return parts;
    }
}
