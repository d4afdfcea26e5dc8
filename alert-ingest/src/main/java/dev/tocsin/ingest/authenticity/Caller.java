package dev.tocsin.ingest.authenticity;

/**
 * Who sent a request, as far as the connection and its headers say.
 *
 * @param authorization
 *            the header, empty when there is none
 * @param address
 *            of the other end of the connection, without the port; a proxy's where there is one
 */
public record Caller(String authorization, String address) {}
