package dev.tocsin.console.api;

import java.util.Locale;

/** The query parameters of {@code GET /api/incidents}: the parser and the OpenAPI document read this table. */
enum IncidentParameter {

    STATE("One or several of " + String.join(", ", StateFilter.names()) + "; default open."), SEVERITY(
            "Severities, separated by commas."), SERVICE("Service, whatever its case."), TEAM(
                    "Team, whatever its case."), PERSON(
                            "Who acknowledged, mitigated or resolved it, or commands it."), TEXT(
                                    "Words that must all occur in ID, title, summary, service, environment, team or severity."), SINCE(
                                            "Opened at this instant or later."), UNTIL(
                                                    "Opened before this instant."), LIMIT(
                                                            "Largest number of incidents in the answer, 1 to "
                                                                    + IncidentQuery.MOST + "; default "
                                                                    + IncidentQuery.USUAL
                                                                    + "."), CURSOR(
                                                                            "The nextCursor of the previous page.");

    private final String description;

    IncidentParameter(String description) {
        this.description = description;
    }

    /** Its name in the query. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does. */
    String description() {
        return description;
    }
}
