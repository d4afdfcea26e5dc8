package dev.tocsin.policy.channel;

/** What a plan has opened outside. */
public enum PlanPart {
    ROOM("a room"), TICKET("tickets"), STATUS_PAGE("a status page");

    private final String words;

    PlanPart(String words) {
        this.words = words;
    }

    /** As an error calls it. */
    public String words() {
        return words;
    }
}
