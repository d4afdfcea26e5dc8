package dev.tocsin.standalone.drill.through.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to a vendor.
 *
 * @param path
 *            without the part that leads to the vendor
 * @param query
 *            by name
 */
record Call(String method, String path, Map<String, String> query, String authorization, String body) {

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The body where it is a form. */
    Map<String, String> form() {
        return pairs(body);
    }

    /** Names and values of a form or a query. */
    static Map<String, String> pairs(String text) {
        return Stream.of(text.split("&")).filter(pair -> !pair.isEmpty()).map(pair -> List.of(pair.split("=", 2)))
                .collect(Collectors.toMap(List::getFirst, pair -> URLDecoder.decode(pair.getLast(), UTF_8)));
    }
}
