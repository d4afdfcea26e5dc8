package dev.tocsin.console.review;

/** What became of a response clock. */
enum ClockResult {
    MET("met"), LATE("met late"), MISSED("missed"), RUNNING("running");

    private final String words;

    ClockResult(String words) {
        this.words = words;
    }

    /** As a document says it. */
    String words() {
        return words;
    }

    /** Of the states that {@link dev.tocsin.console.api.view.ClockView} tells. */
    static ClockResult of(String state) {
        return switch (state) {
            case "met" -> MET;
            case "late" -> LATE;
            case "breached" -> MISSED;
            default -> RUNNING;
        };
    }
}
