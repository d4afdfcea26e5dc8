package dev.tocsin.notifier.http;

import java.net.UnknownHostException;

/** An address that may not be called. */
public final class RefusedAddressException extends UnknownHostException {

    public RefusedAddressException(String message) {
        super(message);
    }
}
