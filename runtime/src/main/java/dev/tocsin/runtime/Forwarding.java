package dev.tocsin.runtime;

/** Headers of a request that one service of Tocsin forwards to another; a service never passes on those of a client. */
public final class Forwarding {

    /** Address of the client. */
    public static final String CLIENT = "Tocsin-Forwarded-For";
    /** Host that the client asked for. */
    public static final String HOST = "Tocsin-Forwarded-Host";

    private Forwarding() {}
}
