package dev.tocsin.correlator.influence;

/**
 * The automatic link of an incident to its parent.
 *
 * @param parentId
 *            incident that explains it; empty for none
 * @param reason
 *            why, for a person
 * @param storm
 *            the storm that the parent stands for; empty when it is an incident of a service that this one needs
 */
record ParentLink(String parentId, String reason, String storm) {

    static final ParentLink NONE = new ParentLink("", "", "");
}
