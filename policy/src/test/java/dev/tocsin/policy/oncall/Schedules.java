package dev.tocsin.policy.oncall;

import static dev.tocsin.policy.PolicyText.aPolicy;

import dev.tocsin.policy.PolicyText;

/** Schedules for tests, as one writes them. */
final class Schedules {

    private Schedules() {}

    /** The schedule of a policy with targets anna, ben, cleo, dan and eve, in Berlin unless the lines say otherwise. */
    static Schedule schedule(String lines) {
        return (Schedule) policy(lines).load().policy().practice().schedules().get("primary");
    }

    static PolicyText policy(String lines) {
        return aPolicy().targets("targets:\n  on-call: [inbox]\n  anna: [inbox]\n  ben: [inbox]\n  cleo: [inbox]\n"
                + "  dan: [inbox]\n  eve: [inbox]\n").more("""
                        calendars:
                          office: {hours: ["09:00-17:00"], holidays: [2026-12-25]}
                        schedules:
                          primary:
                        """ + ((lines.startsWith("zone:") ? "" : "zone: Europe/Berlin\n") + lines).indent(4)).service(
                        "time-zone: Europe/Berlin\n");
    }
}
