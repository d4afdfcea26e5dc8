package dev.tocsin.standalone.drill.through.vendor;

/** A vendor's API as far as Tocsin uses it: keeps what it was told as the vendor would, and refuses what the vendor refuses. */
interface Vendor {

    /** Its name, and the first part of its path. */
    String name();

    /** Takes a request and writes what came of it into the journal. */
    Answer take(Call call, Journal journal);
}
