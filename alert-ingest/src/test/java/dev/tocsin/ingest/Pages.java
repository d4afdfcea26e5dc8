package dev.tocsin.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Command;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.ingest.answer.AnswerDesk;
import dev.tocsin.ingest.answer.KnownIncidents;
import dev.tocsin.ingest.answer.People;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.PageMark;

/** Pages that went out, with the tokens that come back of them. */
public final class Pages {

    public static final String INCIDENT = "0a1b2c3d-abcdefgh2345";
    public static final String SECRET = "a-secret-of-this-installation";
    public static final String URL = "https://alerts.example.org";
    public static final String POLICY = """
            policy: shop
            severities: [{id: SEV1, ladder: page}]
            rules: [{id: all, when: "true", severity: SEV1}]
            ladders: {page: {steps: [{notify: [ada]}]}}
            targets:
              ada:
                - {channel: chat, address: U0ADA}
                - {channel: texts, address: "+15550100"}
                - {channel: calls, address: "+15550100"}
                - {channel: bot, address: "4711"}
                - {channel: push, address: uQiRzpo4DXghDmr9QzzfQu27cmVRsG}
              ben: [{channel: chat, address: U0BEN}]
              dora:
                reach: [{channel: texts, address: "+15550111"}]
                accounts: {slack: U0DORA, telegram: 815, pagerduty: PJ0LVEB, opsgenie: dora@example.org, github: dora-gh,
                  jira: "5b10a2844c20165700ede21g", linear: "2cef7a41-6a9a-4ac1-9b2e-3f1b1a0c5d10"}
            channels:
              chat: {type: slack, token: {env: SLACK}}
              texts: {type: sms, account: AC1, token: {env: TWILIO}, from: "+15550199"}
              calls: {type: voice, account: AC1, token: {env: TWILIO}, from: "+15550199"}
              bot: {type: telegram, token: {env: TELEGRAM}}
              push: {type: pushover, token: {env: PUSHOVER}}
            """;

    private static final AnswerKeys KEYS = AnswerKeys.of(List.of(SECRET));

    private Pages() {}

    /** A service with a door for answers, and these settings of a source besides. */
    public static IngestHarness ingest(String... settings) {
        var all = new java.util.ArrayList<>(List.of("answers.url", URL, "answers.secret", SECRET));
        all.addAll(List.of(settings));
        var ingest = IngestHarness.with(all.toArray(String[]::new));
        ingest.wholePolicy(POLICY);
        return ingest;
    }

    /** Who judges answers by that policy, with the door open. */
    public static AnswerDesk desk() {
        try {
            var policy = PolicyLoader.load("policy.yml", POLICY).policy();
            return new AnswerDesk(new AnswerDoor(Optional.of(URL), KEYS), new People(() -> policy),
                    new KnownIncidents());
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** A token of ada's page in round 1, good for an hour from now. */
    public static String token(AnswerWay way, AnswerAction action, Instant now) {
        return token(way, action, 1, now);
    }

    public static String token(AnswerWay way, AnswerAction action, int round, Instant now) {
        return KEYS.sign(new ActionToken(way, action, INCIDENT, round, ActionToken.personKey("ada"), now.plus(Duration
                .ofHours(1)))).orElseThrow();
    }

    /** The mark of ada's page by a channel. */
    public static String mark(String channel, String address, Instant now) {
        return KEYS.sign(new PageMark(INCIDENT, 1, "page-1", "ada", channel, channel + ":" + address,
                NotificationKind.PAGE, 1, now.plus(Duration.ofHours(1)))).orElseThrow();
    }

    /** The incident that was paged, as the log has it. */
    public static Incident incident(int round, IncidentState state, String by, Instant now) {
        var incident = Incident.newBuilder().setId(INCIDENT).setRevision(round * 10L + state.ordinal()).setServiceKey(
                "checkout").setCorrelationKey("checkout").setState(state).setTitle("Error rate <above> 5 %").setSummary(
                        "").setSeverity(new Severity("SEV1", 1)).setService("checkout").setEnvironment("").setTeam("")
                .setRunbook("").setCustomerFacing(false).setLadder("page").setPolicyName("shop").setPolicyVersion(1)
                .setRuleId("all").setRuleReason("").setAlertsTotal(1).setAlertsFiring(1).setLinks(List.of()).setAlerts(
                        List.of()).setOpenedAt(now).setRoundStartedAt(now).setUpdatedAt(now).setRound(round);
        switch (state) {
            case ACKNOWLEDGED -> incident.setAcknowledgedBy(by);
            case RESOLVED -> incident.setResolvedBy(by);
            default -> incident.setAcknowledgedBy("");
        }
        return incident.build();
    }

    public static List<Command> commands(IngestHarness ingest) {
        return ingest.signals().stream().filter(signal -> signal.getBody() instanceof Command).map(
                signal -> (Command) signal.getBody()).toList();
    }
}
