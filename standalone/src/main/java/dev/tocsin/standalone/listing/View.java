package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.List;

/** Turns what was read into lines. */
public interface View {

    /** The lines of a form, without the notes. */
    List<String> lines(Listing.Found found, OutputForm form, Screen screen, Instant now);
}
