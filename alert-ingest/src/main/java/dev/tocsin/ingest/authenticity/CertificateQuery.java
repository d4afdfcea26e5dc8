package dev.tocsin.ingest.authenticity;

/**
 * Asks for the certificate that a message names.
 *
 * @param url
 *            where it is, checked
 * @param topicArn
 *            topic that the message claims to be of
 * @param ours
 *            whether that topic is configured here; false also where none is
 * @param address
 *            where the message came from
 */
public record CertificateQuery(SigningCertUrl url, String topicArn, boolean ours, String address) {}
