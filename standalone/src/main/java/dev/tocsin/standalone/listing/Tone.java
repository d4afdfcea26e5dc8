package dev.tocsin.standalone.listing;

/** How a text stands out. Nothing is said by colour alone. */
public enum Tone {

    /** As everything else. */
    USUAL(0),
    /** Needs somebody. */
    ALARM(31),
    /** Deserves a look. */
    CAUTION(33),
    /** As it should be. */
    GOOD(32),
    /** Less important than the rest. */
    FAINT(2),
    /** A heading. */
    STRONG(1);

    private final int code;

    Tone(int code) {
        this.code = code;
    }

    /** Number of ECMA-48, select graphic rendition. */
    int code() {
        return code;
    }

    /** Of an incident's severity, by its rank: 1 is the worst. */
    public static Tone ofRank(int rank) {
        return rank == 1 ? ALARM : rank == 2 ? CAUTION : USUAL;
    }
}
