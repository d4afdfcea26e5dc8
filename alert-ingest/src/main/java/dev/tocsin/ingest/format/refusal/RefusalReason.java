package dev.tocsin.ingest.format.refusal;

import java.util.Locale;

/** Why a request is refused. The code stands in the answer, in the quarantine record and as the metric's label. */
public enum RefusalReason {
    NOT_JSON(400, "The body is not JSON"),
    //
    BAD_ENCODING(400, "The body cannot be decompressed"),
    //
    TOO_DEEP(422, "The JSON is nested too deeply"),
    //
    TOO_MANY_TOKENS(422, "The JSON has too many parts"),
    //
    TOO_LARGE(413, "The body is too large"),
    //
    COMPRESSION_RATIO(413, "The compression ratio is too high"),
    //
    MEDIA_TYPE(415, "The content type is not JSON"),
    //
    CONTENT_ENCODING(415, "The content encoding is not supported"),
    //
    UNKNOWN_SHAPE(422, "The JSON does not have the format of this source"),
    //
    NO_ALERTS(422, "The body contains no alerts"),
    //
    MISSING_FIELD(422, "A field is missing"),
    //
    UNKNOWN_STATE(422, "The state is unknown"),
    //
    UNKNOWN_HEARTBEAT(404, "The heartbeat is unknown"),
    //
    READER_FAILED(422, "Tocsin could not read the body"),
    //
    UNKNOWN_FORMAT(422, "This version of Tocsin has no such format"),
    //
    NOT_STORED(422, "Kafka refuses the records of the request");

    private final int status;
    private final String title;

    RefusalReason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** HTTP status of the answer; always a 4xx. */
    public int status() {
        return status;
    }

    /** The kind of problem in a sentence. */
    public String title() {
        return title;
    }

    /** Such as {@code not-json}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
