/** The health of the sources of alerts. */
package dev.tocsin.console.source;
