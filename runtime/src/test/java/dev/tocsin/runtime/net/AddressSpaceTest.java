package dev.tocsin.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSpaceTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"52.94.5.1,true", "2600:1f18::1,true", "127.0.0.1,false", "10.1.2.3,false", "172.16.0.1,false",
            "192.168.1.1,false", "169.254.169.254,false", "100.64.0.1,false", "0.0.0.0,false", "224.0.0.1,false",
            "255.255.255.255,false", "198.18.0.1,false", "192.0.0.1,false", "::1,false", "::,false", "fe80::1,false",
            "fd00::1,false", "ff02::1,false", "64:ff9b::a00:1,false", "2002:a00:1::1,false", "::ffff:10.0.0.1,false",
            "203.0.113.9,false", "198.51.100.1,false", "192.88.99.1,false", "2001::1,false", "2001:db8::1,false",
            "4000::1,false",
            "192.0.1.1,true", "2001:4860:4860::8888,true"})
    void shouldTellAddressesOfThePublicInternetFromThoseOfASpecialPurpose(String address, boolean expected)
            throws UnknownHostException {
        assertThat(AddressSpace.isPublic(InetAddress.getByName(address))).isEqualTo(expected);
    }
}
