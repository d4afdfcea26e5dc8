package dev.tocsin.schemas.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of one round of an incident at an external receiver: PagerDuty's {@code dedup_key}, Opsgenie's {@code alias}. It
 * names the incident, so that what people answer there finds its way back. A new round is a new thing outside, because the
 * old one is closed there; each destination has its own.
 *
 * @param incidentId
 *            the incident
 * @param round
 *            its round
 * @param place
 *            16 hex digits that stand for the destination
 */
public record OutsideKey(String incidentId, int round, String place) {

    private static final Pattern FORM = Pattern.compile(
            "tocsin-([0-9a-f]{8}-[0-9a-z]{1,40})-([1-9][0-9]{0,8})-([0-9a-f]{16})");
    private static final int BYTES = 8;

    /** The key of an incident's round at a destination. */
    public static OutsideKey of(String incidentId, int round, String destination) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(destination.getBytes(UTF_8));
            return new OutsideKey(incidentId, round, HexFormat.of().formatHex(sha, 0, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing from this JDK", impossible);
        }
    }

    /** A key as it comes back; empty when it is none of ours. */
    public static Optional<OutsideKey> parse(String text) {
        var form = FORM.matcher(text.strip());
        return form.matches()
                ? Optional.of(new OutsideKey(form.group(1), Integer.parseInt(form.group(2)), form.group(3)))
                : Optional.empty();
    }

    /** As it goes out, at most 90 characters: PagerDuty takes 255, Opsgenie 512. */
    public String text() {
        return "tocsin-" + incidentId + "-" + round + "-" + place;
    }
}
