package dev.tocsin.console.explain;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.schemas.decision.DecisionKind;

/** Why a person was not paged, or did not notice a page: what happened, and what would have had to be different. */
public enum MissedPage {

    /** Nothing fired. */
    NO_INCIDENT("No incident was open at that time, and no alert was withheld.",
            "An alert must fire, match a rule and open an incident."), //
    /** A silence hid the alert. */
    SILENCED("A silence hid the alert: {reason}.",
            "The silence ({rule}) must not match the alert, or must end earlier."), //
    /** Maintenance hid the alert. */
    MAINTENANCE("A maintenance window covered the alert: {reason}.",
            "The maintenance window ({rule}) must not cover the alert, or must end earlier."), //
    /** Another alert made it needless. */
    INHIBITED("Another alert inhibited the alert: {reason}.",
            "The inhibiting alert must be resolved, or inhibition {rule} must not match."), //
    /** It was over before the suppression ended. */
    RESOLVED_WHILE_SUPPRESSED("The alert was resolved while it was suppressed: {reason}.",
            "The alert must still fire when the suppression ends."), //
    /** Too few alerts. */
    BELOW_THRESHOLD("The alerts did not reach the threshold of the policy: {reason}.",
            "More alerts must fire within the window, or the threshold of the rule must be lower."), //
    /** It was known already. */
    DUPLICATE("The alert belongs to an alert or incident that was known already: {reason}.",
            "The incident must be over, or its next step must be due; one incident pages by its ladder only."), //
    /** It flaps. */
    FLAPPING("The alert flaps: {reason}.",
            "The alert must be stable for the time that the policy sets for flapping."), //
    /** It came too late, or not as a firing alert. */
    STALE_ALERT("The delivery of the alert was outdated or unreadable: {reason}.",
            "The source must send the firing alert before its resolve, and in order."), //
    /** It is being looked for in another service. */
    BEING_ASSIGNED("The alert was on its way to the service that knows it: {reason}.",
            "The page follows as soon as that service has judged the alert."), //
    /** No policy expects the call. */
    UNKNOWN_HEARTBEAT("Nobody expects the heartbeat: {reason}.",
            "The policy must declare the heartbeat, with the service that it is sent for."), //
    /** The person does not exist. */
    UNKNOWN_PERSON("Policy version {version} has no target named {person}.",
            "Use the name of a target of the policy, or add the person to 'targets'."), //
    /** Merged. */
    MERGED("The incident was merged into incident {other}, which pages for both.",
            "Ask why you were not paged for incident {other}."), //
    /** A storm is one incident. */
    STORM("The incident was folded into a storm: {reason}.",
            "The storm must be over while the incident is still open; ask who was paged for incident {other}."), //
    /** Its cause is another incident. */
    PARENT("A parent incident pages for it: {reason}.",
            "The parent must be resolved while this incident is still open; ask who was paged for incident {other}."), //
    /** All its alerts are suppressed, or people suppressed it. */
    SUPPRESSED("Paging was suppressed: {reason}.",
            "What suppressed paging must end while the incident is still open."), //
    /** No rule of the policy matched. */
    NO_RULE("No rule matched the alert, and the fallback's ladder {ladder} pages nobody.",
            "Add a rule for the alert, or name a ladder with steps in 'fallback'."), //
    /** The severity pages nobody. */
    NO_LADDER("Rule {rule} set {severity}, whose ladder {ladder} pages nobody.",
            "The rule must set a severity whose ladder has steps, or ladder {ladder} must name somebody."), //
    /** The first page waits. */
    WAITING_FOR_LOG("The first page waited until the log was read, because a storm might have folded the incident.",
            "The page follows within moments; without 'hold' in the policy it does not wait."), //
    /** Not named. */
    NOT_ON_LADDER("No step of ladder {ladder} names {person}, directly or through a schedule; it names {names}.",
            "A step of ladder {ladder} must name {person}, or a schedule with {person} on it."), //
    /** Confidential incidents go to cleared channels only. */
    CONFIDENTIAL("The incident is confidential, and no channel of {person} is cleared for it.",
            "{person} needs an address on a channel with 'cleared: true', or must be on ladder {ladder}."), //
    /** Somebody else was on call. */
    NOT_ON_CALL("{person} was not on call when step {step} was due at {due}: {oncall}.",
            "{person} must be on call on that schedule at {due}, by rotation, swap or override."), //
    /** Acknowledged by the person. */
    ALREADY_RESPONDING("{person} had acknowledged the incident before step {step} was due.",
            "A person who acknowledged is not paged again by the same ladder."), //
    /** Acknowledged before. */
    ACKNOWLEDGED_BEFORE_STEP("{actor} acknowledged the incident at {at}, before step {step} was due at {due}.",
            "The incident must be unacknowledged at {due}, or step {step} must be due earlier."), //
    /** Snoozed before. */
    SNOOZED_BEFORE_STEP("{actor} snoozed the incident at {at}, before step {step} was due at {due}.",
            "The snooze must end before {due}, or step {step} must be due earlier."), //
    /** Mitigated before. */
    MITIGATED_BEFORE_STEP("{actor} mitigated the incident at {at}, before step {step} was due at {due}.",
            "The incident must not be mitigated at {due}, or step {step} must be due earlier."), //
    /** Over before. */
    RESOLVED_BEFORE_STEP("The incident was resolved at {at}, before step {step} was due at {due}.",
            "The incident must still be open at {due}, or step {step} must be due earlier."), //
    /** Not yet due. */
    STEP_NOT_REACHED("Step {step}, the first that names {person}, was due at {due}, after that time.",
            "Step {step} must be due earlier, or an earlier step must name {person}."), //
    /** Its condition did not hold. */
    STEP_SKIPPED("Step {step} was skipped, because its condition is not met: {reason}.",
            "The condition ('when') of step {step} must hold for the incident."), //
    /** The ladder had paged everybody. */
    LADDER_EXHAUSTED("The ladder had paged everybody and was exhausted.",
            "The ladder must have more steps, or repeat."), //
    /** Too late to wake anybody. */
    PAGE_TOO_LATE("The page came too late to wake anybody, so {person} was notified without paging: {reason}.",
            "The escalator must run when the step is due."), //
    /** Somebody was paged before the alert reached Kafka. */
    PAGED_IN_EMERGENCY("The emergency channel had paged while Kafka was unavailable: {reason}.",
            "Kafka must be available when the alert fires; the next step pages unless somebody acknowledges."), //
    /** The person does not want to be woken by it. */
    QUIET_HOURS("{person} was not contacted: {reason}.",
            "The severity must not be listed in the quiet hours of {person}, or the hours must be over."), //
    /** Not yet sent. */
    PAGE_UNSENT("{person} was to be paged by channel {channel} at {at}, and the notifier had not sent it yet.",
            "The notifier must run; see its health and the lag of its group."), //
    /** Retried or throttled. */
    PAGE_RETRIED("The page to {person} by channel {channel} was delayed: {reason}.",
            "The receiver must accept the message at the first attempt; it was not reachable, or asked for a pause."), //
    /** Refused. */
    PAGE_REJECTED("The receiver of channel {channel} rejected the page to {person}: {reason}.",
            "Change what the reason names: the address, a permission or a setting of the channel."), //
    /** Given up. */
    PAGE_GAVE_UP("All attempts to page {person} by channel {channel} failed: {reason}.",
            "The channel must be reachable before its retries are used up."), //
    /** Dropped as superseded or no longer fresh. */
    PAGE_DROPPED("The page to {person} by channel {channel} was not sent: {reason}.",
            "The page must be sent before the state of the incident changes."), //
    /** The step reached nobody, or not this person, and the log says no more. */
    STEP_REACHED_NOBODY("The pages of step {step} were not delivered: {reason}.",
            "The channels of the step must deliver."), //
    /** Delivered. */
    PAGE_NOT_SEEN(
            "{person} was paged by channel {channel} at {at}, and the receiver accepted it; {person} did not respond.",
            "The message must be seen: check the notification settings of the device, or add a channel that rings."), //
    /** In doubt. */
    UNEXPLAINED("The records that were read do not say why {person} was not paged.",
            "Read the chain of the incident; part of the log may be too old or too long to read.");

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final String sentence;
    private final String remedy;

