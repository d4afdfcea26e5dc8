package dev.tocsin.notifier.channel.slack;

import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows A6 and B6, and what Slack takes as a name. */
class RoomNameTest {

    private static final String ID = "0a1b2c3d-abcdefghijkl";

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"incident-20261120-brief-description,incident-20261120-brief-description",
            "Incident 20261120: Datenbank fällt aus!,incident-20261120-datenbank-fallt-aus",
            "#incident-1,incident-1", "---,incident", "'',incident", "数据库,incident"})
    void shouldMakeANameThatSlackTakes(String template, String name) {
        assertThat(new RoomName(template, ID).plain()).isEqualTo(name);
    }

    @Test
    void shouldCountWithTwoDigitsOrMore() {
        var name = new RoomName("incident-20261120-NN", ID);

        assertThat(name.isNumbered()).isTrue();
        assertThat(name.numbered(7)).isEqualTo("incident-20261120-07");
        assertThat(name.numbered(123)).isEqualTo("incident-20261120-123");
        assertThat(name.own()).isEqualTo("incident-20261120-abcdefghijkl");
    }

    @Test
    void shouldTakeTheAddressWhereThereIsNoTemplate() {
        assertThat(RoomName.of(a(ROOM).on("room").to("chat", "#incident-1").build()).plain()).isEqualTo("incident-1");
        assertThat(RoomName.of(a(ROOM).on("room", "name", "incident-NN").to("chat", "#incident-1").build()).numbered(1))
                .isEqualTo("incident-01");
    }

    @Test
    void shouldLeaveRoomForTheNameWhenTheIncidentHasALongIdentifier() {
        assertThat(new RoomName("incident-20261120-NN", "x".repeat(100)).own()).isEqualTo("incident-20261120-" + "x"
                .repeat(39));
    }

    @Property
    void alwaysMakesNamesThatSlackTakes(@ForAll String template, @ForAll String id) {
        var name = new RoomName(template, id);

        assertThat(name.plain()).matches("[a-z0-9_-]{1,80}");
        assertThat(name.own()).matches("[a-z0-9_-]{1,80}");
        assertThat(name.numbered(1)).matches("[a-z0-9_-]{1,80}");
    }
}
