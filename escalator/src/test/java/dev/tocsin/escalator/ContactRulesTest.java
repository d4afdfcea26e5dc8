package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.needing;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Decision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.ContactRule.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A paged person is reached by their own rule: push, then text, then a call, until somebody acknowledges. */
class ContactRulesTest {

    private static final ContactRule RULE = new ContactRule(Set.of("SEV1"), List.of(), List.of(step(0, "push"), step(2,
            "text"), step(4, "phone")));

    private EscalatorHarness escalator = new EscalatorHarness(policy(RULE).build());

    private static Step step(int minutes, String... channels) {
        return new Step(ofMinutes(minutes), List.of(channels));
    }

    private static PolicyBuilder policy(ContactRule... rules) {
        return aPolicy().channel("push", "ntfy").channel("text", "sms").channel("phone", "voice").target("ada",
                "push:ada", "text:ada", "phone:ada", "inbox:ada").contact("ada", new Contact(List.of(rules), Optional
                        .empty())).ladder("sev1", 0, ofMinutes(10), rung(0, "ada"), rung(10, "lead"))
                .ladder("sev2", 0, ofMinutes(10), rung(0, "ada"), rung(10, "lead"));
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    /** Where pages went since the last look, with minutes since the opening. */
    private List<String> pages() {
        return escalator.notifications().stream().map(page -> page.getDestination() + "+" + Duration.between(OPENED_AT,
                page.getCreatedAt()).toMinutes()).toList();
    }

    private List<Notification> opened() {
        escalator.opened(anIncident());
        return escalator.notifications();
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    @Test
    void shouldPushThenTextThenCall() {
        escalator.opened(anIncident());
        assertThat(pages()).containsExactly("push:ada+0", "inbox:ada+0");

        escalator.advance(ofMinutes(9));

        assertThat(pages()).containsExactly("text:ada+2", "phone:ada+4");
    }

    @Test
    void shouldSayWhyThenAndThere() {
        opened();
        escalator.advance(ofMinutes(3));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getReason()).isEqualTo("step 1 of ladder sev1: by text, 2 min after push;"
                    + " unacknowledged for 2 min");
            assertThat(page.getDueAt()).isEqualTo(OPENED_AT.plus(ofMinutes(2)));
            assertThat(page.getOccasion()).isEqualTo("contact/2");
            assertThat(page.getLate()).isFalse();
        });
        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.PAGED).extracting(
                TimelineEntry::getSummary).last().asString().startsWith(
                        "ada via text: step 1 of ladder sev1: by text, 2 min after push");
        assertThat(escalator.decisions()).extracting(Decision::getReason).first().asString().contains(
                "ada: by the contact rule: push at once, text after 2 min, phone after 4 min");
    }

    @Test
    void shouldStopWhenSomebodyAcknowledges() {
        opened();
        escalator.advance(ofMinutes(1));

        escalator.acknowledged();
        escalator.advance(ofHours(1));

        assertThat(escalator.decisions()).extracting(Decision::getReason).last().asString().contains(
                "ada: the incident is acknowledged or over: not contacted by text, phone");
        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.store().get(anIncident().build().getId()).getContacts()).isEmpty();
    }

    @Test
    void shouldGiveTheSameIdsAsBeforeToWhatIsPagedAtOnce() {
        var ids = opened().stream().map(Notification::getId).toList();
        with(policy());

        assertThat(opened()).extracting(Notification::getId).hasSize(4).containsAll(ids);
    }

    @Test
    void shouldGiveEachContactStepAnIdOfItsOwn() {
        with(policy(new ContactRule(Set.of(), List.of(), List.of(step(0, "push"), step(2, "push"), step(4, "push")))));
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(5));

        assertThat(escalator.notifications()).filteredOn(page -> page.getChannel().equals("push")).hasSize(3)
                .extracting(Notification::getId).doesNotHaveDuplicates();
    }

    @Test
    void shouldUseTheNextStepAtOnceWhenOneReachedNobody() {
        var push = opened().getFirst();
        escalator.advance(ofSeconds(10));

        escalator.refused(push);

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getDestination()).isEqualTo("text:ada");
            assertThat(page.getReason()).startsWith("step 1 of ladder sev1: by text at once, because nobody was"
                    + " reached at push:ada (Slack answered channel_not_found)");
        });
        escalator.advance(ofMinutes(5));
        assertThat(pages()).containsExactly("phone:ada+4");
    }

    @Test
    void shouldRunTheNextStepOfTheLadderWhenAllContactStepsFailed() {
        escalator.refused(opened().getFirst());
        var text = escalator.notifications().getFirst();
        escalator.refused(text);
        var phone = escalator.notifications().getFirst();
        assertThat(phone.getDestination()).isEqualTo("phone:ada");

        escalator.refused(phone);

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getTarget()).isEqualTo("lead");
            assertThat(page.getReason()).contains("step 1 reached nobody");
        });
    }

    @Test
    void shouldUseAllAddressesAtOnceWhereNoRuleCoversTheSeverity() {
        escalator.opened(anIncident().severity(2, "sev2"));

        assertThat(pages()).containsExactly("push:ada+0", "text:ada+0", "phone:ada+0", "inbox:ada+0");
        assertThat(escalator.decisions()).extracting(Decision::getReason).first().asString().contains(
                "no contact rule covers this severity at this hour");
    }

    @Test
    void shouldUseAllAddressesAtOnceWhereNoStepReachesAPerson() {
        with(policy(new ContactRule(Set.of(), List.of(), List.of(step(0, "inbox")))));
        escalator.opened(anIncident());

        assertThat(pages()).containsExactly("push:ada+0", "text:ada+0", "phone:ada+0", "inbox:ada+0");
    }

    @Test
    void shouldGoOnWhileTheLadderDoes() {
        with(policy(RULE).ladder("sev1", 0, ofMinutes(10), rung(0, "ada"), rung(3, "lead")));
        escalator.opened(anIncident());

        escalator.advance(ofMinutes(5));

        assertThat(pages()).containsExactly("push:ada+0", "inbox:ada+0", "text:ada+2", "hook:lead+3", "phone:ada+4");
    }

    @Test
    void shouldBeginAgainWithEachStepThatPagesThePerson() {
        with(policy(RULE).ladder("sev1", 0, ofMinutes(10), rung(0, "ada"), rung(2, "ada")));
        escalator.opened(anIncident());

        escalator.advance(ofMinutes(7));

        assertThat(pages()).containsExactly("push:ada+0", "inbox:ada+0", "push:ada+2", "inbox:ada+2", "text:ada+2",
                "phone:ada+4", "text:ada+4", "phone:ada+6");
    }

    @Test
    void shouldSpareWhoAcknowledgedWhereMoreMust() {
        with(policy(RULE).target("ben", "push:ben", "text:ben").contact("ben", new Contact(List.of(RULE), Optional
                .empty())).ladder("sev1", 0, ofMinutes(10), rung(0, "ada", "ben")).conduct("sev1", needing(2)));
        opened();

        escalator.changed(incident -> incident.setAcknowledgesNeeded(2).setAcknowledgements(List.of(Acknowledgement
                .newBuilder().setBy("ada").setVia("console").setAt(escalator.now()).build())));
        escalator.advance(ofMinutes(5));

        assertThat(pages()).containsExactly("text:ben+2");
    }

    @Test
    void shouldSurviveARestart() {
        opened();

        escalator.outage(ofMinutes(1));
        escalator.advance(ofMinutes(2));

        assertThat(pages()).containsExactly("text:ada+2");
    }

    @Test
    void shouldSayHowLateAnOutageMadeIt() {
        opened();

        escalator.outage(ofMinutes(8));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).extracting(Notification::getDestination, Notification::getLate)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("text:ada", true), org.assertj.core.groups.Tuple
                        .tuple("phone:ada", true));
    }

    @Test
    void shouldNotPageWhatIsTooLate() {
        with(policy(RULE).pageWithin(ofMinutes(5)));
        opened();

        escalator.outage(ofMinutes(8));
        escalator.advance(ofSeconds(2));

        assertThat(pages()).containsExactly("phone:ada+8");
        assertThat(escalator.outcomes()).contains("paged-late");
    }

    @Test
    void shouldWaitWhilePagingIsSuppressed() {
        opened();
        escalator.changed(incident -> incident.setSuppressedBy("storm of alerts"));
        escalator.advance(ofMinutes(3));
        assertThat(escalator.notifications()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getDestination()).isEqualTo("text:ada");
            assertThat(page.getLate()).isFalse();
        });
        escalator.advance(ofMinutes(2));
        assertThat(pages()).containsExactly("phone:ada+4");
    }

    @Test
    void shouldBeginAgainOnTheLadderOfARaisedSeverity() {
        with(policy(new ContactRule(Set.of("SEV2"), List.of(), List.of(step(0, "push"), step(4, "phone"))), RULE));
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(1));
        assertThat(pages()).containsExactly("push:ada+0", "inbox:ada+0");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.advance(ofMinutes(5));

        assertThat(pages()).containsExactly("push:ada+1", "inbox:ada+1", "text:ada+3", "phone:ada+5");
    }
}
