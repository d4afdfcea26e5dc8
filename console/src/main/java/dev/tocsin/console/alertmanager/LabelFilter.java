package dev.tocsin.console.alertmanager;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Matcher;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.policy.condition.Condition;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.condition.WrittenMatchers;
import dev.tocsin.policy.suppress.SilenceReading;

/** The parameters {@code filter}, each a list of matchers; all must match a set of labels. */
record LabelFilter(Condition condition) {

    /**
     * Reads them.
     *
     * @throws ProblemException
     *             400 when one is no list of matchers
     */
    static LabelFilter of(List<String> filters, CompiledPolicy policy) {
        var matchers = filters.stream().filter(filter -> !filter.isBlank()).flatMap(filter -> WrittenMatchers.of(
                filter).orElseThrow(() -> ProblemException.badRequest("bad matcher format: " + filter)).stream())
                .toList();
        return new LabelFilter(matchers.isEmpty() ? Condition.ALWAYS : compiled(matchers, policy));
    }

    /** Matchers are compiled in one place only, as those of a silence. */
    private static Condition compiled(List<Matcher> matchers, CompiledPolicy policy) {
        var set = SilenceSet.newBuilder().setSilenceId("filter").setMatchers(matchers).setStartsAt(Instant.EPOCH)
                .setEndsAt(Instant.EPOCH.plusSeconds(1)).setAuthor("").setReason("").setKind(SilenceKind.SILENCE)
                .setHidesEverything(true).build();
        return switch (policy.silence(set)) {
            case SilenceReading.Ready(var ready) -> ready.when();
            case SilenceReading.Broken(var _, var why) -> throw ProblemException.badRequest("bad matcher: " + why);
        };
    }

    /** That the whole text of a label fits a regular expression. */
    static LabelFilter whole(String label, String regex, CompiledPolicy policy) {
        return new LabelFilter(compiled(List.of(Matcher.newBuilder().setName(label).setValue(regex).setIsRegex(true)
                .setIsEqual(true).build()), policy));
    }

    boolean matches(Map<String, String> labels) {
        var alert = Alert.newBuilder().setIdentity("").setSource("").setFormat("").setStatus(AlertStatus.FIRING)
                .setName("").setSummary("").setLabels(labels).setStartsAt(Instant.EPOCH).setReceivedId("").build();
        return condition.judge(new AlertFacts(alert, "", Instant.EPOCH)) instanceof Judgement.Yes;
    }
}
