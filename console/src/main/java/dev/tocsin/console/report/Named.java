package dev.tocsin.console.report;

import java.util.List;

/** A figure that names the incidents behind it. */
interface Named {

    /** IDs, at most {@link Scope#MOST_NAMED}. */
    List<String> incidents();
}
