package dev.tocsin.standalone.listing;

/** How a list is written. */
public enum OutputForm {
    /** The columns that matter most, as wide as the terminal. */
    TABLE,
    /** All columns. */
    WIDE,
    /** The API's JSON. */
    JSON
}
