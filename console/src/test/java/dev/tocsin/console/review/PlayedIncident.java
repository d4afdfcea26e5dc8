package dev.tocsin.console.review;

import static dev.tocsin.console.Records.aFact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.Records;
import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.IncidentFile;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import dev.tocsin.event.Severity;
import dev.tocsin.event.StepDone;
import dev.tocsin.event.Suspect;

/** The records of one incident from its first alert to its resolve, as the topics hold them. */
public final class PlayedIncident {

    public static final String ID = "0a1b2c3d-played";
    private static final Instant BEGAN = Instant.parse("2026-11-20T10:15:00Z");
    private static final Instant RESOLVED = BEGAN.plusSeconds(45 * 60);

    private final Projection projection = new Projection(Bounds.DEFAULT);

    private PlayedIncident() {}

    /** What the console holds of it at severity. */
    public static IncidentFile at(String severity) {
        var played = new PlayedIncident();
        played.apply(severity);
        return played.projection.file(ID).orElseThrow();
    }

    /** Applies its records to a projection. */
    public static void to(Projection projection, String severity, boolean confidential) {
        var incident = incident(severity).setConfidential(confidential).build();
        projection.apply(incident);
        facts().forEach(projection::apply);
        projection.apply(Records.aPage("page-1", incident).setTarget("ada").setChannel("phone").setCreatedAt(BEGAN
                .plusSeconds(60)).build());
        projection.apply(Records.aDelivery("page-1", ID, DeliveryOutcome.DELIVERED).setAt(BEGAN.plusSeconds(65))
                .build());
        projection.apply(Records.aPage("page-2", incident).setTarget("lead").setChannel("slack").setCreatedAt(BEGAN
                .plusSeconds(360)).build());
        projection.apply(Records.aDelivery("page-2", ID, DeliveryOutcome.REJECTED).setAt(BEGAN.plusSeconds(361))
                .setReason("Slack answered channel_not_found: invite the bot").build());
    }

    private void apply(String severity) {
        to(projection, severity, false);
    }

    private static Incident.Builder incident(String severity) {
        return Records.anIncident(ID).setSeverity(new Severity(severity, 1)).setState(
                dev.tocsin.event.IncidentState.RESOLVED).setRevision(9).setOpenedAt(BEGAN).setRoundStartedAt(BEGAN)
                .setUpdatedAt(RESOLVED).setResolvedAt(RESOLVED).setResolvedBy("ada").setRoles(Map.of("commander",
                        "ada", "scribe", "bob")).setAcknowledgements(List.of(Acknowledgement.newBuilder().setBy("ada")
                                .setVia("slack").setAt(BEGAN.plusSeconds(120)).build()))
                .setMitigation(new Mitigation("Rolled back to 4.1.9", "watch memory"))
                .setResolution(new Resolution("Memory leak in 4.2.0", "Release 4.2.1", "one in ten orders failed", ""))
                .setSuspects(List.of(Suspect.newBuilder().setChangeId("change-7").setService("checkout").setKind(
                        "deployment").setSummary("Release 4.2.0").setAuthor("eve").setChangedAt(BEGAN.minusSeconds(600))
                        .setDistance(0).setLinks(List.of()).build()))
                .setSteps(List.of("Look at the log", "Fail over")).setStepsDone(List.of(new StepDone("Look at the log",
                        "bob", BEGAN.plusSeconds(240))))
                .setTasks(List.of(task("a1", "Alert on memory | growth", "bob", 2, true), task("a2",
                        "Profile memory in CI", "", 6, false), task("a3", "Roll back automatically", "carol", 25,
                                false)));
    }

    private static IncidentTask task(String id, String text, String owner, int days, boolean done) {
        return IncidentTask.newBuilder().setId(id).setText(text).setOwner(owner).setAddedBy("ada").setDueAt(RESOLVED
                .plusSeconds(days * 86_400L)).setDoneAt(done ? RESOLVED : null).setDoneBy(done ? owner : "").build();
    }

    private static List<dev.tocsin.event.TimelineEntry> facts() {
        return List.of(fact("f1", 0, FactKind.OPENED, "opened by HighErrorRate", Map.of()), fact("f2", 0,
                FactKind.CLOCK_STARTED, "clocks started", Map.of("phase", "respond,mitigate", "respond", BEGAN
                        .plusSeconds(900).toString(), "mitigate", BEGAN.plusSeconds(1200).toString())), fact("f3", 1,
                                FactKind.PAGED, "paged ada by phone", Map.of()), fact("f4", 2, FactKind.ACKNOWLEDGED,
                                        "acknowledged by ada", Map.of()), fact("f5", 2, FactKind.CLOCK_MET,
                                                "responded after 2 min", Map.of("phase", "respond")), fact("f6", 20,
                                                        FactKind.CLOCK_BREACHED, "not mitigated within 20 min", Map.of(
                                                                "phase", "mitigate")), fact("f7", 25,
                                                                        FactKind.MITIGATED,
                                                                        "mitigated: Rolled back to 4.1.9", Map.of()),
                fact("f8", 45, FactKind.RESOLVED, "resolved by ada: <script>alert(1)</script> [x](http://evil)", Map
                        .of()));
    }

    private static dev.tocsin.event.TimelineEntry fact(String id, int minute, FactKind kind, String summary,
            Map<String, String> details) {
        return aFact(ID, id, kind).setAt(BEGAN.plusSeconds(minute * 60L)).setSummary(summary).setDetails(details)
                .setActor(Optional.of(kind).filter(it -> it == FactKind.PAGED).map(_ -> "escalator").orElse("ada"))
                .build();
    }
}
