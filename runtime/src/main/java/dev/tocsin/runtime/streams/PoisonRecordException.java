package dev.tocsin.runtime.streams;

/** A record that failed too often and is removed before it touches any state. */
final class PoisonRecordException extends RuntimeException {

    PoisonRecordException(String topic, int partition, long offset) {
        super("record " + topic + "-" + partition + "@" + offset + " failed too often");
    }
}
