package dev.tocsin.ingest.http;

import dev.tocsin.ingest.format.refusal.Refusal;

/** The outcome of reading a body. */
sealed interface BodyRead {

    /** All of it, decoded. */
    final class Whole implements BodyRead {
        private final byte[] bytes;

        Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** It cannot be taken; the beginning is kept. */
    final class Unfit implements BodyRead {
        private final byte[] beginning;
        private final Refusal refusal;

        Unfit(byte[] beginning, Refusal refusal) {
            this.beginning = beginning;
            this.refusal = refusal;
        }

        byte[] beginning() {
            return beginning;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** There is no room for it now. */
    record NoRoom() implements BodyRead {}
}
