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
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policytools.cases.CaseOutcome;
import dev.tocsin.policytools.cases.CaseStep;

/** Makes signals of steps: what sources, people and deployments say. */
public final class StepPlayer {

    private final FastForward log;
    private final CompiledPolicy policy;
    private final StepAlerts telling = new StepAlerts();
    private int commands;

    /** Plays into this log, under this policy. */
    public StepPlayer(FastForward log, CompiledPolicy policy) {
        this.log = log;
        this.policy = policy;
    }

    /**
     * Lets time pass until the step is taken, and takes it.
     *
     * @throws UnplayableStep
     *             when it cannot be taken
     */
    public void play(CaseStep step) {
        log.advance(step.after());
        take(step);
    }

    private void take(CaseStep step) {
        switch (step) {
            case CaseStep.Told told -> {
                for (int number = 1; number <= told.times(); number++) {
                    var alert = telling.alert(told, number, log.now());
                    log.send(policy.serviceKey(alert), alert);
                    if (number < told.times()) {
                        log.advance(told.every());
                    }
                }
            }
            case CaseStep.Commanded commanded -> command(commanded);
            case CaseStep.Changed changed -> change(changed);
            case CaseStep.Silenced silenced -> log.send("", silence(silenced));
            case CaseStep.Waited _ -> {
            }
        }
    }

    private void command(CaseStep.Commanded commanded) {
        var incidents = incidents();
        if (commanded.incident() > incidents.size()) {
            throw new UnplayableStep(commanded.place(), "incident " + commanded.incident()
                    + " does not exist; " + incidents.size() + " opened so far");
        }
        var incident = incidents.get(commanded.incident() - 1);
        var arguments = new LinkedHashMap<String, String>();
        commanded.arguments().forEach((key, text) -> arguments.put(key, argument(key, text, incident, incidents)));
        log.send(incident.getServiceKey(), Command.newBuilder()
                .setId("command-" + ++commands).setIncidentId(incident.getId()).setKind(commanded.kind())
                .setActor(commanded.by()).setVia(commanded.via()).setIssuedAt(log.now()).setNote(commanded.note())
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

    private void change(CaseStep.Changed changed) {
        var labels = new LinkedHashMap<>(changed.labels());
        labels.putIfAbsent("service", changed.service());
        log.send(changed.service(), Change.newBuilder().setId(changed.id()).setSource(changed.source())
                .setKind(changed.kind()).setSummary(changed.summary()).setAuthor(changed.author())
                .setChangedAt(log.now()).setLabels(labels).build());
    }

    private SilenceSet silence(CaseStep.Silenced silenced) {
        return SilenceSet.newBuilder().setSilenceId(silenced.id()).setMatchers(List.of()).setStartsAt(log.now())
                .setEndsAt(silenced.until().orElse(log.now().plus(silenced.lasting()))).setAuthor(silenced.author())
                .setReason(silenced.reason()).setCondition(silenced.when()).setServices(silenced.services())
                .setKind(silenced.services().isEmpty() ? SilenceKind.SILENCE : SilenceKind.MAINTENANCE).build();
    }

    /** The last snapshot of each, in the order of opening. */
    public List<Incident> incidents() {
        var newest = new LinkedHashMap<String, Incident>();
        log.snapshots().forEach(snapshot -> newest.put(snapshot.getId(), snapshot));
        return List.copyOf(newest.values());
    }

    /** How each incident stands, and what happened to it. */
    public List<CaseOutcome.Seen> seen() {
        Map<String, List<FactKind>> facts = new LinkedHashMap<>();
        log.timeline().forEach(entry -> facts.computeIfAbsent(entry.getIncidentId(), _ -> new ArrayList<>())
                .add(entry.getKind()));
        return incidents().stream()
                .map(incident -> new CaseOutcome.Seen(incident, facts.getOrDefault(incident.getId(), List.of())))
                .toList();
    }
}
