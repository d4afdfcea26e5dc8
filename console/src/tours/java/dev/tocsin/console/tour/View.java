package dev.tocsin.console.tour;

import com.microsoft.playwright.Page;

/** A view of the console, and by what one sees that it is there. */
enum View {

    INCIDENTS("/#/", "#list .row a.title"), INCIDENT("", "#detail h1"), ALERTS("/#/alerts", "#list h1"), ONCALL(
            "/#/oncall", "#list h1"), SILENCES("/#/silences", "#list h1"), DELIVERIES("/#/deliveries",
                    "#list h1"), INBOX("/#/inbox", "#list h1"), POLICY("/#/policy", "#list h1"), QUARANTINE(
                            "/#/quarantine", "#list h1"), HEALTH("/#/health", "#list h1"), PAST("/#/past", "#list h1"), SOURCES("/#/sources", "#list h1"), SERVICES("/#/services", "#list h1"), REPORTS(
            "/#/reports", "#list h1");

    private final String path;
    private final String sign;

    View(String path, String sign) {
        this.path = path;
        this.sign = sign;
    }

    /** Path and fragment; an incident is the worst open one. */
    String address(Page page, String console) {
        if (this != INCIDENT) {
            return path;
        }
        var reply = page.request().get(console + "/api/incidents?state=open&limit=1").text();
        return "/#/incident/" + reply.replaceFirst("(?s).*?\"id\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    }

    String sign() {
        return sign;
    }
}
