package dev.tocsin.policy.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follow-ups and review of incidents of some severities; all times count from the resolve.
 *
 * @param severities
 *            ids of severities
 * @param review
 *            the review to hold
 * @param checklist
 *            what else is to be done, in order
 */
public record Aftermath(Set<String> severities, Optional<Review> review, List<Task> checklist) {

    public Aftermath {
        severities = Set.copyOf(severities);
        checklist = List.copyOf(checklist);
    }

    /**
     * A review.
     *
     * @param template
     *            name of the document's template, for people; may be empty
     * @param document
     *            sections of the document, in order; empty for {@link ReviewPart#STANDARD}
     */
    public record Review(Deadline deadline, String template, List<ReviewPart> document) {

        public Review {
            document = List.copyOf(document);
        }

        /** With the standard document. */
        public Review(Deadline deadline, String template) {
            this(deadline, template, List.of());
        }
    }

    /**
     * Something to do.
     *
     * @param task
     *            in words
     * @param deadline
     *            by when; empty: some day
     * @param owner
     *            whose it is: a role, or a person by name; empty: nobody's until somebody takes it
     */
    public record Task(String task, Optional<Deadline> deadline, Optional<String> owner) {}
}
