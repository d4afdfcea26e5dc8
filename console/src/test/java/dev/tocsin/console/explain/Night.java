package dev.tocsin.console.explain;

import static dev.tocsin.console.Records.aDelivery;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.aPage;
import static dev.tocsin.console.Records.anIncident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import dev.tocsin.console.KnownPolicies;
import dev.tocsin.console.MemoryLog;
import dev.tocsin.event.Decision;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.schemas.topic.Topics;

/** An incident of the shop, opened at 02:50, with what its log contains. Policy version 3 is {@code explain/policy.yml}. */
final class Night {

    static final Instant OPENED = Instant.parse("2026-11-21T02:50:00Z");

    private static final KnownPolicies POLICIES = policies();

    final MemoryLog log = new MemoryLog();
    Incident.Builder incident = anIncident("i1").setOpenedAt(OPENED).setRoundStartedAt(OPENED).setUpdatedAt(OPENED)
            .setLadder("urgent").setRuleId("down");
    String person = "ben";
    Instant at = OPENED.plus(Duration.ofMinutes(15));
    Set<String> storms = Set.of();

    private static KnownPolicies policies() {
        var policies = new KnownPolicies();
        policies.add(PolicyVersion.newBuilder().setName("shop").setVersion(3).setSha256("0").setText(text()).setAuthor(
                "ada").setPublishedAt(OPENED.minus(Duration.ofDays(30))).build());
        return policies;
    }

    /** The question is about this person. */
    Night of(String name) {
        person = name;
        return this;
    }

    Night at(int minutes) {
        at = minute(minutes);
        return this;
    }

    Night climbing() {
        return fact(0, FactKind.LADDER_STARTED, "escalator", Map.of("ladder", "urgent"));
    }

    Night fact(int minutes, FactKind kind, String actor, Map<String, String> details) {
        log.add(Topics.TIMELINE, aFact("i1", kind + "-" + minutes, kind).setAt(minute(minutes)).setActor(actor)
                .setDetails(details).setSummary(kind.name()).build());
        return this;
    }

    Night decided(int minutes, String stage, String outcome, String reason) {
        log.add(Topics.DECISIONS, decision(minutes, stage, outcome, reason).setIncidentId("i1").build());
        return this;
    }

    Night paged(NotificationKind kind, DeliveryOutcome... outcomes) {
        var page = aPage("n1", incident.build()).setTarget(person).setKind(kind).setCreatedAt(OPENED).setDueAt(OPENED)
                .setReason("SEV1 opened").build();
        log.add(Topics.NOTIFICATIONS, page);
        for (var outcome : outcomes) {
            log.add(Topics.DELIVERIES, aDelivery("n1", "i1", outcome).setTarget(person).setAt(minute(1)).setReason(
                    "status 404: no such user").build());
        }
        return this;
    }

    static Decision.Builder decision(int minutes, String stage, String outcome, String reason) {
        return Decision.newBuilder().setId(stage + "-" + outcome + "-" + minutes).setAt(minute(minutes)).setServiceKey(
                "checkout").setSignalId("s1").setStage(stage).setOutcome(outcome).setReason(reason).setRuleId("r1")
                .setPolicyVersion(3);
    }

    static Instant minute(int minutes) {
        return OPENED.plus(Duration.ofMinutes(minutes));
    }

    IncidentChain.Chain chain() {
        return new IncidentChain(log, POLICIES).of(incident.build());
    }

    Verdict verdict() {
        var whole = log.find(new LogQuery(Topics.ALL, java.util.Optional.empty(), Set.of(), Instant.EPOCH,
                Instant.MAX));
        return new PersonExplainer(new PersonQuestion(person, at), incident.build(), whole, POLICIES, storms::contains)
                .verdict();
    }

    private static String text() {
        try (var file = Night.class.getResourceAsStream("/explain/policy.yml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
