/** Which settings there are, so that a misspelt one is refused and not ignored. */
package dev.tocsin.standalone.settings;
