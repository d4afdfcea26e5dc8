package dev.tocsin.standalone.oncall;

/** A calendar that cannot be taken over; the message says why and what to do. */
public final class CalendarRefused extends Exception {

    public CalendarRefused(String problem) {
        super(problem);
    }

    public CalendarRefused(String problem, Throwable cause) {
        super(problem, cause);
    }
}
