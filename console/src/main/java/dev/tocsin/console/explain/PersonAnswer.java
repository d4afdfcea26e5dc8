package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.List;

/**
 * Answer to "Why was I not paged?".
 *
 * @param verdicts
 *            one for each incident that was open at the time, the newest first, then one for each alert that opened no
 *            incident; at least one
 * @param confidential
 *            number of confidential incidents that are left out
 * @param complete
 *            false if records are missing
 */
public record PersonAnswer(String person, Instant at, List<Verdict> verdicts, int confidential, boolean complete) {

    public PersonAnswer {
        verdicts = List.copyOf(verdicts);
    }
}
