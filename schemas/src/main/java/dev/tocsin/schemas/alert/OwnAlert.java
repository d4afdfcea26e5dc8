package dev.tocsin.schemas.alert;

/** Kinds of alerts that Tocsin raises about itself. */
public enum OwnAlert {
    /** A channel refuses pages or no longer answers: people are not reached through it. Subject: the channel. */
    CHANNEL_FAILING("TocsinChannelFailing", "error", "channel"),
    /** A known sender's request could not be read, so an alert may be hidden in it. Subject: the source. */
    BODY_UNREADABLE("TocsinBodyUnreadable", "error", "source"),
    /** A source's requests are turned away for want of room. Subject: the source. */
    SOURCE_STARVED("TocsinSourceStarved", "error", "source"),
    /** Requests that nobody sends again were refused while Kafka was away. Subject: the service that refused them. */
    SPOOL_FULL("TocsinSpoolFull", "error", "component"),
    /** Bytes of the spool could not be read, so requests may be lost. Subject: the service whose spool it is. */
    SPOOL_DAMAGED("TocsinSpoolDamaged", "error", "component"),
    /** Nothing more can be stored on a disk. Subject: the service that met it. */
    DISK_FULL("TocsinDiskFull", "critical", "component"),
    /**
     * Nobody acknowledged an incident, and its ladder wants no page for that but a line in the digest. Subject: the
     * incident's id.
     */
    UNANSWERED("TocsinUnanswered", "low", "incident") {

        @Override
        public String service() {
            return "unanswered";
        }
    };

    private final String alertName;
    private final String severity;
    private final String subjectLabel;

    OwnAlert(String alertName, String severity, String subjectLabel) {
        this.alertName = alertName;
        this.severity = severity;
        this.subjectLabel = subjectLabel;
    }

    /** Value of the label {@code alertname}, such as {@code TocsinChannelFailing}. */
    public String alertName() {
        return alertName;
    }

    /** Service key and label {@code service}: that of Tocsin itself, except for what is about incidents of others. */
    public String service() {
        return OwnAlerts.SERVICE;
    }

    /** Value of the label {@code severity}, as Prometheus' users spell it. */
    public String severity() {
        return severity;
    }

    /** Name of the label that holds the subject. */
    public String subjectLabel() {
        return subjectLabel;
    }
}
