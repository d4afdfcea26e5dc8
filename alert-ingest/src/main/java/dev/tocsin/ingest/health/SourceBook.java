package dev.tocsin.ingest.health;

import java.util.List;

import dev.tocsin.event.SourceHealth;

/** What a process heard of its sources. */
public interface SourceBook {

    /** Continues from what an earlier process with the same name wrote; what this one heard meanwhile is added. */
    void restore(SourceHealth written);

    /** What changed since it was last asked, as it is now. */
    List<SourceHealth> changed();

    /** It could not be written: it is told again. */
    void notWritten(List<SourceHealth> told);
}
