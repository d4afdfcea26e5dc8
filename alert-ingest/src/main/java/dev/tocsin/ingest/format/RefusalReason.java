package dev.tocsin.ingest.format;

import java.util.Locale;

/** Why a request is refused. The code stands in the answer, in the quarantine record and as the metric's label. */
public enum RefusalReason {
    NOT_JSON(400, "The body is not JSON"), NOT_UTF8(400, "The body is not UTF-8"), DUPLICATE_KEY(400,
            "A JSON object names one member twice"), LONE_SURROGATE(400,
                    "A text holds half of a surrogate pair"), NUL_CHARACTER(400,
                            "A text holds the character NUL"), BAD_ENCODING(400,
                                    "The body cannot be decompressed"), TOO_DEEP(422,
                                            "The JSON is nested too deeply"), STRING_TOO_LONG(422,
                                                    "A text in the JSON is too long"), NUMBER_TOO_LONG(422,
                                                            "A number in the JSON is too long"), NAME_TOO_LONG(422,
                                                                    "A member's name in the JSON is too long"), TOO_MANY_TOKENS(
                                                                            422,
                                                                            "The JSON has too many parts"), JSON_LIMITS(
                                                                                    422,
                                                                                    "The JSON is beyond a limit"), TOO_LARGE(
                                                                                            413,
                                                                                            "The body is too large"), COMPRESSION_RATIO(
                                                                                                    413,
                                                                                                    "The body is compressed too well"), MEDIA_TYPE(
                                                                                                            415,
                                                                                                            "The content type is not JSON"), CONTENT_ENCODING(
                                                                                                                    415,
                                                                                                                    "The content encoding is not supported"), UNKNOWN_SHAPE(
                                                                                                                            422,
                                                                                                                            "The JSON is not what this source sends"), UNKNOWN_VERSION(
                                                                                                                                    422,
                                                                                                                                    "The version of the body is not known"), NO_ALERTS(
                                                                                                                                            422,
                                                                                                                                            "The body holds no alerts"), MISSING_FIELD(
                                                                                                                                                    422,
                                                                                                                                                    "A field is missing"), UNKNOWN_STATE(
                                                                                                                                                            422,
                                                                                                                                                            "The state is not known"), TOO_MANY_LABELS(
                                                                                                                                                                    422,
                                                                                                                                                                    "An alert has too many labels");

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
