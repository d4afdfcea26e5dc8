package dev.tocsin.property;

import java.util.Optional;

import org.opentest4j.TestAbortedException;

/**
 * A property, tried with one value.
 *
 * @param gen
 *            makes the value
 * @param body
 *            throws something if the property does not hold
 */
record Trial<T>(Gen<T> gen, Body<? super T> body) {

    /** What came of it. */
    sealed interface Result {

        record Passed() implements Result {}

        record Dropped(String reason) implements Result {}

        /** No record: choices are an array. */
        final class Failed implements Result {

            private final long[] choices;
            private final Throwable failure;

            Failed(long[] choices, Throwable failure) {
                this.choices = choices;
                this.failure = failure;
            }

            long[] choices() {
                return choices;
            }

            Throwable failure() {
                return failure;
            }
        }
    }

    Result with(Choices choices) {
        try {
            body.check(gen.from(choices));
            return new Result.Passed();
        } catch (Discarded | TestAbortedException dropped) {
            return new Result.Dropped(Optional.ofNullable(dropped.getMessage()).orElse("An assumption did not hold"));
        } catch (Throwable failure) {
            return new Result.Failed(choices.recorded(), failure);
        }
    }

    /** The value that the choices make: made again, as the body may have changed the one it got. */
    T value(long[] choices) {
        return gen.from(Choices.replay(choices));
    }
}
