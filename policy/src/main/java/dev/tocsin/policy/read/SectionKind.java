package dev.tocsin.policy.read;

import java.util.List;

import dev.tocsin.policy.model.Vendor;
import dev.tocsin.schemas.incident.ClockKind;

/** The mappings of a policy file and the keys that each knows. The JSON Schema for editors is held to this list. */
public enum SectionKind {
    POLICY("the policy", "policy", "time-zone", "calendars", "service", "services", "symptoms", "sources", "mappings",
            "severities",
            "defaults",
            "rules", "fallback", "windows", "routing", "flapping", "heartbeats", "reports", "silences", "maintenance",
            "inhibit",
            "storms", "emergency",
            "changes", "dependents",
            "roles", "escalations", "operator", "plans", "stakeholders", "follow-ups", "ladders", "targets",
            "schedules",
            "channels", "messages",
            "link"), //
    CALENDAR("a calendar", "zone", "days", "hours", "holidays"), //
    HOLIDAYS("'holidays'", "country", "region"), //
    SERVICE("'service'", "labels"), //
    SERVICE_NODE("a service", "depends-on", "system"), //
    SYMPTOM("a symptom", "title", "runbook", "steps"), //
    SOURCE("a source", "expire"), //
    MAPPING("a mapping", "each", "identity", "state", "firing", "resolved", "ignore", "otherwise", "name", "summary",
            "description", "severity", "starts-at", "ends-at", "delivery-id", "labels", "values", "links"), //
    SEVERITY("a severity", "id", "title", "ladder", "quiet", "reopen", "plan", "clocks",
            "page-within"), //
    CLOCKS("'clocks'", ClockKind.keys().toArray(String[]::new)), //
    CLOCK("a clock", "within", "calendar", "warn-at"), //
    RULE("a rule", "id", "reason", "when", "severity", "correlate-by", "ladder", "respond", "clocks", "threshold",
            "window", "similar", "resolve", "lower", "inactive", "max-age", "set"), //
    FALLBACK("'fallback'", "reason", "severity", "correlate-by", "ladder", "respond", "clocks", "threshold",
            "window", "similar", "resolve", "lower", "inactive", "max-age", "set"), //
    DEFAULTS("'defaults'", "correlate-by", "respond", "threshold", "window", "similar", "resolve", "lower", "inactive",
            "max-age", "set"), //
    THRESHOLD("'threshold'", "alerts", "within"), //
    SET("'set'", "environment", "team", "symptom", "runbook", "title", "customer-facing", "security",
            "confidential"), //
    SPAN("a span of a window", "times", "days", "days-of-month", "months", "years", "zone"), //
    ROUTE("a route", "name", "when", "continue", "notify", "ladder", "group-by", "group-wait", "group-interval",
            "repeat", "mute",
            "active", "routes"), //
    FLAPPING("'flapping'", "transitions", "within", "leave", "quiet"), //
    SILENCE("a silence", "id", "when", "services", "author", "reason", "every", "zone", "from", "until"), //
    MAINTENANCE("a maintenance window", "id", "services", "when", "author", "reason", "every", "zone", "from",
            "until"), //
    WINDOW("'every'", "days", "from", "to", "zone"), //
    INHIBITION("an inhibition", "id", "source", "target", "equal", "along"), //
    THROTTLE("'throttle'", "messages", "within"), //
    STORM("a storm", "id", "by", "alerts", "within", "leave", "severity", "ladder", "except", "hold"), //
    HEARTBEAT("a heartbeat", "name", "every", "grace", "service", "severity", "match"), //
    REPORTS("'reports'", "services", "impacts", "confidential", "links"), //
    REPORT_IMPACT("an impact", "name", "title", "severity"), //
    REPORT_LINK("a link of 'reports'", "name", "title", "from", "services", "confidential", "until", "zone", "key"), //
    EMERGENCY("'emergency'", "after", "match", "notify", "channel", "pages"), //
    CHANGES("'changes'", "look-back"), //
    LADDER("a ladder", "steps", "repeat", "repeat-after", "acknowledges", "acknowledge-expires", "on-raise",
            "exhausted"), //
    EXHAUSTED("'exhausted'", "notify", "every", "digest"), //
    STEP("a step", "after", "notify", "when"), //
    SECONDS("'notify'", "primary", "secondary", "secondary-after"), //
    PLAN("a plan", "channel", "ticket", "status-page", "war-room", "updates", "first-update"), //
    PLAN_CHANNEL("'channel'", "on", "name", "shared"), //
    TICKET("'ticket'", "on", "project"), //
    STATUS_PAGE("'status-page'", "on", "when"), //
    UPDATES("'updates'", "inside", "outside", "first-outside", "remind-before", "by", "escalate"), //
    FIRST_UPDATE("'first-update'", "fields"), //
    STAKEHOLDER("a stakeholder", "id", "when", "notify", "on"), //
    AFTERMATH("an entry of 'follow-ups'", "severities", "review", "checklist"), //
    REVIEW("'review'", "within", "calendar", "warn-at", "template", "document"), //
    REVIEW_PART("a section of 'document'", "section", "heading", "ask", "horizons"), //
    TASK("a task", "task", "within", "calendar", "warn-at", "owner"), //
    SCHEDULE("a schedule", "zone", "layers", "overrides", "swaps"), //
    LAYER("a layer", "name", "people", "rotate", "handover", "shifts", "from", "until", "only", "during",
            "outside"), //
    HOURS("'only'", "days", "from", "to"), //
    OVERRIDE("an override", "people", "from", "until"), //
    SWAP("a swap", "between", "from", "until"), //
    TARGET("a target", "reach", "accounts", "contact", "quiet-hours", "zone"), //
    ACCOUNTS("'accounts'", Vendor.words().toArray(String[]::new)), //
    ADDRESS("an address", "channel", "address", "throttle"), //
    CONTACT("a contact rule", "severities", "only", "during", "outside", "steps"), //
    CONTACT_STEP("a contact step", "after", "by"), //
    QUIET_HOURS("'quiet-hours'", "severities", "only", "during", "outside", "instead"), //
    MESSAGE("a message", "kinds", "channels", "headline", "lines"), //
    MESSAGE_LINE("a line of a message", "label", "text", "link"), //
    LINK("'link'", "console"), //
    SECRET("a secret reference", "env", "file");

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    SectionKind(String title, String... keys) {
        this.title = title;
        this.keys = List.of(keys);
    }

    /** What a person calls it. */
    public String title() {
        return title;
    }

    /** The keys it knows, in the order in which one writes them. */
    public List<String> keys() {
        return keys;
    }
}
