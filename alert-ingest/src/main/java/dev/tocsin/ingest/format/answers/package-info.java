/** What people answered where they were paged: it becomes commands. */
package dev.tocsin.ingest.format.answers;
