package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.suppress.Inhibition;

/**
 * Creates bulletins about inhibiting alerts. Its details name the rules whose source it is, each with
 * whether it matches the rule's target as well.
 */
final class SourceBulletins {

    private static final String SOURCE = "source";
    private static final String BOTH = "source and target";

    private SourceBulletins() {}

    /** It fires, and is the source of the rules in its details; these are empty when it is of none. */
    static Bulletin firing(AlertFacts facts, CompiledPolicy policy, Signal signal) {
        var labels = new TreeMap<>(facts.alert().getLabels());
        labels.putIfAbsent("service", facts.label("service"));
        labels.putIfAbsent("alertname", facts.label("alertname"));
        var rules = new TreeMap<String, String>();
        for (var rule : policy.policy().handling().inhibitions()) {
            rule.equal().stream().filter(label -> !labels.containsKey(label)).forEach(label -> labels.put(label,
                    Inhibition.value(label, facts)));
            if (rule.source().judge(facts) instanceof Judgement.Yes) {
                rules.put(rule.id(), rule.target().judge(facts) instanceof Judgement.Yes ? BOTH : SOURCE);
            }
        }
        return bulletin(BulletinKind.SOURCE_FIRING, facts.alert().getIdentity(), signal, facts.at())
                .setService(facts.service()).setServiceKey(signal.getServiceKey())
                .setSummary(facts.alert().getSummary()).setLabels(labels).setDetails(rules).build();
    }

    /** It is over, or inhibits no more. */
    static Bulletin over(Bulletin source, Signal signal, Instant now) {
        return bulletin(BulletinKind.SOURCE_OVER, source.getSubject(), signal, now).setService(source.getService())
                .setServiceKey(source.getServiceKey()).setSummary(source.getSummary()).build();
    }

    /** For every partition. */
    static Signal forAll(Bulletin bulletin) {
        return Signal.newBuilder().setId(bulletin.getId()).setServiceKey("").setReceivedAt(bulletin.getAt())
                .setBody(bulletin).build();
    }

    /** Whether the source matches the rule's target as well. */
    static boolean isTarget(Bulletin source, Inhibition rule) {
        return BOTH.equals(source.getDetails().get(rule.id()));
    }

    /** Whether two bulletins about one source say the same. */
    static boolean same(Bulletin one, Bulletin other) {
        return one.getDetails().equals(other.getDetails()) && one.getLabels().equals(other.getLabels())
                && one.getService().equals(other.getService());
    }

    private static Bulletin.Builder bulletin(BulletinKind kind, String identity, Signal signal, Instant now) {
        return Bulletin.newBuilder().setId(signal.getId() + "/" + kind + "/" + identity).setKind(kind)
                .setSubject(identity).setAt(now).setLabels(Map.of()).setDetails(Map.of());
    }
}
