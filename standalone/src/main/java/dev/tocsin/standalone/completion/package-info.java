/** Completion scripts that picocli does not make. */
package dev.tocsin.standalone.completion;
