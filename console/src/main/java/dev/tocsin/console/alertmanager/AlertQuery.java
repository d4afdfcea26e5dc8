package dev.tocsin.console.alertmanager;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.policy.CompiledPolicy;

/**
 * Which alerts a request asks for: those in every state, unless it says otherwise.
 *
 * @param receiver
 *            of which one of the receivers must be
 */
record AlertQuery(LabelFilter labels, boolean active, boolean silenced, boolean inhibited,
        Optional<LabelFilter> receiver) {

    private static final String RECEIVER = "receiver";

    /**
     * Reads it.
     *
     * @param parameter
     *            the value of a parameter
     * @throws ProblemException
     *             400 when one is wrong
     */
    static AlertQuery of(LabelFilter labels, Function<String, Optional<String>> parameter, CompiledPolicy policy) {
        return new AlertQuery(labels, flag(parameter, "active"), flag(parameter, "silenced"), flag(parameter,
                "inhibited"), parameter.apply(RECEIVER).map(regex -> LabelFilter.whole(RECEIVER, regex, policy)));
    }

    private static boolean flag(Function<String, Optional<String>> parameter, String name) {
        return parameter.apply(name).map(value -> switch (value) {
            case "true", "1", "t", "T", "TRUE", "True" -> true;
            case "false", "0", "f", "F", "FALSE", "False" -> false;
            default -> throw ProblemException.badRequest(name + " must be true or false");
        }).orElse(true);
    }

    boolean wants(ApiAlert alert) {
        return labels.matches(alert.labels()) && (active || alert.isSilenced() || alert.isInhibited()) && (silenced
                || !alert.isSilenced()) && (inhibited || !alert.isInhibited()) && receiver.map(
                        filter -> alert.receivers().stream().anyMatch(it -> filter.matches(Map.of(RECEIVER, it
                                .name())))).orElse(true);
    }
}
