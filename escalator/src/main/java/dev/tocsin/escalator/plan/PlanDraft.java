package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.ObligationDecision;
import dev.tocsin.escalator.ladder.ActiveLadder;
import dev.tocsin.escalator.obligation.ObligationContext;
import dev.tocsin.escalator.obligation.RoleRecipients;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.recipient.ChannelClearance;
import dev.tocsin.escalator.recipient.Destinations;
import dev.tocsin.escalator.recipient.RecipientDirectory;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.condition.IncidentFacts;
import dev.tocsin.policy.condition.Judgement;
import dev.tocsin.policy.model.Plan;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.state.Escalation;
import dev.tocsin.state.Told;

/** One evaluation of the plan of an incident: its inputs and the decisions so far. */
final class PlanDraft {

    static final String PRIVATE = "private/";

    private final Escalation.Builder draft;
    private final ObligationContext moment;
    private final ChannelClearance clearance;
    private final PinnedPolicy pinned;
    private final Instant dueAt;
    private final List<ObligationDecision> decisions = new ArrayList<>();
    private final Set<String> withheld = new LinkedHashSet<>();

    /**
     * @param dueAt
     *            when the reported event happened
     */
    PlanDraft(Escalation.Builder draft, ObligationContext moment, Instant dueAt) {
        this.draft = draft;
        this.moment = moment;
        this.clearance = new ChannelClearance(moment.policies());
        this.pinned = moment.policyOf(draft.getIncident());
        this.dueAt = dueAt.isBefore(moment.now()) ? dueAt : moment.now();
    }

    Escalation.Builder draft() {
        return draft;
    }

    Incident incident() {
        return draft.getIncident();
    }

    Policy policy() {
        return pinned.policy();
    }

    Instant now() {
        return moment.now();
    }

    RoleRecipients roleRecipients() {
        return RoleRecipients.of(incident(), moment);
    }

    RecipientDirectory directory() {
        return RecipientDirectory.of(pinned, moment.policies());
    }

    ActiveLadder activeLadder(String ladder) {
        return ActiveLadder.on(pinned, ladder, moment.policies());
    }

    ChannelClearance clearance() {
        return clearance;
    }

    /** The plan for the current severity. */
    Optional<Plan> plan() {
        return policy().plan(incident().getSeverity().getId());
    }

    OpeningMessage words() {
        return new OpeningMessage(policy(), incident(), draft.getTold());
    }

    /** What a declaration says: the fields that the plan names, and which these are. */
    Map<String, String> declaration(Plan plan) {
        var said = new LinkedHashMap<>(words().fields());
        said.put("fields", String.join(",", plan.firstUpdate().isEmpty() ? OpeningMessage.USUAL : plan.firstUpdate()));
        said.put("status-page", isPublic(plan) ? "updated with this incident" : "not updated");
        return said;
    }

    private boolean isPublic(Plan plan) {
        return plan.statusPage().filter(page -> page.when().judge(new IncidentFacts(incident(),
                now())) instanceof Judgement.Yes)
                .isPresent();
    }

    /** Sends the notification, unless the incident is confidential and the channel is not cleared; then records that it was withheld. */
    boolean tell(NotificationKind kind, Told to, String occasion, Map<String, String> details, String why) {
        if (!clearance.isOpenTo(to, incident())) {
            withheld.add(to.getDestination());
            return false;
        }
        say(kind, to, occasion, details, why);
        return true;
    }

    /** Sends the notification in any case, redacted if necessary. */
    void say(NotificationKind kind, Told to, String occasion, Map<String, String> details, String why) {
        var also = Destinations.besides(to, draft.getTold().stream());
        decisions.add(new ObligationDecision.Notify(kind, to, occasion, details, dueAt, also, why));
    }

    /**
     * Whether it is a public incident channel of an incident that became confidential later.
     */
    boolean isExposed(Told to) {
        return incident().getConfidential() && clearance.isOpenTo(to, incident()) && ExternalObject.of(
                to) == ExternalObject.ROOM && draft
                        .getArranged().contains(to) && !draft
                                .getAnnounced().contains(PRIVATE + to.getDestination());
    }

    /** Records that an incident channel is private. */
    void openedInPrivate(Told to) {
        draft.setAnnounced(Stream.concat(draft.getAnnounced().stream(), Stream.of(PRIVATE + to.getDestination()))
                .toList());
    }

    /** Records that the notification was withheld. */
    void withhold(Told to) {
        withheld.add(to.getDestination());
    }

    void happened(FactKind kind, String occasion, String summary, Map<String, String> details) {
        decisions.add(new ObligationDecision.Happened(kind, occasion, summary, details));
    }

    void silent(String code, String why) {
        decisions.add(new ObligationDecision.Silent(code, why));
    }

    /** All decisions, with one for everything that was withheld. */
    List<ObligationDecision> decisions() {
        var unsaid = withheld.isEmpty()
                ? Stream.<ObligationDecision>empty()
                : Stream.of(new ObligationDecision.Silent("confidential",
                        "not notified because the incident is confidential and the channel is not cleared: " + withheld
                                .stream().collect(Collectors.joining(", "))));
        return Stream.concat(decisions.stream(), unsaid).toList();
    }
}
