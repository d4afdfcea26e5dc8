package dev.tocsin.console.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

import dev.tocsin.runtime.setting.SettingsException;

/** Web addresses in settings. */
public final class WebAddress {

    private WebAddress() {}

    /**
     * An address, without a slash at its end.
     *
     * @throws SettingsException
     *             when it is not absolute, or has a user, a query or a fragment
     */
    public static URI of(String setting, String text) {
        try {
            var uri = new URI(text.replaceFirst("/+$", ""));
            if (List.of("https", "http").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null && uri
                    .getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // said below
        }
        throw new SettingsException("setting " + setting
                + " is not an absolute web address: write one such as https://tocsin.example.org");
    }

    /** Whether an address of settings, which may be empty, begins with https. */
    static boolean isSecure(String text) {
        return text.startsWith("https://");
    }

    /** Whether its host is this machine. */
    public static boolean isLoopback(URI address) {
        var host = address.getHost();
        return host.equals("localhost") || ClientAddress.isLoopback(host.replaceAll("[\\[\\]]", ""));
    }
}
