package dev.tocsin.notifier.channel;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.policy.read.ChannelType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelTypesTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource(ChannelType.class)
    void shouldKnowEveryTypeThatAPolicyMayName(ChannelType type) {
        var guard = new AddressGuard(List.of());
        try (var http = new GuardedHttp(guard, HttpLimits.standard(), Clock.fixed(NOON, ZoneOffset.UTC))) {
            assertThat(ChannelTypes.all(http, guard).named(type.id())).isPresent();
        }
    }
}
