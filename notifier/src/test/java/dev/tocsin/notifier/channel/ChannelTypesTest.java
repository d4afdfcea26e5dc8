package dev.tocsin.notifier.channel;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.read.ChannelType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTypesTest {

    private static final ChannelSpec SPEC = new ChannelSpec("c", "any", Map.of(), Map.of(), Set.of());

    @ParameterizedTest(name = "{0}")
    @EnumSource(ChannelType.class)
    void shouldKnowEveryTypeThatAPolicyMayName(ChannelType type) {
        var guard = new AddressGuard(List.of());
        try (var http = new GuardedHttp(guard, HttpLimits.standard(), Clock.fixed(NOON, ZoneOffset.UTC))) {
            assertThat(ChannelTypes.all(http, guard).named(type.id())).isPresent();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"teams", "sms", "voice", "opsgenie", "statuspage", "linear"})
    void shouldRefuseForGoodWhatIsNotDeliveredYet(String type) {
        var guard = new AddressGuard(List.of());
        try (var http = new GuardedHttp(guard, HttpLimits.standard(), Clock.fixed(NOON, ZoneOffset.UTC))) {
            var undelivered = ChannelTypes.all(http, guard).named(type).orElseThrow();

            assertThatThrownBy(() -> undelivered.open(new ChannelSettings(SPEC, Secrets.ofProcess()))).isInstanceOf(
                    ChannelRefusedException.class).hasMessageContaining("does not deliver to channels of type " + type);
        }
    }
}
