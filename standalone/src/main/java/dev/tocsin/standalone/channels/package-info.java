/** What the command line says about channels. */
package dev.tocsin.standalone.channels;