    MissedPage(String sentence, String remedy) {
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** What happened. */
    public String sentence(Map<String, String> values) {
        return fill(sentence, values);
    }

    /** What would have had to be different. */
    public String remedy(Map<String, String> values) {
        return fill(remedy, values);
    }

    /** Whether these values are all that the sentence and the remedy name. */
    boolean isFilledBy(Set<String> names) {
        return NAME.matcher(sentence + remedy).results().map(found -> found.group(1)).allMatch(names::contains);
    }

    /** The reason that a decision is, if it speaks against a page. */
    public static MissedPage of(DecisionKind kind) {
        return switch (kind.stage()) {
            case "address" -> BEING_ASSIGNED;
            case "dedup" -> ofDedup(kind.code());
            case "suppress" -> ofSuppress(kind.code());
            case "correlate" -> ofCorrelate(kind.code());
            case "ladder" -> ofLadder(kind.code());
            case "deliver" -> ofDeliver(kind.code());
            case "breaker" -> PAGE_RETRIED;
            case "heartbeat" -> kind.code().equals("unknown-heartbeat") ? UNKNOWN_HEARTBEAT : RESOLVED_BEFORE_STEP;
            default -> UNEXPLAINED;
        };
    }

    private static MissedPage ofDedup(String code) {
        return switch (code) {
            case "repeat", "repeat-after-resolve" -> DUPLICATE;
            case "flapping" -> FLAPPING;
            case "late", "resolved-before-seen", "unreadable-status" -> STALE_ALERT;
            default -> UNEXPLAINED;
        };
    }

    private static MissedPage ofSuppress(String code) {
        return switch (code) {
            case "silenced" -> SILENCED;
            case "maintenance" -> MAINTENANCE;
            case "inhibited" -> INHIBITED;
            case "over-while-held" -> RESOLVED_WHILE_SUPPRESSED;
            default -> UNEXPLAINED;
        };
    }

    private static MissedPage ofCorrelate(String code) {
        return switch (code) {
            case "waiting", "waited-in-vain" -> BELOW_THRESHOLD;
            case "joined", "refired", "repeat-after-resolve" -> DUPLICATE;
            case "linked" -> PARENT;
            case "merged" -> MERGED;
            case "acknowledged" -> ACKNOWLEDGED_BEFORE_STEP;
            case "snoozed" -> SNOOZED_BEFORE_STEP;
            case "mitigated" -> MITIGATED_BEFORE_STEP;
            case "resolved", "timed-out", "closed" -> RESOLVED_BEFORE_STEP;
            default -> UNEXPLAINED;
        };
    }

    private static MissedPage ofLadder(String code) {
        return switch (code) {
            case "scheduled", "silent-climbing", "silent-more-needed" -> STEP_NOT_REACHED;
            case "missed", "contact-too-late" -> PAGE_TOO_LATE;
            case "contact-quiet-hours" -> QUIET_HOURS;
            case "contact-acknowledged" -> ALREADY_RESPONDING;
            case "contact-stopped" -> ACKNOWLEDGED_BEFORE_STEP;
            case "held", "silent-held-back", "silent-update-held-back" -> SUPPRESSED;
            case "skipped" -> STEP_SKIPPED;
            case "spared" -> ALREADY_RESPONDING;
            case "paged-in-emergency" -> PAGED_IN_EMERGENCY;
            case "nobody-reached", "silent-clock-not-told" -> STEP_REACHED_NOBODY;
            case "listed", "silent-exhausted" -> LADDER_EXHAUSTED;
            case "silent-nobody" -> NO_LADDER;
            case "stopped", "silent-acknowledged" -> ACKNOWLEDGED_BEFORE_STEP;
            case "silent-mitigated" -> MITIGATED_BEFORE_STEP;
            case "silent-over", "silent-never-told" -> RESOLVED_BEFORE_STEP;
            case "silent-log-unread" -> WAITING_FOR_LOG;
            case "silent-confidential" -> CONFIDENTIAL;
            default -> UNEXPLAINED;
        };
    }

    private static MissedPage ofDeliver(String code) {
        return switch (code) {
            case "retry", "held" -> PAGE_RETRIED;
            case "rejected" -> PAGE_REJECTED;
            case "gave-up" -> PAGE_GAVE_UP;
            default -> code.startsWith("dropped-") ? PAGE_DROPPED : UNEXPLAINED;
        };
    }

    private static String fill(String template, Map<String, String> values) {
        var known = without(": {reason}", "reason", without(" ({rule})", "rule", template, values), values);
        return NAME.matcher(known).replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1),
                "?")));
    }

    /** A record of a build of before may name no rule, or no reason. */
    private static String without(String part, String name, String template, Map<String, String> values) {
        return values.getOrDefault(name, "?").isEmpty() ? template.replace(part, "") : template;
    }
}
