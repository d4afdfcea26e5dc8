/** The health of sources on {@code tocsin.sources}: written while it changes, and read again after a restart. */
package dev.tocsin.ingest.health;
