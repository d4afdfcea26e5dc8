package dev.tocsin.standalone.drill.through.vendor;

import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** What a vendor answers. */
record Answer(int status, String body) {

    static Answer json(int status, Map<String, ?> body) {
        return new Answer(status, JsonMapper.shared().writeValueAsString(body));
    }
}
