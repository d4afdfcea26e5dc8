package dev.tocsin.ingest.format.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.authenticity.HmacSignature;
import dev.tocsin.ingest.authenticity.SignatureScheme;

/** Webhooks of ticket systems, as their documentation shows them, about the ticket of {@link Pages#INCIDENT}. */
public enum Tickets {
    /** docs.github.com, "Webhook events and payloads", {@code issues}. */
    GITHUB("github-issues", "X-Hub-Signature-256", SignatureScheme.github(), "dora-gh", "mallory", "\"type\":\"User\"",
            "\"type\":\"Bot\"") {
        @Override
        String body(boolean closed, Instant at) {
            var time = at.truncatedTo(ChronoUnit.SECONDS);
            return """
                    {"action":"%s","issue":{"id":1,"number":12,"title":"[SEV1] DB down","state":"%s","user":{"login":"tocsin-bot","type":"User"},
                    "closed_at":%s,"updated_at":"%s","state_reason":"completed","body":"<!-- tocsin:%s -->\\n**[SEV1]** tocsin:0a1b2c3d-other"},
                    "repository":{"full_name":"shop/ops"},"sender":{"login":"dora-gh","id":5,"type":"User"}}"""
                    .formatted(closed ? "closed" : "reopened", closed ? "closed" : "open", closed
                            ? "\"" + time + "\""
                            : "null", time, Pages.INCIDENT).replace("\"tocsin-bot\",\"type\":\"User\"",
                                    "\"tocsin-bot\"");
        }

        @Override
        public String renamed(Instant at) {
            return body(true, at).replace("\"action\":\"closed\"", "\"action\":\"edited\"");
        }
    },
    /** developer.atlassian.com, "Webhooks", "Example callback for an issue related event". */
    JIRA("jira", "X-Hub-Signature", SignatureScheme.jira(), "5b10a2844c20165700ede21g", "5b10a2844c20165700000000",
            "\"accountType\":\"atlassian\"", "\"accountType\":\"app\"") {
        @Override
        String body(boolean closed, Instant at) {
            var moved = "{\"field\":\"status\",\"fieldtype\":\"jira\",\"from\":\"3\",\"to\":\"10001\"}";
            var resolution = closed
                    ? "{\"field\":\"resolution\",\"from\":null,\"to\":\"10000\"}"
                    : "{\"field\":\"resolution\",\"from\":\"10000\",\"to\":null}";
            return """
                    {"timestamp":%d,"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_generic",
                    "user":{"accountId":"5b10a2844c20165700ede21g","accountType":"atlassian","displayName":"Dora"},
                    "issue":{"id":"99291","key":"OPS-12","fields":{"summary":"[SEV1] DB down","description":"Alert: tocsin:0a1b2c3d-other\\n\\ntocsin:%s",
                    "status":{"name":"Erledigt","statusCategory":{"key":"%s"}}}},"changelog":{"id":"10124","items":[%s,%s]}}"""
                    .formatted(at.toEpochMilli(), Pages.INCIDENT, closed ? "done" : "indeterminate", moved, resolution);
        }

        @Override
        public String renamed(Instant at) {
            return body(true, at).replace("\"field\":\"status\"", "\"field\":\"summary\"");
        }
    },
    /** linear.app/developers/webhooks, "Data change events payload". */
    LINEAR("linear", "Linear-Signature", SignatureScheme.linear(), "2cef7a41-6a9a-4ac1-9b2e-3f1b1a0c5d10",
            "2cef7a41-6a9a-4ac1-9b2e-000000000000", "\"type\":\"user\"", "\"type\":\"oauthClient\"") {
        @Override
        String body(boolean closed, Instant at) {
            return """
                    {"action":"update","type":"Issue","actor":{"id":"2cef7a41-6a9a-4ac1-9b2e-3f1b1a0c5d10","type":"user","name":"Dora"},
                    "createdAt":"%s","data":{"id":"539068e2-ae88-4d09-bd75-22eb4a59612f","identifier":"OPS-12","description":"tocsin:0a1b2c3d-other\\n\\ntocsin:%s",
                    "state":{"id":"s-2","name":"Done","type":"%s"}},"updatedFrom":{"stateId":"s-1","completedAt":%s,"updatedAt":"2020-01-23T12:53:18.084Z"},
                    "webhookTimestamp":%d,"webhookId":"000042e3-d123-4980-b49f-8e140eef9329"}"""
                    .formatted(at, Pages.INCIDENT, closed ? "completed" : "started", closed
                            ? "null"
                            : "\"" + at.minusSeconds(60) + "\"", at.toEpochMilli());
        }

        @Override
        public String renamed(Instant at) {
            return body(true, at).replace("\"stateId\":\"s-1\",", "\"title\":\"DB\",");
        }
    };

    private final String source;
    private final String header;
    private final SignatureScheme scheme;
    private final String account;
    private final String stranger;
    private final String person;
    private final String application;

    Tickets(String source, String header, SignatureScheme scheme, String account, String stranger, String person,
            String application) {
        this.source = source;
        this.header = header;
        this.scheme = scheme;
        this.account = account;
        this.stranger = stranger;
        this.person = person;
        this.application = application;
    }

    abstract String body(boolean closed, Instant at);

    /** Something else than the state changed. */
    public abstract String renamed(Instant at);

    public String closed(Instant at) {
        return body(true, at);
    }

    public String reopened(Instant at) {
        return body(false, at);
    }

    /** The same, done by an application. */
    public String byApplication(String body) {
        return body.replace(person, application);
    }

    public String sign(String secret, String body) {
        return HmacSignature.of(scheme, secret, "", body.getBytes(UTF_8));
    }

    public String source() {
        return source;
    }

    public String path() {
        return "/v1/" + source;
    }

    public String header() {
        return header;
    }

    /** Of dora. */
    public String account() {
        return account;
    }

    /** Of nobody in the policy. */
    public String stranger() {
        return stranger;
    }
}
