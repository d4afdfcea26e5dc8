package dev.tocsin.console.live;

/**
 * One event of the stream.
 *
 * @param id
 *            {@code <run of the console>-<number>}; what a client sends back as Last-Event-ID
 * @param type
 *            hello, incident, forgotten, timeline, notification, quarantine, source, channel-test, policy, reload
 * @param data
 *            one JSON document
 */
public record LiveEvent(String id, String type, String data) {

    /** In the format of the HTML standard, section 9.2; JSON has no bare line breaks. */
    public String frame() {
        return "id: " + id + "\nevent: " + type + "\ndata: " + data + "\n\n";
    }
}
