package dev.tocsin.policytools.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.yaml.YamlDocument;

/**
 * Makes a policy of a configuration of Alertmanager (prometheus/alertmanager, docs/configuration.md): routes become rules
 * and ladders, receivers targets and channels, inhibit rules inhibitions, muted times silences that come back.
 */
public final class AlertmanagerImport {

    private static final Set<String> KNOWN = Set.of("global", "route", "receivers", "inhibit_rules", "templates",
            "time_intervals", "mute_time_intervals");

    private AlertmanagerImport() {}

    /**
     * Makes a policy.
     *
     * @param fileName
     *            how to call the original in errors
     * @param policyName
     *            name of the policy
     * @throws PolicyErrors
     *             when the original is no configuration of Alertmanager
     */
    public static Imported read(String fileName, String yaml, String policyName) throws PolicyErrors {
        var findings = new Findings(fileName);
        var root = YamlDocument.read(yaml, findings).map(Original::new);
        root.filter(it -> it.node("route").isEmpty()).ifPresent(it -> findings.add(it.place(),
                it.node("kind").isPresent()
                        ? "this is a Kubernetes manifest, not an Alertmanager configuration"
                        : "an Alertmanager configuration without 'route'",
                "import the alertmanager.yml itself, with 'route' and 'receivers' at the top level"));
        findings.refuseIfAny();
        var draft = new ImportDraft();
        var original = root.orElseThrow();
        original.keys().stream().filter(key -> !KNOWN.contains(key.text())).forEach(key -> draft.note(key.place(),
                "'" + key.text() + "' has no equivalent"));
        original.node("templates").ifPresent(node -> draft.note(node.place(),
                "templates have no equivalent: Tocsin writes its own messages"));
        var global = new Original(original.node("global").orElse(original.nothing()));
        global.scalar("resolve_timeout").ifPresent(timeout -> draft.note(timeout.place(),
                "resolve_timeout has no exact equivalent: an alert without updates expires after the time "
                        + "under 'sources' (1h in this policy)"));
        var receivers = new Receivers(draft, global, original.items("receivers"));
        var intervals = new Intervals(draft, original);
        new Routes(draft, receivers, intervals, findings).read(original.node("route").orElseThrow());
        findings.refuseIfAny();
        inhibitions(original, draft);
        var text = draft.text(fileName, policyName);
        PolicyLoader.load("the policy made of " + fileName, text);
        return new Imported(text, draft.notes(), new LinkedHashMap<>(draft.variables()));
    }

    private static void inhibitions(Original original, ImportDraft draft) {
        var number = 0;
        for (var item : original.items("inhibit_rules")) {
            var rule = new Original(item);
            var source = MatcherText.of(rule, "source_match", "source_match_re", "source_matchers", draft);
            var target = MatcherText.of(rule, "target_match", "target_match_re", "target_matchers", draft);
            var equal = rule.words("equal");
            number++;
            if (source.isEmpty() || target.isEmpty()) {
                draft.note(item.place(), "omitted an inhibit rule whose source or target matches every alert");
                continue;
            }
            draft.inhibit("{id: inhibit-" + number + ", source: " + Quoted.yaml(MatcherText.joined(source))
                    + ", target: " + Quoted.yaml(MatcherText.joined(target))
                    + (equal.isEmpty() ? "" : ", equal: " + Quoted.list(equal)) + "}");
            unknown(rule, List.of("source_match", "source_match_re", "source_matchers", "target_match",
                    "target_match_re", "target_matchers", "equal", "name"), draft);
        }
    }

    static void unknown(Original node, List<String> known, ImportDraft draft) {
        node.keys().stream().filter(key -> !known.contains(key.text())).forEach(key -> draft.note(key.place(),
                "'" + key.text() + "' has no equivalent"));
    }
}
