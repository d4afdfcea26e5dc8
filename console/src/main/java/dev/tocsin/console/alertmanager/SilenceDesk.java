package dev.tocsin.console.alertmanager;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.silence.SilenceLog;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.suppress.SilenceReading;
import dev.tocsin.runtime.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates, changes and expires silences as Alertmanager's clients expect it. */
public final class SilenceDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceDesk.class);
    private static final int TRY_AGAIN_SECONDS = 3;

    private final Projection projection;
    private final Supplier<CompiledPolicy> policy;
    private final SilenceLog log;
    private final Clock clock;

    public SilenceDesk(Projection projection, Supplier<CompiledPolicy> policy, SilenceLog log, Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Creates a silence. One that changes another gets an id of its own, and the other one ends afterwards: between the two
     * steps, both hold.
     *
     * @return its id
     * @throws ProblemException
     *             400 when it cannot be judged or would hide every alert, 404 when it changes one that is unknown
     */
    String set(PostedSilence posted) {
        var replaced = posted.replaces().map(id -> known(id).orElseThrow(() -> notFound(id)));
        if (policy.get().silence(posted.silence()) instanceof SilenceReading.Broken(var _, var why)) {
            throw ProblemException.badRequest("invalid silence: " + why);
        }
        write(posted.silence());
        LOG.info("silence {} created by {} until {}", posted.silence().getSilenceId(), posted.silence().getAuthor(),
                posted.silence().getEndsAt());
        replaced.filter(set -> set.getEndsAt().isAfter(clock.instant())).ifPresent(this::finish);
        return posted.silence().getSilenceId();
    }

    /**
     * Ends a silence. One that is over already stays so.
     *
     * @throws ProblemException
     *             404 when it is unknown, 409 when the policy defines it
     */
    void end(String id) {
        var set = known(id);
        if (set.isEmpty() && policy.get().policy().handling().silences().stream().anyMatch(each -> each.id().equals(
                id))) {
            throw new ProblemException(Problem.of(409, "silence-of-the-policy", "The policy defines this silence",
                    "The policy defines this silence. Remove it from the policy file and apply the file."));
        }
        var found = set.orElseThrow(() -> notFound(id));
        if (found.getEndsAt().isAfter(clock.instant())) {
            finish(found);
        }
    }

    private void finish(SilenceSet set) {
        var now = clock.instant();
        write(SilenceSet.newBuilder(set).setEndsAt(now).setStartsAt(set.getStartsAt().isAfter(now)
                ? now
                : set.getStartsAt()).build());
        LOG.info("silence {} ended", set.getSilenceId());
    }

    private Optional<SilenceSet> known(String id) {
        return projection.silences().stream().filter(each -> each.getSilenceId().equals(id)).findFirst();
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("silence " + id + " not found");
    }

    private void write(SilenceSet set) {
        try {
            log.append(set);
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The silence could not be written", away
                    .getMessage() + ". Send it again."), TRY_AGAIN_SECONDS);
        }
    }
}
