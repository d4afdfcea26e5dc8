package dev.tocsin.policy.heartbeat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.Heartbeat;
import dev.tocsin.schemas.time.Durations;

/**
 * The alerts of one heartbeat. All have one identity: that it was missed, that a run failed, and the beat that resolves
 * either. Rules match them by the labels {@code alertname} (HeartbeatMissed, HeartbeatFailed), {@code heartbeat},
 * {@code service} and {@code severity}.
 *
 * @param heartbeat
 *            as the policy declares it
 * @param serviceLabel
 *            first label by which the policy names the service
 */
public record HeartbeatAlerts(Heartbeat heartbeat, String serviceLabel) {

    /** Source and format of its alerts; ingest gives this format to nothing else. */
    public static final String SOURCE = "heartbeat";

    private static final String NAME = "heartbeat";
    private static final String MISSED = "HeartbeatMissed";
    private static final String FAILED = "HeartbeatFailed";

    /** Whether an alert is of a heartbeat. */
    public static boolean isHeartbeat(Alert alert) {
        return alert.getFormat().equals(SOURCE);
    }

    /** Name of the heartbeat that an alert is of; empty if it is of none. */
    public static Optional<String> nameIn(Alert alert) {
        return isHeartbeat(alert) ? Optional.ofNullable(alert.getLabels().get(NAME)) : Optional.empty();
    }

    /**
     * A beat, as it lies in the log.
     *
     * @param why
     *            what is known besides: exit code, or the alert that is the beat; may be empty
     * @param text
     *            what the sender said, may be empty
     * @param receivedId
     *            ingest id of the request
     */
    public Alert beat(Beat beat, String why, String text, Instant at, String receivedId) {
        var failed = beat == Beat.FAIL;
        return alert(failed ? FAILED : MISSED).setStatus(failed ? AlertStatus.FIRING : AlertStatus.RESOLVED)
                .setSummary(switch (beat) {
                    case SUCCESS -> "Heartbeat " + heartbeat.name() + " came" + detail(why);
                    case START -> "Heartbeat " + heartbeat.name() + ": a run started";
                    case FAIL -> "Heartbeat " + heartbeat.name() + ": the run failed" + detail(why);
                }).setDescription(text).setAnnotations(Map.of(Beat.ANNOTATION, beat.word())).setStartsAt(at)
                .setEndsAt(failed ? null : at).setReceivedId(receivedId).build();
    }

    /**
     * It was missed.
     *
     * @param since
     *            when it was due, with its grace
     * @param lastBeat
     *            empty if it never came
     */
    public Alert missed(Instant since, Optional<Instant> lastBeat, Optional<Instant> startedAt) {
        var expected = "expected every " + Durations.written(heartbeat.every()) + ", with "
                + Durations.written(heartbeat.grace()) + " of grace";
        var last = startedAt.map(at -> "the run that started at " + at + " has not ended")
                .orElseGet(() -> lastBeat.map(at -> "no beat since " + at).orElse("no beat so far"));
        return alert(MISSED).setStatus(AlertStatus.FIRING).setSummary("Heartbeat " + heartbeat.name() + " missed: "
                + last + "; " + expected).setStartsAt(since).build();
    }

    /**
     * It came again.
     *
     * @param since
     *            start of the alert
     */
    public Alert resolved(Instant since, Instant at) {
        return over(alert(MISSED), "Heartbeat " + heartbeat.name() + " came", since, at).build();
    }

    /**
     * The policy declares it no more, so nothing is missed.
     *
     * @param since
     *            start of the alert
     */
    public static Alert removed(String name, Instant since, Instant at) {
        var why = "heartbeat " + name + " was removed from the policy";
        return over(alert(name, MISSED, new TreeMap<>()), why, since, at).setEndReason(why).build();
    }

    private static Alert.Builder over(Alert.Builder alert, String summary, Instant since, Instant at) {
        return alert.setStatus(AlertStatus.RESOLVED).setSummary(summary).setStartsAt(since).setEndsAt(at);
    }

    private Alert.Builder alert(String alertname) {
        var labels = new TreeMap<>(Map.of("service", heartbeat.service()));
        labels.put(serviceLabel, heartbeat.service());
        heartbeat.severity().ifPresent(id -> labels.putIfAbsent("severity", id));
        return alert(heartbeat.name(), alertname, labels);
    }

    private static Alert.Builder alert(String name, String alertname, TreeMap<String, String> labels) {
        labels.put("alertname", alertname);
        labels.put(NAME, name);
        return Alert.newBuilder().setIdentity(SOURCE + ":" + name).setSource(SOURCE).setFormat(SOURCE).setName(
                alertname).setLabels(labels).setReceivedId("").setStartsAt(Instant.EPOCH);
    }

    private static String detail(String why) {
        return why.isEmpty() ? "" : ": " + why;
    }
}
