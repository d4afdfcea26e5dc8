package dev.tocsin.standalone.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.alert.OwnAlert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Read as the one who gets it: the inbox of a busy team under the policy that ships. */
class BusyHourTest {

    private static final long SEED = 7;

    @Test
    @DisplayName("Item 5: a busy hour tells nobody twice of what nobody took, but once of all of it together")
    void shouldLeaveTheRestToADigest() throws IOException, PolicyErrors {
        var yaml = Files.readString(Path.of("..", "policies", "default.yml"));
        var now = new BusyHour(yaml, SEED).inbox();
        var before = new BusyHour(yaml.replace("    exhausted: {digest: true}\n", "").replace("operator: [operator]\n",
                ""), SEED).inbox();

        assertThat(exhausted(before, "SEV3")).as("once for each, to the address that was just told").hasSizeGreaterThan(
                10).allSatisfy(one -> assertThat(one.getTarget()).isEqualTo("on-call"));
        assertThat(exhausted(now, "SEV3")).isEmpty();
        assertThat(now).filteredOn(one -> one.getKind() == NotificationKind.LADDER_EXHAUSTED).allSatisfy(
                one -> assertThat(one.getTarget()).isEqualTo("operator"));
        assertThat(digests(now)).as("one message in two hours for all that nobody took").singleElement().satisfies(
                digest -> {
                    assertThat(digest.getTarget()).isEqualTo("on-call");
                    assertThat(digest.getIncident().getAlertsFiring()).isGreaterThan(10);
                });
        assertThat(now.size()).isLessThan(before.size() - 10);
    }

    private static List<Notification> exhausted(List<Notification> inbox, String severity) {
        return inbox.stream().filter(one -> one.getKind() == NotificationKind.LADDER_EXHAUSTED && one.getIncident()
                .getSeverity().getId().equals(severity)).toList();
    }

    private static List<Notification> digests(List<Notification> inbox) {
        return inbox.stream().filter(one -> one.getKind() == NotificationKind.PAGE && one.getIncident().getServiceKey()
                .equals(OwnAlert.UNANSWERED.service())).toList();
    }
}
