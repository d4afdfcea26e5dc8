package dev.tocsin.standalone.listing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.json.JsonMapper;

/** The policy in force, as {@code GET /api/policy} describes it. */
public final class PolicyPage implements View {

    @Override
    public List<String> lines(Listing.Found found, OutputForm form, Screen screen, Instant now) {
        var policy = found.json();
        if (form == OutputForm.JSON) {
            return List.of(JsonMapper.shared().writeValueAsString(policy));
        }
        var lines = new ArrayList<String>();
        lines.add(Plain.text(policy.path("name")) + " version " + policy.path("version").asInt() + (Plain.text(policy
                .path("author")).isEmpty()
                        ? ", built in: no policy is published"
                        : ", applied by " + Plain.text(policy.path("author")) + " " + Plain.age(policy.path(
                                "publishedAt"), now) + " ago"));
        lines.add("severities   " + Plain.list(policy.path("severities")));
        lines.add("people       " + Plain.list(policy.path("people")));
        lines.add("channels     " + policy.path("channels").valueStream().map(channel -> Plain.text(channel.path(
                "name")) + " (" + Plain.text(channel.path("type")) + ")").collect(Collectors.joining(", ")));
        if (form == OutputForm.WIDE) {
            lines.add("roles        " + Plain.list(policy.path("roles")));
            lines.add("escalations  " + Plain.list(policy.path("escalations")));
        }
        return lines;
    }
}
