/** Tickets that Tocsin filed, and that a person closed or reopened in the vendor's system. */
package dev.tocsin.ingest.format.ticket;
