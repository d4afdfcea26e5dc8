/** Sources as {@code tocsin source} adds and changes them. */
package dev.tocsin.standalone.sources;
