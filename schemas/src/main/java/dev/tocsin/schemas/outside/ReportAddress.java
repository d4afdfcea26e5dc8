package dev.tocsin.schemas.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the address of a form for reports stands for: a link of the policy. {@link AnswerKeys} signs it. Whether the link still
 * works is the policy's to say.
 *
 * @param link
 *            name of the link
 * @param key
 *            number that the policy gives it
 */
public record ReportAddress(String link, int key) {

    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})/([0-9]{1,4})");

    byte[] bytes() {
        return (link + "/" + key).getBytes(UTF_8);
    }

    static Optional<ReportAddress> of(byte[] bytes) {
        var written = WRITTEN.matcher(new String(bytes, UTF_8));
        return written.matches()
                ? Optional.of(new ReportAddress(written.group(1), Integer.parseInt(written.group(2))))
                : Optional.empty();
    }
}
