package dev.tocsin.ingest.http;

import java.util.Locale;

/** Content types that we take for JSON. */
final class MediaTypes {

    private MediaTypes() {}

    /** None at all, application/json, text/json, or anything ending in +json; parameters are ignored. */
    static boolean isJson(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.equals("application/json") || type.equals("text/json")
                || (type.startsWith("application/") && type.endsWith("+json"));
    }
}
