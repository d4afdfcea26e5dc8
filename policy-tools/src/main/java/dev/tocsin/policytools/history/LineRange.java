package dev.tocsin.policytools.history;

/** Lines of a text, from 1; both ends belong to it. An empty range ends before it begins. */
record LineRange(int first, int last) {

    static final LineRange NONE = new LineRange(1, 0);

    boolean contains(int line) {
        return line >= first && line <= last;
    }
}
