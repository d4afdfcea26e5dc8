package dev.tocsin.standalone.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Change;
import dev.tocsin.event.Command;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyErrors;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.cases.Case;
import dev.tocsin.policy.cases.Outcome;
import dev.tocsin.policy.cases.Step;

/** Plays cases through the correlator's topology, each in a fresh one, in fast-forward. */
public final class CaseRunner {

    private final PolicyVersion version;
    private final CompiledPolicy policy;

    /**
     * A runner.
     *
     * @param fileName
     *            how to call the policy in errors
     * @throws PolicyErrors
     *             when the policy cannot take effect
     */
    public CaseRunner(String fileName, String yaml) throws PolicyErrors {
        policy = PolicyLoader.load(fileName, yaml);
        version = PolicyVersion.newBuilder().setName(policy.name()).setVersion(1).setText(yaml).setAuthor("cases")
                .setSha256(PolicyLoader.sha256(yaml)).setPublishedAt(java.time.Instant.EPOCH).build();
    }

    /** What comes of a case. */
    public Outcome play(Case played) {
        try (var log = new FastForward(played.at())) {
            log.send("", new PolicyActivated(version));
            var telling = new Telling();
            for (var step : played.steps()) {
                log.advance(step.after());
                take(step, log, telling);
            }
            log.advance(played.expected().after());
            return new Outcome(policy, seen(log), log.decisions());
        }
    }

    private void take(Step step, FastForward log, Telling telling) {
        switch (step) {
            case Step.Told told -> {
                for (int number = 1; number <= told.times(); number++) {
                    var alert = telling.alert(told, number, log.now());
                    log.send(policy.serviceKey(alert), alert);
                    if (number < told.times()) {
                        log.advance(told.every());
                    }
                }
            }
            case Step.Commanded commanded -> command(commanded, log);
            case Step.Changed changed -> change(changed, log);
            case Step.Silenced silenced -> log.send("", silence(silenced, log));
            case Step.Waited _ -> {
            }
        }
    }

    private static void command(Step.Commanded commanded, FastForward log) {
        var incidents = incidents(log);
        if (commanded.incident() > incidents.size()) {
            throw new UnplayableStep(commanded.place(), "there is no incident " + commanded.incident()
                    + " to command; " + incidents.size() + " opened so far");
        }
        var incident = incidents.get(commanded.incident() - 1);
        var arguments = new LinkedHashMap<String, String>();
        commanded.arguments().forEach((key, text) -> arguments.put(key, argument(key, text, incident, incidents)));
        log.send(incident.getServiceKey(), Command.newBuilder()
                .setId("command-" + log.decisions().size()).setIncidentId(incident.getId()).setKind(commanded.kind())
                .setActor(commanded.by()).setVia("cases").setIssuedAt(log.now()).setNote(commanded.note())
                .setArguments(arguments).build());
    }

    /** {@code #2} is the second incident; words pick alerts. */
    private static String argument(String key, String text, Incident incident, List<Incident> incidents) {
        if (text.matches("#[1-9][0-9]{0,3}") && Integer.parseInt(text.substring(1)) <= incidents.size()) {
            return incidents.get(Integer.parseInt(text.substring(1)) - 1).getId();
        }
        if (key.equals("alerts")) {
            return String.join("\n", text.lines().flatMap(word -> incident.getAlerts().stream()
                    .filter(alert -> speaksOf(alert, word)).map(IncidentAlert::getIdentity)).distinct().toList());
        }
        return text;
    }

    private static boolean speaksOf(IncidentAlert alert, String word) {
        return alert.getIdentity().contains(word) || alert.getSummary().contains(word)
                || alert.getLabels().containsValue(word);
    }

    private static void change(Step.Changed changed, FastForward log) {
        var labels = new LinkedHashMap<>(changed.labels());
        labels.putIfAbsent("service", changed.service());
        log.send(changed.service(), Change.newBuilder().setId(changed.id()).setSource(changed.source())
                .setKind(changed.kind()).setSummary(changed.summary()).setAuthor(changed.author())
                .setChangedAt(log.now()).setLabels(labels).build());
    }

    private static SilenceSet silence(Step.Silenced silenced, FastForward log) {
        return SilenceSet.newBuilder().setSilenceId(silenced.id()).setMatchers(List.of()).setStartsAt(log.now())
                .setEndsAt(silenced.until().orElse(log.now().plus(silenced.lasting()))).setAuthor(silenced.author())
                .setReason(silenced.reason()).setCondition(silenced.when()).setServices(silenced.services())
                .setKind(silenced.services().isEmpty() ? SilenceKind.SILENCE : SilenceKind.MAINTENANCE).build();
    }

    /** The last snapshot of each, in the order of opening. */
    private static List<Incident> incidents(FastForward log) {
        var newest = new LinkedHashMap<String, Incident>();
        log.snapshots().forEach(snapshot -> newest.put(snapshot.getId(), snapshot));
        return List.copyOf(newest.values());
    }

    private static List<Outcome.Seen> seen(FastForward log) {
        Map<String, List<FactKind>> facts = new LinkedHashMap<>();
        log.timeline().forEach(entry -> facts.computeIfAbsent(entry.getIncidentId(), _ -> new ArrayList<>())
                .add(entry.getKind()));
        return incidents(log).stream()
                .map(incident -> new Outcome.Seen(incident, facts.getOrDefault(incident.getId(), List.of()))).toList();
    }
}
