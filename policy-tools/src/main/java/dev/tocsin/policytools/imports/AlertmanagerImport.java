package dev.tocsin.policytools.imports;

import java.util.LinkedHashMap;
import java.util.List;

import dev.tocsin.event.Matcher;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.Findings;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.policy.yaml.YamlDocument;
import dev.tocsin.policy.yaml.YamlNode;

/**
 * Makes a policy of a configuration of Alertmanager (prometheus/alertmanager, docs/configuration.md): its routes become the
 * tree of the policy, receivers targets and channels, time intervals windows, inhibit rules inhibitions. What Alertmanager
 * refuses is refused, at its place in the original; so is what would tell other people than Alertmanager does.
 */
public final class AlertmanagerImport {

    private AlertmanagerImport() {}

    /** As {@link #read(String, String, ImportOptions)}, with the default options. */
    public static Imported read(String fileName, String yaml, String policyName) throws PolicyErrors {
        return read(fileName, yaml, ImportOptions.named(policyName));
    }

    /**
     * Makes a policy.
     *
     * @param fileName
     *            how to call the original in errors
     * @throws PolicyErrors
     *             when the original is no configuration of Alertmanager, or holds what has no equal
     */
    public static Imported read(String fileName, String yaml, ImportOptions options) throws PolicyErrors {
        var findings = new Findings(fileName);
        var root = YamlDocument.readFirst(yaml, findings).map(MergeKeys::resolved);
        findings.refuseIfAny();
        var original = new Original(root.orElseThrow());
        if (original.node("route").filter(YamlNode.Mapping.class::isInstance).isEmpty()) {
            var kubernetes = original.node("kind").isPresent();
            findings.add(original.place(), kubernetes
                    ? "this is a Kubernetes manifest, not an Alertmanager configuration"
                    : "no route provided in the configuration", kubernetes
                            ? "import the alertmanager.yml itself, with 'route' and 'receivers' at the top level"
                            : "add 'route' with a receiver");
        } else {
            AlertmanagerForm.TOP.check(original.whole(), findings);
        }
        findings.refuseIfAny();
        var draft = new ImportDraft();
        var routes = read(original, draft, options, findings);
        findings.refuseIfAny();
        var text = draft.text(fileName, options, routes.expiry());
        PolicyLoader.load("the policy made of " + fileName, text);
        return new Imported(text, draft.notes(), new LinkedHashMap<>(draft.variables()));
    }

    private static Routes read(Original original, ImportDraft draft, ImportOptions options, Findings findings) {
        original.node("templates").filter(node -> node instanceof YamlNode.Sequence list && !list.items().isEmpty())
                .ifPresent(node -> draft.note(node.place(),
                        "templates have no equivalent: Tocsin writes its own messages"));
        original.node("tracing").ifPresent(node -> draft.note(node.place(), "'tracing' has no equivalent"));
        var global = new Original(original.node("global").orElse(original.nothing()));
        original.node("global").filter(YamlNode.Mapping.class::isInstance).ifPresent(node -> AlertmanagerForm.GLOBAL
                .check(node, findings));
        global.scalar("resolve_timeout").ifPresent(timeout -> draft.note(timeout.place(),
                "resolve_timeout has no exact equivalent: an alert without updates expires after the time under "
                        + "'sources'"));
        global.node("http_config").ifPresent(node -> draft.note(node.place(),
                "'http_config' has no equivalent: set a proxy and certificates for the notifier's process"));
        var receivers = new Receivers(draft, global, original.items("receivers"), options.partial(), findings);
        var intervals = new Intervals(draft, original, options.localZone(), findings);
        var routes = new Routes(draft, receivers, intervals, findings);
        routes.read(original.node("route").orElseThrow());
        receivers.unused().forEach((name, place) -> draft.note(place, "receiver '" + name
                + "' is not used by any route and is omitted"));
        inhibitions(original, draft, findings);
        return routes;
    }

    private static void inhibitions(Original original, ImportDraft draft, Findings findings) {
        var number = 0;
        for (var item : original.items("inhibit_rules")) {
            AlertmanagerForm.INHIBITION.check(item, findings);
            var rule = new Original(item);
            var source = MatcherText.of(rule, "source_match", "source_match_re", "source_matchers", findings);
            var target = MatcherText.of(rule, "target_match", "target_match_re", "target_matchers", findings);
            var equal = rule.scalars("equal");
            equal.forEach(label -> MatcherText.label(label.text(), label.place(), findings));
            number++;
            draft.inhibit("{id: inhibit-" + number + ", source: " + condition(source) + ", target: " + condition(target)
                    + (equal.isEmpty()
                            ? ""
                            : ", equal: " + Quoted.list(equal.stream().map(label -> raw(label.text()))
                                    .toList())) + "}");
        }
    }

    private static String condition(List<Matcher> matchers) {
        return Quoted.yaml(MatcherText.condition(matchers));
    }

    /** The label itself, not what is known of every alert under that name. */
    private static String raw(String label) {
        return label.equals("service") || label.equals("alertname") ? "labels." + label : label;
    }
}
