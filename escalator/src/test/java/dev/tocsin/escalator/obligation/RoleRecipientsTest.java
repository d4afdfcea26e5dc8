package dev.tocsin.escalator.obligation;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.tocsin.escalator.PolicyBuilder;
import dev.tocsin.escalator.obligation.RoleRecipients.Reached;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.model.Practice;
import dev.tocsin.state.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is asked for what is not a page (runbook rows B8, A6, B15). */
class RoleRecipientsTest {

    private static PolicyBuilder policy() {
        return aPolicy().channel("pager", "pagerduty").channel("phone", "voice").channel("status", "statuspage")
                .target("oncall", "pager:", "hook:oncall").target("alice", "pager:alice", "mail:alice@shop.example")
                .target("bob", "pager:bob").target("security", "hook:security").target("customers", "status:page")
                .practice(new Practice(Map.of(), List.of("commander"), Map.of("break-in", List.of("security"))))
                .ladder("sev1", 0, Duration.ofMinutes(10), rung(0, "oncall"), rung(5, "lead"));
    }

    private static RoleRecipients roleRecipients(UnaryOperator<Incident.Builder> incident) {
        var policy = policy().build();
        return RoleRecipients.of(incident.apply(Incident.newBuilder(anIncident().build()).setAcknowledgedBy(""))
                .build(),
                new ObligationContext(OPENED_AT, Duration.ofSeconds(30), version -> PinnedPolicy.of(version, policy)));
    }

    private static List<String> destinations(Reached reached) {
        return reached.to().stream().map(Told::getDestination).toList();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                argumentSet("a target", "lead", "hook:lead"), //
                argumentSet("a role that a target has", "commander", "mail:alice@shop.example"),
                argumentSet("a role that a free name has: the commander", "scribe", "mail:alice@shop.example"),
                argumentSet("an escalation", "break-in", "hook:security"),
                argumentSet("an address", "Alice@shop.example", "mail:alice@shop.example"),
                argumentSet("another way to write it", "ALICE", "mail:alice@shop.example"),
                argumentSet("who has only a pager, which knows pages only", "bob", "inbox:"),
                argumentSet("what no person reads: the inbox", "customers", "inbox:"),
                argumentSet("nobody's name: the commander", "zoe", "mail:alice@shop.example"),
                argumentSet("no name: the commander", "", "mail:alice@shop.example"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReachWhomANameMeans(String name, String destination) {
        var roleRecipients = roleRecipients(incident -> incident.setRoles(Map.of("commander", "alice", "scribe",
                "zoe")));

        assertThat(destinations(roleRecipients.firstOf(List.of(name)))).containsExactly(destination);
    }

    @Test
    void shouldAskWhoAcknowledgedLastWhenThereIsNoCommander() {
        var roleRecipients = roleRecipients(incident -> incident.setAcknowledgements(List.of(acknowledged("bob"),
                acknowledged(
                        "alice"), acknowledged("somebody"))));

        assertThat(roleRecipients.firstOf(List.of("scribe"))).isEqualTo(roleRecipients.firstOf(List.of("alice")));
    }

    @Test
    void shouldAskTheFirstRungInTheEndWithoutWakingIt() {
        var reached = roleRecipients(incident -> incident).firstOf(List.of("commander", "scribe"));

        assertThat(destinations(reached)).containsExactly("hook:oncall");
        assertThat(reached.why()).isEqualTo("first step of ladder sev1");
    }

    @Test
    void shouldReachAllOfSeveralNamesEachDestinationOnce() {
        var reached = roleRecipients(incident -> incident).allOf(List.of("lead", "break-in", "security", "zoe"));

        assertThat(destinations(reached)).containsExactly("hook:lead", "hook:security");
    }

    private static Acknowledgement acknowledged(String by) {
        return Acknowledgement.newBuilder().setBy(by).setVia("cli").setAt(OPENED_AT).build();
    }
}
