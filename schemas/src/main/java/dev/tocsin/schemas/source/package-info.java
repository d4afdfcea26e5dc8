/** What services agree on about sources of alerts. */
package dev.tocsin.schemas.source;
