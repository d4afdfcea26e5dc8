package dev.tocsin.ingest.format;

import java.util.Locale;

/** Why an understood request gives no alert. The code is the metric's label. */
public enum NoAlertReason {
    /** SNS asks to confirm a subscription; a person, or the configured automatic confirmation, must act. */
    SNS_SUBSCRIPTION_CONFIRMATION(true),
    /** Somebody ended the subscription: alarms will no longer come this way. */
    SNS_UNSUBSCRIBE_CONFIRMATION(true),
    /** A message on the topic that is no alarm: plain text, or of another AWS service. */
    SNS_OTHER_MESSAGE(false),
    /** An EventBridge event that is no alarm state change. */
    EVENTBRIDGE_OTHER_EVENT(false),
    /** An alarm was made or changed; that opens and closes nothing. */
    ALARM_CONFIGURATION_CHANGE(false),
    /** The alarm has no data; what is open stays open. */
    ALARM_INSUFFICIENT_DATA(false),
    /** The alarm's own suppressor holds its actions back. */
    ALARM_ACTIONS_SUPPRESSED(false),
    /** A Sentry hook about something else than an alert: comment, installation. */
    SENTRY_OTHER_RESOURCE(false),
    /** Somebody was assigned, or a field changed. */
    SENTRY_ISSUE_UPDATED(false),
    /** Somebody ignored or archived the issue. */
    SENTRY_ISSUE_IGNORED(false),
    /** Sentry's activity alert tells how far something got, and of no fault. */
    SENTRY_PROGRESS(false),
    /** A group without alerts: a probe, or a template that found none. */
    NO_ALERTS_IN_GROUP(false),
    /** Somebody pressed the test button of the sender. */
    TEST_SEND(false),
    /** Somebody acknowledged, commented or muted there, or the check is paused; what is open stays open. */
    SENDER_UPDATE(false),
    /** An event of a kind that opens and closes nothing. */
    OTHER_EVENT(false),
    /** A step of a change that has no effect yet: queued, pending, in progress. */
    CHANGE_NOT_DONE(false),
    /** Nothing in the body says whether something is wrong, or what the alert is known by. */
    UNDECIDED(true),
    /** A heartbeat's log entry, which is no beat. */
    HEARTBEAT_LOG(false),
    /** Somebody did something where they were paged that changes nothing here: a priority, a responder. */
    ANSWER_OF_NO_CONSEQUENCE(false),
    /** Not a person did it; mostly it is our own doing that comes back. */
    ANSWER_OF_A_MACHINE(false),
    /** It is about an incident there that did not come from here. */
    ANSWER_ABOUT_SOMETHING_ELSE(false),
    /** A button or link that no longer works: expired, of an earlier round, or of an incident that is over. */
    ANSWER_TOO_LATE(false),
    /** A button or code that is not ours, or that somebody pressed who may not. */
    ANSWER_NOT_OURS(false),
    /** A person's telephone number sent too many wrong codes: its codes are refused for a while. */
    ANSWER_GUESSED(true),
    /** A code of a number that sent too many wrong ones. */
    ANSWER_LOCKED(false),
    /** A vendor's report on a page that says nothing new, such as queued or ringing. */
    REPORT_OF_NO_CONSEQUENCE(false),
    /** A person's report of a problem that lacks something; the person sees what. */
    REPORT_INCOMPLETE(false),
    /** Somebody asked how to report a problem. */
    REPORT_HELP(false);

    private final boolean forOperator;

    NoAlertReason(boolean forOperator) {
        this.forOperator = forOperator;
    }

    /** Whether a person has to see it; then it is also put on the quarantine topic. */
    public boolean forOperator() {
        return forOperator;
    }

    /** Such as {@code alarm-deleted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
