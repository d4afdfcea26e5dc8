package dev.tocsin.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.net.UnknownHostException;
import java.util.List;

import dev.tocsin.notifier.http.AddressGuard.Demand;
import dev.tocsin.runtime.net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final String OUTSIDE = "93.184.216.34";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::",
            "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:10.0.0.1",
            "::127.0.0.1"})
    void shouldRefuseInnerAddresses(String address) {
        assertThatThrownBy(() -> guard(List.of(), address).resolve("receiver", Demand.OUTSIDE_OR_ALLOWED))
                .isInstanceOf(RefusedAddressException.class).hasMessageContaining("receiver")
                .hasMessageContaining("outbound.allow");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {OUTSIDE, "172.32.0.1", "100.128.0.1", "2606:2800:220:1::1", "1.1.1.1"})
    void shouldLetOuterAddressesPass(String address) throws Exception {
        assertThat(guard(List.of(), address).resolve("receiver", Demand.OUTSIDE_OR_ALLOWED))
                .containsExactly(InetAddress.getByName(address));
    }

    @Test
    void shouldRefuseANameWithOneInnerAddressAmongOuterOnes() {
        assertThatThrownBy(
                () -> guard(List.of(), OUTSIDE, "10.0.0.1").resolve("receiver", Demand.OUTSIDE_OR_ALLOWED))
                .isInstanceOf(RefusedAddressException.class);
    }

    @Test
    void shouldLetPassWhatTheOperatorAllows() throws Exception {
        var guard = guard(List.of("10.0.0.0/8"), "10.200.0.1");

        assertThat(guard.resolve("receiver", Demand.ALLOWED_ONLY)).hasSize(1);
    }

    @Test
    void shouldNotLetThePlainWayLeadOutside() {
        assertThatThrownBy(() -> guard(List.of("10.0.0.0/8"), OUTSIDE).resolve("receiver", Demand.ALLOWED_ONLY))
                .isInstanceOf(RefusedAddressException.class).hasMessageContaining("plain http");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::1/129", "10.0.0/x"})
    void shouldRefuseARangeThatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text)).withMessageContaining("10.0.0.0/8");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"https://user:pw@example.org/", "ftp://example.org/", "example.org", "https://",
            "https:///x",
            "not a url"})
    void shouldRefuseWhatIsNoPlaceToPostTo(String text) {
        assertThat(Endpoint.parse(text)).isEmpty();
    }

    @Test
    void shouldShowOnlyWhereAnEndpointLeads() {
        assertThat(Endpoint.parse("https://hooks.example.org/services/T0/B0/secret?sig=abc").orElseThrow())
                .hasToString("https://hooks.example.org/***");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://example.org/", "https://example.org:6443/", "http://example.org:443/"})
    void shouldAllowPlainTextAndOddPortsOnlyWhereTheOperatorSaysSo(String text) {
        assertThat(Endpoint.parse(text).orElseThrow().demand()).isEqualTo(Demand.ALLOWED_ONLY);
    }

    private static AddressGuard guard(List<String> allowed, String... addresses) {
        return new AddressGuard(allowed.stream().map(Cidr::parse).toList(), _ -> {
            var all = new ArrayList<InetAddress>();
            for (var address : addresses) {
                all.add(InetAddress.getByName(address));
            }
            return all.toArray(InetAddress[]::new);
        });
    }

    @Test
    void shouldNotWaitForANameServerThatHangs() {
        var never = new java.util.concurrent.CountDownLatch(1);
        var lookups = new NameLookups(_ -> {
            try {
                never.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        }, java.time.Duration.ofMillis(20));

        assertThatThrownBy(() -> lookups.lookup("hangs.example.org")).isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no answer from DNS");
    }

    @Test
    void shouldSayThatANameIsUnknown() {
        var lookups = new NameLookups(host -> {
            throw new UnknownHostException(host);
        }, java.time.Duration.ofMinutes(1));

        assertThatThrownBy(() -> lookups.lookup("no.example.org")).isInstanceOf(UnknownHostException.class);
    }
}
