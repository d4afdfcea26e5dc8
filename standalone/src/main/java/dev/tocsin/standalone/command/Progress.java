package dev.tocsin.standalone.command;

import java.time.Duration;

/** Says what a command waits for, once that takes longer than a second, to a person at a terminal. */
final class Progress {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String ERASE = "\r\u001B[K";

    private Progress() {}

    /** What is waited for. */
    interface Work<T> {
        T done() throws InterruptedException;
    }

    /** Does it. */
    static <T> T during(String what, Work<T> work) throws InterruptedException {
        if (!Terminal.isThere()) {
            return work.done();
        }
        var teller = Thread.ofVirtual().start(() -> tell(what));
        try {
            return work.done();
        } finally {
            teller.interrupt();
            teller.join();
        }
    }

    private static void tell(String what) {
        var seconds = 0L;
        try {
            while (true) {
                Thread.sleep(SOON);
                seconds++;
                System.err.print(ERASE + what + ", " + seconds + " s ...");
                System.err.flush();
            }
        } catch (InterruptedException _) {
            if (seconds > 0) {
                System.err.print(ERASE);
                System.err.flush();
            }
        }
    }
}
