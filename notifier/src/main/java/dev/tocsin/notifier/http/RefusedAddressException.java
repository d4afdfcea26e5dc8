package dev.tocsin.notifier.http;

import java.net.UnknownHostException;

/** An address that we will not call. */
public final class RefusedAddressException extends UnknownHostException {

    public RefusedAddressException(String message) {
        super(message);
    }
}
