package dev.tocsin.policytools.cases;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Suspect;
import dev.tocsin.schemas.time.Durations;

/** What can be expected of an incident: a key of {@code expect}, and how it is read from what came. */
public enum ExpectedTrait {
    SEVERITY(Form.TEXT, of(incident -> incident.getSeverity().getId())), //
    RULE(Form.TEXT, of(Incident::getRuleId)), //
    REASON(Form.PART, of(Incident::getRuleReason)), //
    KEY(Form.TEXT, of(Incident::getCorrelationKey)), //
    SERVICE(Form.TEXT, of(Incident::getService)), //
    ENVIRONMENT(Form.TEXT, of(Incident::getEnvironment)), //
    TEAM(Form.TEXT, of(Incident::getTeam)), //
    SYMPTOM(Form.TEXT, of(Incident::getSymptom)), //
    RUNBOOK(Form.TEXT, of(Incident::getRunbook)), //
    TITLE(Form.TEXT, of(Incident::getTitle)), //
    SUMMARY(Form.TEXT, of(Incident::getSummary)), //
    LADDER(Form.TEXT, of(Incident::getLadder)), //
    STATE(Form.STATE, of(incident -> incident.getState().name())), //
    RESPOND(Form.DURATION, (seen, outcome) -> CaseClocks.respond(seen.incident(), outcome.policy()).map(
            Durations::written)
            .map(List::of).orElse(List.of(""))), //
    RESPOND_BY(Form.TEXT, (seen, outcome) -> CaseClocks.respondBy(seen.incident(), outcome.policy()).map(
            Object::toString)
            .map(List::of).orElse(List.of(""))), //
    CONFIDENTIAL(Form.FLAG, of(incident -> Boolean.toString(incident.getConfidential()))), //
    CUSTOMER_FACING(Form.FLAG, of(incident -> Boolean.toString(incident.getCustomerFacing()))), //
    SECURITY(Form.FLAG, of(incident -> Boolean.toString(incident.getSecurity()))), //
    FLAPPING(Form.FLAG, of(incident -> Boolean.toString(incident.getFlapping()))), //
    ALERTS(Form.NUMBER, of(incident -> Integer.toString(incident.getAlertsTotal()))), //
    FIRING(Form.NUMBER, of(incident -> Integer.toString(incident.getAlertsFiring()))), //
    ROUND(Form.NUMBER, of(incident -> Integer.toString(incident.getRound()))), //
    SUPPRESSED_BY(Form.PART, of(Incident::getSuppressedBy)), //
    ACKNOWLEDGED_BY(Form.TEXT, of(Incident::getAcknowledgedBy)), //
    RESOLVED_BY(Form.TEXT, of(Incident::getResolvedBy)), //
    PARENT(Form.TEXT, (seen, outcome) -> List.of(outcome.incident(seen.incident().getParentId())
            .map(Incident::getServiceKey).orElse(seen.incident().getParentId()))), //
    STEPS(Form.WORDS, (seen, _) -> seen.incident().getSteps()), //
    SUSPECTS(Form.WORDS,
            (seen, _) -> seen.incident().getSuspects().stream().map(Suspect::getChangeId).toList()), //
    TIMELINE(Form.FACTS, (seen, _) -> seen.facts().stream().map(Enum::name).toList()), //
    PAGES(Form.PAGES, (seen, outcome) -> CaseClimb.of(seen.incident(), outcome.policy()));

    /** How the value of a trait is written. */
    enum Form {
        /** A text, to be the same. */
        TEXT("SEV1"),
        /** A text, to be a part of what came. */
        PART("part of the text"),
        /** A state. */
        STATE("OPEN"),
        /** true or false. */
        FLAG("true"),
        /** A number. */
        NUMBER("2"),
        /** A duration. */
        DURATION("15m"),
        /** Texts, to be the same in the same order. */
        WORDS("[one, two]"),
        /** Kinds of facts, to be the same in the same order. */
        FACTS("[OPENED, ALERT_JOINED]"),
        /** Who is paged when, if nobody answers. */
        PAGES("[{after: 0m, notify: [on-call]}]");

        private final String example;

        Form(String example) {
            this.example = example;
        }

        String example() {
            return example;
        }
    }

    private final Form form;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final BiFunction<CaseOutcome.Seen, CaseOutcome, List<String>> reading;

    ExpectedTrait(Form form, BiFunction<CaseOutcome.Seen, CaseOutcome, List<String>> reading) {
        this.form = form;
        this.reading = reading;
    }

    private static BiFunction<CaseOutcome.Seen, CaseOutcome, List<String>> of(
            java.util.function.Function<Incident, String> field) {
        return (seen, _) -> List.of(field.apply(seen.incident()));
    }

    /** Its key in a file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Form form() {
        return form;
    }

    static Optional<ExpectedTrait> of(String key) {
        return Arrays.stream(values()).filter(trait -> trait.key().equals(key)).findFirst();
    }

    Optional<Expectation.Difference> differs(Expectation.Value wanted, CaseOutcome.Seen seen, CaseOutcome outcome) {
        var came = reading.apply(seen, outcome);
        return fits(wanted.texts(), came)
                ? Optional.empty()
                : Optional.of(new Expectation.Difference(wanted.place(), key(), words(wanted.texts()), words(came)));
    }

    private boolean fits(List<String> wanted, List<String> came) {
        var isPart = form == Form.PART && !wanted.getFirst().isEmpty();
        return isPart ? came.getFirst().contains(wanted.getFirst()) : came.equals(wanted);
    }

    private String words(List<String> texts) {
        return switch (form) {
            case WORDS, FACTS, PAGES -> texts.toString();
            case TEXT, PART, STATE, FLAG, NUMBER, DURATION -> texts.getFirst().isEmpty() ? "nothing" : texts.getFirst();
        };
    }
}
