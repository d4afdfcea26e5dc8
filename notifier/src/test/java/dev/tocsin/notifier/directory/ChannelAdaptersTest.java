package dev.tocsin.notifier.directory;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.policy.channel.ChannelCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelAdaptersTest {

    private final AddressGuard guard = new AddressGuard(List.of());
    private final GuardedHttp http = new GuardedHttp(guard, HttpLimits.standard(), Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void shouldDeliverToEveryTypeThatIsDeclaredAndToNoOther() {
        assertThat(ChannelAdapters.all(http, guard).ids()).containsExactlyInAnyOrderElementsOf(ChannelCatalogue.ids());
    }
}
