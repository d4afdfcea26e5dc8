package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Decision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Contact;
import dev.tocsin.policy.model.ContactRule;
import dev.tocsin.policy.model.ContactRule.Step;
import dev.tocsin.policy.model.QuietHours;
import dev.tocsin.policy.oncall.Restriction;
import dev.tocsin.policy.suppress.TimeWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In somebody's quiet hours, which end two hours after the incident opened, pages of a low severity wait. */
class QuietHoursTest {

    private EscalatorHarness escalator = new EscalatorHarness(policy(Optional.empty()).build());

    private static PolicyBuilder policy(Optional<String> instead) {
        var opened = LocalTime.ofInstant(OPENED_AT, ZoneOffset.UTC);
        var hours = new Restriction.Within(List.of(new TimeWindow(Set.of(), opened.minusHours(3), opened.plusHours(2),
                ZoneOffset.UTC)));
        var rule = new ContactRule(Set.of(), List.of(), List.of(new Step(Duration.ZERO, List.of("push")), new Step(
                ofMinutes(2), List.of("text"))));
        return aPolicy().channel("push", "ntfy").channel("text", "sms").channel("chat", "webhook").target("ada",
                "push:ada", "text:ada", "chat:ada", "inbox:ada").contact("ada", new Contact(List.of(rule), Optional.of(
                        new QuietHours(Set.of("SEV2"), List.of(hours), instead)))).ladder("sev1", 0, ofMinutes(10),
                                rung(0, "ada")).ladder("sev2", 0, ofMinutes(10), rung(0, "ada"));
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    private List<String> sent() {
        return escalator.notifications().stream().map(page -> page.getDestination() + "+" + Duration.between(OPENED_AT,
                page.getCreatedAt()).toMinutes() + (page.getKind().name().equals("PAGE") ? "" : " " + page.getKind()))
                .toList();
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    @Test
    void shouldWaitUntilTheyEndAndFollowTheContactRuleThen() {
        escalator.opened(anIncident().severity(2, "sev2"));
        assertThat(sent()).containsExactly("inbox:ada+0");

        escalator.advance(ofHours(1));
        escalator.advance(ofHours(2));

        assertThat(sent()).containsExactly("inbox:ada+10 LADDER_EXHAUSTED", "push:ada+120", "text:ada+122");
    }

    @Test
    void shouldRecordThatItWaits() {
        escalator.opened(anIncident().severity(2, "sev2"));

        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.SUPPRESSED).extracting(
                TimelineEntry::getSummary).containsExactly("ada: quiet hours: SEV2 waits until " + OPENED_AT.plus(
                        ofHours(2)));
        assertThat(escalator.decisions()).extracting(Decision::getReason).first().asString().contains("quiet hours");
        assertThat(escalator.metrics().get("tocsin.escalator.notifications.withheld").tag("reason",
                "contact-quiet-hours").counter().count()).isEqualTo(1);
        escalator.notifications();
    }

    @Test
    void shouldUseTheSilentChannelMeanwhile() {
        with(policy(Optional.of("chat")));

        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(5));

        assertThat(sent()).containsExactly("chat:ada+0", "inbox:ada+0");
    }

    @Test
    void shouldNotHoldBackAnotherSeverity() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(3));

        assertThat(sent()).containsExactly("push:ada+0", "inbox:ada+0", "text:ada+2");
    }

    @Test
    void shouldPageAtOnceWhenTheSeverityIsRaised() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(5));
        assertThat(sent()).containsExactly("inbox:ada+0");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getDestination()).isEqualTo("push:ada");
            assertThat(page.getReason()).contains("the severity does not wait for the end of quiet hours");
        });
        escalator.acknowledged();
    }

    @Test
    void shouldForgetItWhenSomebodyAcknowledges() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(5));

        escalator.acknowledged();
        escalator.advance(ofHours(3));

        assertThat(sent()).containsExactly("inbox:ada+0");
    }

    @Test
    void shouldPageOnceHoweverOftenTheLadderRan() {
        with(policy(Optional.empty()).ladder("sev2", 3, ofMinutes(10), rung(0, "ada")));
        escalator.opened(anIncident().severity(2, "sev2"));

        escalator.advance(ofMinutes(121));

        assertThat(sent()).filteredOn(page -> page.startsWith("push")).containsExactly("push:ada+120");
    }
}
