package dev.tocsin.standalone.doctor;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.standalone.listing.Plain;
import tools.jackson.databind.JsonNode;

/** What running services say of themselves, as findings: pure, from the answers of their APIs. */
public final class RunningChecks {

    private static final Duration CLOCK_OFF = Duration.ofSeconds(5);
    private static final long BEHIND = 1_000;

    private RunningChecks() {}

    /**
     * From {@code GET /api/status} of the console.
     *
     * @param now
     *            the clock of this machine
     */
    public static List<Finding> status(JsonNode status, Instant now) {
        var findings = new ArrayList<Finding>();
        findings.add(clock(status.path("now").asString(""), now));
        status.path("pipeline").path("stages").forEach(stage -> findings.add(stage(stage)));
        status.path("services").forEach(service -> {
            if (!service.path("live").asBoolean() || !service.path("ready").asBoolean()) {
                findings.add(Finding.problem("services", text(service, "name") + " is "
                        + (service.path("live").asBoolean() ? "not ready: " : "not alive: ") + service.path("details"),
                        "Read its log; /readyz of the service says the same."));
            }
        });
        if (!status.path("reading").path("caughtUp").asBoolean()) {
            findings.add(Finding.warning("console", "the console still reads its topics",
                    "Wait until it has caught up; until then it shows too little."));
        }
        if (status.path("reading").path("undecodable").asLong() > 0) {
            findings.add(Finding.problem("console", status.path("reading").path("undecodable").asLong()
                    + " records cannot be decoded",
                    "Check that the registry has all schemas; the console's log names the records."));
        }
        channels(status.path("refusing"), findings);
        status.path("aboutTocsin").forEach(incident -> findings.add(Finding.warning("incidents",
                "Tocsin reports about itself: "
                        + text(incident, "title"), "Run tocsin incident show " + text(incident, "incidentId") + ".")));
        if (status.path("quarantined").asInt() > 0) {
            findings.add(Finding.warning("quarantine", counted(status.path("quarantined").asInt(), "request")
                    + " could not be read or were not authentic",
                    "Run tocsin quarantine list, and correct the sender."));
        }
        if (status.path("openIncidentsNotHeld").asInt() > 0) {
            findings.add(Finding.warning("console", counted(status.path("openIncidentsNotHeld").asInt(),
                    "open incident") + " not held in memory", "Raise console.keep.open and the heap of the console."));
        }
        return findings;
    }

    private static Finding clock(String theirs, Instant now) {
        try {
            var off = Duration.between(now, Instant.parse(theirs)).abs();
            return off.compareTo(CLOCK_OFF) > 0
                    ? Finding.warning("clocks", "the clock of the console differs from this machine's by " + off
                            .toSeconds() + " s", "Set both clocks by NTP: escalation and silences follow the clocks.")
                    : Finding.ok("clocks", "the clock of the console agrees with this machine's");
        } catch (DateTimeException _) {
            return Finding.warning("clocks", "the console does not tell its time",
                    "Update the console to the version of this command.");
        }
    }

    private static Finding stage(JsonNode stage) {
        var name = text(stage, "name");
        if (stage.path("members").asInt() == 0) {
            return Finding.problem("lag", "no " + name + " is running", "Start it: tocsin " + name + ".");
        }
        var lag = stage.path("lag").asLong();
        return lag > BEHIND
                ? Finding.problem("lag", "the " + name + " is " + lag + " records behind",
                        "Look at its CPU and its log; more instances share the partitions.")
                : Finding.ok("lag", "the " + name + " keeps up");
    }

    private static void channels(JsonNode refusing, List<Finding> findings) {
        refusing.forEach(each -> findings.add(Finding.problem("channels", text(each, "channel") + " does not reach "
                + text(each, "destination") + " since " + text(each, "since") + ": " + text(each, "reason"),
                "Correct it, then run tocsin channel test; tocsin deliveries --failed lists what failed.")));
        if (refusing.isEmpty()) {
            findings.add(Finding.ok("channels", "no destination refuses messages"));
        }
    }

    /** From {@code GET /api/sources} of ingest. */
    public static List<Finding> sources(JsonNode answer) {
        var findings = new ArrayList<Finding>();
        var spooled = answer.path("spooled").asLong();
        findings.add(spooled > 0
                ? Finding.problem("spool", counted(spooled, "request")
                        + " of senders that do not repeat wait on ingest's disk",
                        "Kafka did not take them: look at the brokers. They go to Kafka by themselves.")
                : Finding.ok("spool", "the spool is empty"));
        answer.path("sources").forEach(source -> {
            if (source.path("silent").asBoolean()) {
                findings.add(Finding.problem("sources", text(source, "source") + " has been silent since " + text(
                        source, "lastAccepted") + ", longer than ever before",
                        "Check that the sender runs and reaches ingest; a heartbeat of the policy pages for it."));
            } else if (!source.has("lastAccepted")) {
                findings.add(Finding.warning("sources", text(source, "source") + " was only refused: " + text(source,
                        "refusedBecause"), "Correct the sender; tocsin source add prints what to paste there."));
            }
        });
        if (findings.size() == 1) {
            findings.add(Finding.ok("sources", answer.path("sources").isEmpty()
                    ? "no source has sent anything since ingest started"
                    : counted(answer.path("sources").size(), "source") + " heard, none silent for unusually long"));
        }
        return findings;
    }

    /** A service that did not answer, or not to this command. */
    public static Finding unreachable(String service, String why, String variable) {
        return Finding.warning(service, why, "Start it, or name its address with --" + (service.equals("ingest")
                ? "ingest"
                : "console") + " and its token in " + variable + ".");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(JsonNode node, String field) {
        return Plain.text(node.path(field));
    }
}
