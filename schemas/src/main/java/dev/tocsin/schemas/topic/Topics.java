package dev.tocsin.schemas.topic;

import static dev.tocsin.schemas.topic.Topic.Cleanup.COMPACT;
import static dev.tocsin.schemas.topic.Topic.Cleanup.COMPACT_AND_DELETE;
import static dev.tocsin.schemas.topic.Topic.Cleanup.DELETE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.AuditEntry;
import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.OnCallChange;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.HeartbeatRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import dev.tocsin.state.IncidentTally;
import dev.tocsin.state.StormRow;
import org.apache.avro.specific.SpecificRecord;

/** The catalogue: the single list of topics. What creates them, the docs and the tests read it. */
public final class Topics {

    private static final Optional<Duration> FOR_EVER = Optional.empty();

    public static final Topic<ReceivedRequest> RECEIVED = new Topic<>("tocsin.received", ReceivedRequest.class, DELETE,
            days(14), false, "Raw requests as received. Key: ingest id.");

    public static final Topic<Signal> SIGNALS = new Topic<>("tocsin.signals", Signal.class, DELETE, days(400), true,
            "Every event that can change an incident, ordered per service. Key: service key.");

    public static final Topic<QuarantinedRequest> QUARANTINE = new Topic<>("tocsin.quarantine",
            QuarantinedRequest.class, DELETE, days(30), true,
            "Requests that could not be parsed, with the reason. Key: ingest id.");

    public static final Topic<Decision> DECISIONS = new Topic<>("tocsin.decisions", Decision.class, DELETE, days(90),
            false, "Decisions on each signal, with reasons. Key: service key.");

    public static final Topic<Incident> INCIDENTS = new Topic<>("tocsin.incidents", Incident.class, COMPACT, FOR_EVER,
            false, "Snapshot of each incident. Key: incident id, in the partition of its service key.");

    public static final Topic<TimelineEntry> TIMELINE = new Topic<>("tocsin.timeline", TimelineEntry.class, DELETE,
            days(400), false, "Facts about incidents. Key: service key.");

    public static final Topic<Notification> NOTIFICATIONS = new Topic<>("tocsin.notifications", Notification.class,
            DELETE, days(30), false, "Messages to deliver. Key: destination.");

    public static final Topic<Delivery> DELIVERIES = new Topic<>("tocsin.deliveries", Delivery.class,
            COMPACT_AND_DELETE, days(90), false,
            "Outcome of each delivery attempt. Key: notification id, in the partition of its notification.");

    public static final Topic<PolicyVersion> POLICY = new Topic<>("tocsin.policy", PolicyVersion.class, DELETE,
            FOR_EVER, true, "Every version of the policy. Key: policy name.");

    public static final Topic<SilenceSet> SILENCES = new Topic<>("tocsin.silences", SilenceSet.class, COMPACT,
            FOR_EVER, true, "Latest state of each silence and maintenance window. Key: silence id.");

    public static final Topic<OnCallChange> ONCALL = new Topic<>("tocsin.oncall", OnCallChange.class, COMPACT, FOR_EVER,
            true, "Latest state of each override and swap set at run time. Key: change id.");

    public static final Topic<AuditEntry> AUDIT = new Topic<>("tocsin.audit", AuditEntry.class, DELETE, days(400),
            false, "Requests to the console that could change something, with person and outcome. Key: entry id.");

    public static final Topic<QuarantineReplay> REPLAYS = new Topic<>("tocsin.replays", QuarantineReplay.class,
            COMPACT_AND_DELETE, days(30), true,
            "Latest state of the replay of each quarantined request. Key: ingest id.");

    public static final Topic<SourceHealth> SOURCES = new Topic<>("tocsin.sources", SourceHealth.class,
            COMPACT_AND_DELETE, days(90), false,
            "What each process of ingest heard of each source. Key: source and instance.");

    public static final Topic<ChannelTest> CHANNEL_TESTS = new Topic<>("tocsin.tests", ChannelTest.class,
            COMPACT_AND_DELETE, days(30), false, "Latest state of each test of a channel. Key: test id.");

    /** All topics, in the order of the way of an alert. */
    public static final List<Topic<?>> ALL = List.of(RECEIVED, SIGNALS, QUARANTINE, DECISIONS, INCIDENTS, TIMELINE,
            NOTIFICATIONS, DELIVERIES, POLICY, SILENCES, ONCALL, AUDIT, REPLAYS,
            SOURCES, CHANNEL_TESTS);

    /** Record types that lie in state stores and their changelogs; their subject in a registry is the record's name. */
    public static final List<Class<? extends SpecificRecord>> STATE = List.of(AlertState.class, AlertAddress.class,
            IncidentRow.class, CorrelationRow.class, StormRow.class, HeartbeatRow.class, PolicyVersion.class,
            Escalation.class,
            HeldAlert.class,
            SilenceSet.class,
            Bulletin.class, IncidentTally.class);

    private Topics() {}

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
