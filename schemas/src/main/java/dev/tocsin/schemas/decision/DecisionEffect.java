package dev.tocsin.schemas.decision;

/** What a decision means for a page. */
public enum DecisionEffect {

    /** The alert goes on towards a page. */
    ADVANCES,
    /** Somebody is paged. */
    PAGES,
    /** Somebody is notified, but not paged. */
    INFORMS,
    /** Nobody is paged because of this decision. */
    WITHHOLDS,
    /** The page comes later. */
    DELAYS,
    /** Paging ends, because somebody responds or the incident is over. */
    ENDS,
    /** The notification did not reach its destination. */
    FAILS,
    /** Nothing changes for a page. */
    NOTES;

    /** Whether it can be the reason why somebody was not paged. */
    public boolean isAgainstPaging() {
        return switch (this) {
            case WITHHOLDS, DELAYS, ENDS, FAILS -> true;
            case ADVANCES, PAGES, INFORMS, NOTES -> false;
        };
    }
}
